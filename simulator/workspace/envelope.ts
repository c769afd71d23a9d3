import type { Switches } from '../switches.ts';
import { uuid } from './given.ts';
import { pythonText } from './python.ts';
import type { Channel, Customer, Sender, StoredMessage } from './types.ts';

/** An agent coming or going. */
export interface AgentEvent {
	action: 'assign' | 'unassign';
	agentId: number | null;
}

/** What happened on a channel: a message, or an agent coming or going. */
export interface Happening {
	message: Omit<StoredMessage, 'seq'>;
	customer: Customer;
	channel: Channel;
	event?: AgentEvent;
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

/** What `_raw`, which is Landbot's internal message, keeps of a type beside its text; of others the URL, if any. */
const KEPT: Record<string, string[]> = {
	button: ['payload'],
	dialog: ['title', 'buttons', 'payloads'],
	media_dialog: ['url', 'media_type', 'title', 'buttons', 'payloads'],
	cards: ['cards', 'payloads'],
	multiple_files: ['files'],
	multiple_images: ['urls'],
	location: ['latitude', 'longitude', 'address'],
	hidden: ['action'],
};

const WITH_CAPTION = ['image', 'audio', 'video', 'document'];

/** Where an event says what happened: beside its type, and in `_raw`. */
const EVENT_PLACES: Record<
	Switches['eventLayout'],
	(event: AgentEvent) => { beside: object; raw: object }
> = {
	raw: ({ action, agentId }) => ({ beside: {}, raw: { action, agent_id: agentId } }),
	rawMessage: ({ action, agentId }) => ({ beside: {}, raw: { action, message: agentId } }),
	message: ({ action, agentId }) => ({ beside: { action, agent_id: agentId }, raw: {} }),
	both: ({ action, agentId }) => ({ beside: { action }, raw: { action, message: agentId } }),
};

/** Custom fields as hooks carry them. */
const flatFields = (customer: Customer, { objectsInHooks }: Switches): Record<string, unknown> =>
	Object.fromEntries(
		Object.values(customer.custom_fields).map(({ name, value }) => [
			name,
			objectsInHooks === 'python' && value !== null && typeof value === 'object'
				? pythonText(value)
				: value,
		]),
	);

/** What a web channel tells of its visitors: the country, and the page that shows the bot. */
export const webKeys = ({ token }: Channel): { country: string; url: string } => ({
	country: 'Spain',
	url: `https://landbot.site/v3/${token}/index.html`,
});

/** The customer inside a message: web says where they are, WhatsApp says their phone number. */
function customerPart(
	{ customer, channel, message }: Happening,
	switches: Switches,
): Record<string, unknown> {
	const { id, agent_id, archived, phone } = customer;
	const known = { id, name: customer.name ?? '', agent_id, archived };
	if (channel.type === 'whatsapi') return { ...flatFields(customer, switches), ...known, phone };
	// A captured agent message had neither custom fields nor the two keys at the end.
	if (message.sender.type === 'agent') return { ...known, ...webKeys(channel) };
	return {
		...flatFields(customer, switches),
		...known,
		...webKeys(channel),
		is_external: 'False',
		webchat_type: 'Native',
	};
}

/** Negative for bots, 0 for the system, absent for customers. */
function samurai({ type, id }: Sender): { samurai?: number } {
	if (type === 'customer') return {};
	return { samurai: type === 'bot' ? -id : id };
}

/** One ID for everything that a bot or an agent writes; customers and the system have none. */
const authorOf = ({ type, id }: Sender): string | null =>
	type === 'bot' || type === 'agent' ? uuid(8, id) : null;

/** The content of a message as hooks show it. */
function content({ type, data }: Happening['message'], switches: Switches): object {
	const shown = { ...data };
	if (switches.mediaUrlIn === 'raw') delete shown.url;
	if (switches.addressIn === 'raw') delete shown.address;
	if (switches.emptyCaptions && WITH_CAPTION.includes(type)) shown.caption ??= '';
	return shown;
}

/** What `_raw` has of the content. */
function rawContent({ type, data }: Happening['message'], { addressIn }: Switches): object {
	const kept = (KEPT[type] ?? ['url']).filter(
		(key) => data[key] !== undefined && (key !== 'address' || addressIn === 'raw'),
	);
	return Object.fromEntries(kept.map((key) => [key, data[key]]));
}

/** The body of one POST to a message hook; `messages` never has more than this one element. */
export function envelope(happening: Happening, switches: Switches): { messages: [object] } {
	const { message, channel, event } = happening;
	const { type, timestamp, sender } = message;
	const place = event && EVENT_PLACES[switches.eventLayout](event);
	return {
		messages: [
			{
				type,
				...place?.beside,
				timestamp,
				data: content(message, switches),
				sender,
				customer: customerPart(happening, switches),
				channel: { id: channel.id, name: channel.name, type: CHANNEL_TYPES[channel.type] },
				_raw: {
					uuid: message.uuid,
					type,
					// The number of the chat is not the customer's.
					chat: message.customerId + 200_000,
					channel: channel.id,
					timestamp,
					author_type: AUTHORS[sender.type],
					author_uuid: authorOf(sender),
					...samurai(sender),
					message: message.data.body ?? null,
					...rawContent(message, switches),
					...place?.raw,
					rich_text: null,
					read: sender.type === 'bot' || sender.type === 'sys',
					seq: null,
					ui_key: null,
					extra: {},
				},
			},
		],
	};
}
