import type { Customer, Field, State, StoredMessage } from './types.ts';
import {
	AGENTS,
	APICHAT,
	BOTS,
	FACEBOOK,
	newChannels,
	newTemplates,
	SECOND_WHATSAPP,
	SEED_TIME,
	uuid,
	WEB,
	WHATSAPP,
} from './given.ts';

const FIRST_CUSTOMER = 473500001;

const FIRST_NAMES =
	'Lena Marco Nadia Oscar Paula Quentin Rosa Samir Tara Umar Vera Wim Yara Zoltan';
const LAST_NAMES =
	'Lopez Meyer Nilsson Ortega Petrov Quist Rossi Silva Tanaka Urban Vega Wolf Young';

const field = (name: string, type: Field['type'], value: unknown): Record<string, Field> => ({
	[name]: { name, type, value, extra: {} },
});

/** Who is special, by place after the first ID. The table in `seed` names them. */
const SPECIAL: Record<number, Partial<Customer>> = {
	0: {
		name: 'Ana Ruiz',
		email: 'ana@example.org',
		phone: '34600000021',
		avatar: 'https://media.example.org/ana.png',
		custom_fields: { ...field('plan', 'string', 'pro'), ...field('visits', 'integer', 3) },
	},
	1: { name: 'Visitor #1234', email: null, phone: null },
	2: { name: 'Visitor #1235', email: null, phone: null },
	3: { name: 'Carla Mendes', agent_id: AGENTS[0].id },
	4: { name: 'Daniel Okafor', agent_id: AGENTS[1].id },
	5: { name: 'Elif Kaya', blocked: true },
	6: { name: 'Farid Haddad', archived: true },
	7: {
		name: 'Greta Holm',
		custom_fields: {
			...field('city', 'string', 'Malmö'),
			...field('orders', 'integer', 7),
			...field('rating', 'float', 4.5),
			...field('newsletter', 'boolean', true),
			...field('birthday', 'date', '1990-04-12'),
			...field('last_visit', 'datetime', '2026-10-01 09:30:00'),
			...field('basket', 'object', ['tea', 'cups']),
			...field('name', 'string', 'Greta'),
		},
	},
	20: { name: 'Ana Ruiz', email: 'ana@example.org', phone: '34600000021' },
	21: { name: 'Hugo Brandt' },
	22: { name: 'Iris Novak', opt_in: false },
	23: { name: 'Jonas Weber', blocked: true },
	24: { name: 'Karin Dahl', agent_id: AGENTS[1].id },
};

const CLOSED_WINDOW = FIRST_CUSTOMER + 21;

const TALK: Array<[place: number, from: 'customer' | 'bot' | 'agent', text: string]> = [
	[0, 'bot', 'Hello! How can we help you today?'],
	[0, 'customer', 'Hi, where is my order 1042?'],
	[0, 'agent', 'It left our warehouse this morning.'],
	[20, 'customer', 'Can I change the delivery address?'],
	[20, 'agent', 'Of course. Which one should we use?'],
	[21, 'customer', 'Thank you, that is all for now.'],
];

/** The first 45 customers spread over all channels; whoever comes after is on web or WhatsApp in turn. */
function channelOf(place: number): number {
	if (place >= 45) return place % 2 ? WHATSAPP : WEB;
	if (place < 20) return WEB;
	if (place < 36) return WHATSAPP;
	if (place < 40) return SECOND_WHATSAPP;
	return place < 43 ? APICHAT : FACEBOOK;
}

/**
 * A customer as Landbot would have it after a first conversation.
 *
 * @param id decides name, phone and times, so that every run has the same people
 */
