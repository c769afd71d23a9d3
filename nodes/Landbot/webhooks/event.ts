import type { IDataObject } from 'n8n-workflow';
import { first, flag, id, isoTime, number, object, text } from '../api/values';
import { eventKindOf, senderType } from './eventKind';
import { isFile } from './media';

// Where Landbot's sources differ, or say nothing, every place that one of them names is looked at, the most
// probable first.

/** Keys of a customer that Landbot fills; every other one is a custom field. */
const BUILT_IN = [
	'id',
	'name',
	'phone',
	'agent_id',
	'archived',
	'country',
	'url',
	'is_external',
	'webchat_type',
];

/** The end of a media address, which is the name of the file where Landbot gives none. */
function lastPart(address: string | null): string | null {
	if (address === null || !URL.canParse(address)) return null;
	const part = new URL(address).pathname.split('/').pop() ?? '';
	try {
		return text(decodeURIComponent(part));
	} catch {
		return text(part);
	}
}

/** What the buttons of a bot's question say: texts, or objects in the card templates of WhatsApp. */
function labels(buttons: unknown): string[] | null {
	if (!Array.isArray(buttons)) return null;
	return buttons
		.map((button) => {
			const { text: label, title, body, label: other, name } = object(button);
			return first(text, button, label, title, body, other, name);
		})
		.filter((label) => label !== null);
}

/** Every address of a file: one, or several in a list of addresses or of objects that have one. */
function addressesOf(data: IDataObject, raw: IDataObject): string[] {
	const several = [data.files, data.urls, data.images, raw.files, raw.urls]
		.filter(Array.isArray)
		.flat()
		.map((file) => first(text, file, object(file).url));
	const all = [first(text, data.url, data.image, raw.url), ...several];
	return [...new Set(all.filter((address) => address !== null))];
}

/** What was written, clicked or sent. */
function content(message: IDataObject): IDataObject {
	const data = object(message.data);
	const raw = object(message._raw);
	const place = { ...raw, ...data, ...object(data.location) };
	const addresses = addressesOf(data, raw);
	const cards = labels(data.cards ?? raw.cards);
	// An event keeps the ID of an agent where a message has its text.
	const inRaw = eventKindOf(message).endsWith('_message') ? [raw.message, raw.title] : [];
	return {
		text: first(text, data.body, data.title, data.text, data.message, ...inRaw, cards?.join(', ')),
		button_payload: first(
			text,
			data.payload,
			[data.payloads].flat().length === 1 ? [data.payloads].flat()[0] : null,
			object(data.button).payload,
			raw.payload,
			object(raw.extra).payload,
		),
		buttons: labels(data.buttons ?? raw.buttons) ?? cards,
		media_url: addresses[0] ?? null,
		media_urls: addresses.length > 0 ? addresses : null,
		caption: text(data.caption),
		file_name:
			first(text, data.filename, data.file_name, data.fileName) ??
			(isFile(message.type) ? (text(data.name) ?? lastPart(addresses[0] ?? null)) : null),
		latitude: first(number, place.latitude, place.lat),
		longitude: first(number, place.longitude, place.lng, place.lon),
		address: first(text, place.address, raw.address),
	};
}

/** The ID of the customer, who is the sender where Landbot says it only there. */
export const customerIdOf = (message: IDataObject): number | null =>
	id(object(message.customer).id) ??
	(senderType(message) === 'customer' ? id(object(message.sender).id) : null);

/** Whom it is about. Landbot sends custom fields among its own keys, with lists as Python's text form. */
function messageCustomer(message: IDataObject): IDataObject {
	const customer = object(message.customer);
	const others = Object.entries(customer).filter(([key]) => !BUILT_IN.includes(key));
	return {
		customer_id: customerIdOf(message),
		customer_name: text(customer.name),
		customer_phone: text(customer.phone),
		customer_country: text(customer.country),
		customer_archived: flag(customer.archived),
		page_url: text(customer.url),
		page_is_external: flag(customer.is_external),
		custom_fields: Object.fromEntries(others),
	};
}

/** The agent who came or went; for a message, the one who holds the conversation. */
function agentOf(message: IDataObject): number | null {
	const raw = object(message._raw);
	const { agent_id: current } = object(message.customer);
	if (!eventKindOf(message).startsWith('conversation')) return id(current);
	return first(
		id,
		message.agent_id,
		raw.agent_id,
		raw.message,
		message.message,
		object(message.data).agent_id,
		current,
	);
}

/**
 * One message or event of Landbot as the output of the trigger: the same keys for every kind, null where there is
 * nothing. `data` is what Landbot sent, so that a type of message which is not known yet is not lost.
 */
export function eventOf(message: IDataObject, deliveryId: string | null): IDataObject {
	const raw = object(message._raw);
	const sender = object(message.sender);
	const channel = object(message.channel);
	return {
		event: eventKindOf(message),
		message_type: text(message.type),
		...content(message),
		time: isoTime(number(message.timestamp)) ?? isoTime(number(raw.timestamp)),
		sequence: number(raw.seq),
		...messageCustomer(message),
		agent_id: agentOf(message),
		channel_id: id(channel.id),
		channel_name: text(channel.name),
		channel_type: text(channel.type),
		sender_type: senderType(message),
		sender_id: number(sender.id),
		sender_name: text(sender.name),
		delivery_id: deliveryId,
		media: null,
		data: object(message.data),
	};
}
