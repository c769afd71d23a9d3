import type { Switches } from '../switches.ts';
import type { Channel, Customer, StoredMessage } from './types.ts';

/** What happened on a channel: a message, or an agent coming or going. */
export interface Happening {
	message: Omit<StoredMessage, 'seq'>;
	customer: Customer;
	channel: Channel;
	event?: { action: 'assign' | 'unassign'; agentId: number | null };
}

/** Landbot's words for authors in `_raw`, where a customer is a user. */
const AUTHORS = { customer: 'user', bot: 'bot', agent: 'agent', sys: 'sys' };

/** Message hooks say `whatsapp` where the REST filter says `whatsapi`. */
const CHANNEL_TYPES: Record<Channel['type'], string> = {
	landbot: 'landbot',
	whatsapi: 'whatsapp',
	apichat: 'apichat',
	facebook: 'facebook',
};

/** Custom fields as hooks carry them: a list or object arrives as its Python text form. */
const flatFields = (customer: Customer): Record<string, unknown> =>
	Object.fromEntries(
		Object.values(customer.custom_fields).map(({ name, value }) => [
			name,
			value !== null && typeof value === 'object'
				? JSON.stringify(value).replaceAll('"', "'")
				: value,
		]),
	);

/** The customer inside a message: web says where they are, WhatsApp says their phone number. */
function customerPart({ customer, channel, message }: Happening): Record<string, unknown> {
	const { id, name, agent_id, archived, phone } = customer;
	const known = { id, name, agent_id, archived };
	if (channel.type === 'whatsapi') return { ...flatFields(customer), ...known, phone };
	const web = { country: 'Spain', url: `https://landbot.site/v3/${channel.token}/index.html` };
	// A captured agent message had neither custom fields nor these two.
	if (message.sender.type === 'agent') return { ...known, ...web };
	return {
		...flatFields(customer),
		...known,
		...web,
		is_external: 'False',
		webchat_type: 'Native',
	};
}

/** Negative for bots, 0 for the system, absent for customers. */
function samurai({ type, id }: StoredMessage['sender']): { samurai?: number } {
	if (type === 'customer') return {};
	return { samurai: type === 'bot' ? -id : id };
}

/** The body of one POST to a message hook; `messages` never has more than this one element. */
export function envelope(happening: Happening, switches: Switches): { messages: [object] } {
	const { message, channel, event } = happening;
	const { type, timestamp, sender } = message;
	const { url, ...withoutUrl } = message.data;
	const inRaw = switches.eventLayout !== 'message';
	const rawMessage = event ? inRaw && event.agentId : message.data.body;
	const place = event && {
		action: event.action,
		...(switches.eventLayout === 'message' && { agent_id: event.agentId }),
	};
	return {
		messages: [
			{
				type,
				...(switches.eventLayout !== 'raw' && place),
				timestamp,
				data: switches.mediaUrlIn === 'raw' ? withoutUrl : message.data,
				sender,
				customer: customerPart(happening),
				channel: { id: channel.id, name: channel.name, type: CHANNEL_TYPES[channel.type] },
				_raw: {
					uuid: message.uuid,
					type,
					// The number of the chat is not the customer's.
					chat: message.customerId + 200_000,
					channel: channel.id,
					timestamp,
					author_type: AUTHORS[sender.type],
					author_uuid: null,
					...samurai(sender),
					message: rawMessage || null,
					...(event && inRaw && { action: event.action }),
					...(url !== undefined && { url }),
					rich_text: null,
					read: sender.type !== 'customer',
					seq: null,
					ui_key: null,
					extra: {},
				},
			},
		],
	};
}