export function newCustomer(
	id: number,
	channelId: number,
	known: Partial<Customer> = {},
): Customer {
	const place = id - FIRST_CUSTOMER;
	const first = FIRST_NAMES.split(' ')[place % 14];
	const last = LAST_NAMES.split(' ')[place % 13];
	const name = known.name ?? `${first} ${last}`;
	const lastMessage = SEED_TIME - ((place * 7919) % 86_400);
	const onWhatsApp = channelId === WHATSAPP || channelId === SECOND_WHATSAPP;
	return {
		id,
		uuid: uuid(2, id),
		name,
		email: `${name.replace(' ', '.')}.${place + 1}@example.org`.toLowerCase(),
		phone: `346${String(place + 1).padStart(8, '0')}`,
		avatar: null,
		channel_id: channelId,
		brand_id: 1000,
		agent_id: null,
		ticket_id: null,
		visitor_id: null,
		archived: false,
		blocked: false,
		unread: false,
		opt_in: onWhatsApp,
		paused_until: null,
		register_date: SEED_TIME - 100_000 - place,
		last_message: lastMessage,
		last_message_content: 'Hello',
		last_receive_date: lastMessage,
		last_send_date: lastMessage - 60,
		meta_data: {},
		custom_fields: {},
		...known,
	};
}

/**
 * The workspace at the start: the same in every run.
 *
 * | customer  | channel           | what is special                                                      |
 * | --------- | ----------------- | -------------------------------------------------------------------- |
 * | 473500001 | web               | Ana Ruiz: a conversation of 3, fields `plan` and `visits`            |
 * | 473500002 | web               | `Visitor #1234`, without e-mail and phone; 473500003 is #1235        |
 * | 473500004 | web               | assigned to agent 794001, the owner of `simulator-token`             |
 * | 473500005 | web               | assigned to agent 794002: archive, assign, unassign answer 412       |
 * | 473500006 | web               | blocked: sends answer 412                                            |
 * | 473500007 | web               | archived                                                             |
 * | 473500008 | web               | a field of every type, and one that is called `name`                 |
 * | 473500009 | web               | nothing; the same up to 473500020                                    |
 * | 473500021 | WhatsApp          | Ana Ruiz again, same e-mail and phone: a conversation of 2           |
 * | 473500022 | WhatsApp          | window closed: only send_template works, other sends answer 412      |
 * | 473500023 | WhatsApp          | no opt-in: send_template and opt_out answer 412                      |
 * | 473500024 | WhatsApp          | blocked                                                              |
 * | 473500025 | WhatsApp          | assigned to agent 794002                                             |
 * | 473500026 | WhatsApp          | nothing; the same up to 473500036                                    |
 * | 473500037 | second WhatsApp   | nothing; the same up to 473500040                                    |
 * | 473500041 | APIchat           | never fires hooks; the same up to 473500043                          |
 * | 473500044 | Facebook          | channel inactive: sends answer 412; 473500045 too                    |
 *
 * @param customers how many; beyond 45 they are ordinary, on web and WhatsApp in turn
 */
export function seed(customers = 45): State {
	const state: State = {
		channels: newChannels(),
		hooks: [],
		customers: new Map(),
		messages: new Map(),
		templates: newTemplates(),
		agents: [...AGENTS],
		bots: [...BOTS],
		closedWindows: new Set([CLOSED_WINDOW]),
		nextHookId: 81234,
		nextCustomerId: FIRST_CUSTOMER + customers,
	};
	for (let place = 0; place < customers; place++) {
		const customer = newCustomer(
			FIRST_CUSTOMER + place,
			channelOf(place),
			structuredClone(SPECIAL[place] ?? {}),
		);
		state.customers.set(customer.id, customer);
		for (const channel of state.channels) if (channel.id === customer.channel_id) channel.chats++;
	}
	addTalk(state);
	return state;
}

/** Writes the seeded conversations, one message a minute. */
function addTalk(state: State): void {
	TALK.forEach(([place, from, text], index) => {
		const customer = state.customers.get(FIRST_CUSTOMER + place);
		if (!customer) return;
		const messages = state.messages.get(customer.id) ?? [];
		const senders: Record<typeof from, StoredMessage['sender']> = {
			customer: { id: customer.id, name: customer.name ?? '', type: 'customer' },
			bot: { ...BOTS[0], type: 'bot' },
			agent: { ...AGENTS[0], type: 'agent' },
		};
		const timestamp = SEED_TIME + index * 60;
		messages.push({
			uuid: uuid(3, index + 1),
			customerId: customer.id,
			channelId: customer.channel_id,
			type: 'text',
			data: { body: text },
			timestamp,
			sender: senders[from],
			seq: messages.length + 1,
		});
		state.messages.set(customer.id, messages);
		customer.last_message = timestamp;
		customer.last_message_content = text;
	});
}
