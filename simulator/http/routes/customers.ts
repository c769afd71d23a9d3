import { deleted, found, notFound, page } from '../answers.ts';
import {
	boolean,
	channelWith,
	customerOf,
	integer,
	paging,
	type Call,
	type Route,
} from '../route.ts';
import type { Switches } from '../../switches.ts';
import { webKeys } from '../../workspace/envelope.ts';
import { fieldsOf, isBuiltIn } from '../../workspace/fields.ts';
import type { Customer, StoredMessage } from '../../workspace/types.ts';
import type { World } from '../../workspace/world.ts';

/** The keys that the documentation names; a capture showed more. */
const DOCUMENTED: Array<keyof Customer> = [
	'id',
	'name',
	'channel_id',
	'archived',
	'agent_id',
	'unread',
	'last_message',
	'register_date',
	'custom_fields',
];

/** A customer as answers show them: fields twice, a key that is no field wins over a field of its name. */
function present(customer: Customer, { state, switches }: World): object {
	const fields = fieldsOf(customer, switches);
	const channel = channelWith(customer.channel_id, state);
	const isOnWeb = switches.webKeysInAnswers && channel?.type === 'landbot';
	const keys = { ...customer, ...(isOnWeb && webKeys(channel)) };
	const own = Object.entries(keys).filter(([key]) => !isBuiltIn(key, switches));
	const shown: Record<string, unknown> = {
		...Object.fromEntries(Object.values(fields).map(({ name, value }) => [name, value])),
		...Object.fromEntries(own),
		custom_fields: fields,
	};
	if (switches.customerKeys === 'documented') {
		for (const [key] of own) {
			if (!DOCUMENTED.includes(key as keyof Customer)) delete shown[key];
		}
	}
	if (!switches.phoneAtTopLevel) {
		delete shown.phone;
		const phone = { name: 'phone', type: 'string', value: customer.phone, extra: {} };
		shown.custom_fields = { phone, ...fields };
	}
	return shown;
}

const SORTS: Record<Switches['customerSort'], (a: Customer, b: Customer) => number> = {
	oldest: (a, b) => a.id - b.id,
	newest: (a, b) => b.id - a.id,
	lastMessage: (a, b) => (b.last_message ?? 0) - (a.last_message ?? 0),
};

/** Whether the searched text is how the customer's name, e-mail or phone starts, in any letter case. */
function startsWith(customer: Customer, query: Call['query'], switches: Switches): boolean {
	const by = (query.search_by ?? 'name') as 'name' | 'email' | 'phone';
	const typed = String(query.search ?? '').toLowerCase();
	const forgiving = by === 'phone' && switches.phoneSearch === 'digits';
	return (customer[by] ?? '')
		.toLowerCase()
		.startsWith(forgiving ? typed.replace(/\D/g, '') : typed);
}

function matches(customer: Customer, query: Call['query'], switches: Switches): boolean {
	const { channel_id, agent_id, archived, opt_in } = query;
	const onlyArchived = switches.archivedFilter === 'only' || archived === false;
	return (
		(channel_id ?? customer.channel_id) === customer.channel_id &&
		(agent_id === undefined || agent_id === customer.agent_id) &&
		(archived === undefined || !onlyArchived || archived === customer.archived) &&
		(opt_in ?? customer.opt_in) === customer.opt_in &&
		startsWith(customer, query, switches)
	);
}

/** `YYYY-MM-DD HH:MM:SS`, in UTC as far as anybody knows. */
const textTime = (seconds: number): string =>
	new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** An entry of the transcript: documented are `type`, `message` and `message_datetime`. */
function transcriptEntry(message: StoredMessage, { transcriptKeys }: Switches): object {
	const { uuid, type, data, sender, timestamp } = message;
	const entry = { type, message: data.body ?? null, message_datetime: textTime(timestamp) };
	if (transcriptKeys === 'documented') return entry;
	return { ...entry, uuid, author_type: sender.type, author_id: sender.id, ...data };
}

export const customerRoutes: Route[] = [
	{
		method: 'GET',
		path: '/customers/',
		query: {
			channel_id: integer,
			agent_id: integer,
			search_by: { enum: ['name', 'email', 'phone'] },
			search: { type: 'string' },
			archived: boolean,
			opt_in: boolean,
			...paging,
		},
		answer({ world, query }) {
			const { state, switches } = world;
			const customers = [...state.customers.values()]
				.filter((customer) => matches(customer, query, switches))
				.sort(SORTS[switches.customerSort]);
			const { status, body } = page('customers', customers, query, switches);
			const list = body as { customers: Customer[] };
			return {
				status,
				body: { ...list, customers: list.customers.map((one) => present(one, world)) },
			};
		},
	},
	{
		method: 'GET',
		path: '/customers/{customer_id}/',
		answer: (call) => found({ customer: present(customerOf(call), call.world) }),
	},
	{
		method: 'DELETE',
		path: '/customers/{customer_id}/',
		answer({ world: { state, switches }, params }) {
			const id = Number(params.customer_id);
			if (!state.customers.delete(id) && switches.repeatDelete404) throw notFound(switches);
			state.messages.delete(id);
			return deleted;
		},
	},
	{
		method: 'GET',
		path: '/customers/{customer_id}/messages/',
		answer(call) {
			const { state, switches } = call.world;
			const conversation = state.messages.get(customerOf(call).id) ?? [];
			// The order is not guaranteed, so nobody shall rely on one: every second message comes last.
			const messages = [1, 0].flatMap((odd) => conversation.filter((_, n) => n % 2 === odd));
			return found({ messages: messages.map((message) => transcriptEntry(message, switches)) });
		},
	},
];
