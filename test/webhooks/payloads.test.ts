import type { IDataObject } from 'n8n-workflow';
import { call, until } from '../../simulator/test/client.ts';
import { ANA, outputs, post, publish, simulator } from '../support/trigger';
import { payloads } from './payloads/index.js';

const EVERYTHING = [
	...['customer_message', 'bot_message', 'agent_message'],
	...['conversation_assigned', 'conversation_unassigned', 'system_event'],
];

/** A payload that no other test has delivered: all of them have the same ID. */
function fresh(name: string): IDataObject {
	const { messages, ...rest } = payloads[name].body as { messages?: IDataObject[] };
	const renewed = messages?.map((message) =>
		message._raw ? { ...message, _raw: { ...(message._raw as IDataObject), uuid: name } } : message,
	);
	return { ...rest, ...(renewed && { messages: renewed }) };
}

/** What a person expects of what outside programs have received. */
const expected: Record<string, IDataObject> = {
	'hook-agent-text-web': {
		event: 'agent_message',
		text: 'hello',
		agent_id: 794001,
		customer_country: 'Spain',
		sender_id: 794001,
		time: '2025-05-22T19:45:04.006Z',
	},
	'hook-card-template-whatsapp': {
		event: 'bot_message',
		message_type: 'card_template',
		text: 'Your order',
		buttons: ['Track', 'Cancel'],
		media_url: null,
	},
	'hook-document-empty-caption-whatsapp': {
		event: 'customer_message',
		caption: null,
		file_name: 'invoice 1.pdf',
		media_urls: ['https://media.example.org/files/invoice%201.pdf'],
	},
	'hook-image-caption-whatsapp': { event: 'customer_message', message_type: 'image' },
	'hook-location-whatsapp': {
		latitude: 41.4,
		longitude: 2.16,
		address: 'Example Street 1, Barcelona',
		text: null,
		file_name: null,
	},
	'hook-note': { event: 'system_event', text: 'internal: call back' },
	'hook-sandbox': { event: 'customer_message', channel_type: 'whatsappsandbox' },
	'hook-text-object-field': {
		text: 'hola',
		custom_fields: { slack_channel_id: 'C1', slackChannelInfo: { client: 'acme' } },
	},
	'hook-text-web-docs': { event: 'customer_message' },
	'hook-video-gif-whatsapp': {
		message_type: 'video',
		media_url: 'https://media.example.org/g.mp4',
	},
};

it.each(Object.entries(expected))('%s comes out as a person expects', async (name, wanted) => {
	await publish({ events: EVERYTHING });
	expect(await post(fresh(name))).toBe(200);
	expect(outputs()).toEqual([expect.objectContaining(wanted)]);
});

it('starts no workflow for agent messages on an internal note', async () => {
	await publish({ events: ['agent_message', 'customer_message', 'bot_message'] });
	expect(await post(fresh('hook-note'))).toBe(200);
	expect(outputs()).toEqual([]);
});

it.each(['not-a-hook-apichat', 'not-a-hook-webhook-block'])(
	'gives nothing that looks like a message of a customer for %s',
	async (name) => {
		await publish({ events: ['customer_message'] });
		await post(fresh(name));
		expect(outputs()).toEqual([]);
	},
);

/** The keys of a body with the types of their values, at any depth. */
const formOf = (value: unknown): unknown => {
	if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
	if (Array.isArray(value)) return value.map(formOf);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, formOf(inner)]));
};

it('what the simulator delivers of an agent has the form of what was recorded', async () => {
	simulator.setSwitches({ sendAssigns: true });
	await publish({ events: ['agent_message'] });
	await call(simulator, 'POST', `/customers/${ANA}/send_text/`, { message: 'hello' });
	await until(() => outputs().length === 1);
	const { body } = simulator.deliveries[0];
	expect(formOf(body)).toEqual(formOf(payloads['hook-agent-text-web'].body));
});

const CUSTOMER = {
	sender: { id: 473500001, name: 'Ana', type: 'customer' },
	customer: { id: 473500001, name: 'Ana', agent_id: null, archived: false },
	channel: { id: 2955001, name: 'Support bot', type: 'landbot' },
	timestamp: 1747943104,
};
const BOT = { ...CUSTOMER, sender: { id: 1010178, name: 'Bot', type: 'bot' } };

it.each<[string, IDataObject, IDataObject]>([
	[
		'a text that stands only in _raw',
		{ ...CUSTOMER, type: 'text', data: {}, _raw: { author_type: 'user', message: 'hi' } },
		{ event: 'customer_message', text: 'hi' },
	],
	[
		'a question whose title stands only in _raw',
		{ ...BOT, type: 'dialog', data: {}, _raw: { author_type: 'bot', title: 'Which?' } },
		{ event: 'bot_message', text: 'Which?' },
	],
	[
		'cards',
		{ ...BOT, type: 'cards', data: { cards: [{ title: 'Red' }, { title: 'Blue' }] } },
		{ text: 'Red, Blue', buttons: ['Red', 'Blue'] },
	],
	[
		'a dialog with a picture',
		{
			...BOT,
			type: 'media_dialog',
			data: { url: 'https://media.example.org/a.png', title: 'Which?', buttons: ['Yes'] },
		},
		{ text: 'Which?', buttons: ['Yes'], media_url: 'https://media.example.org/a.png' },
	],
	[
		'several images',
		{
			...CUSTOMER,
			type: 'multiple_images',
			data: { urls: ['https://media.example.org/1.png', 'https://media.example.org/2.png'] },
		},
		{
			media_url: 'https://media.example.org/1.png',
			media_urls: ['https://media.example.org/1.png', 'https://media.example.org/2.png'],
		},
	],
	[
		'several files in _raw',
		{
			...CUSTOMER,
			type: 'multiple_files',
			data: {},
			_raw: { files: [{ url: 'https://media.example.org/1.pdf', type: 'document' }] },
		},
		{ media_url: 'https://media.example.org/1.pdf' },
	],
	[
		'a place in _raw',
		{ ...CUSTOMER, type: 'location', data: {}, _raw: { latitude: 41.4, longitude: '2.16' } },
		{ latitude: 41.4, longitude: 2.16 },
	],
	[
		'a place with a name, which is no file',
		{
			...CUSTOMER,
			type: 'location',
			data: { latitude: 1, longitude: 2, name: 'Town hall', address: 'Main Street 1' },
		},
		{ file_name: null, address: 'Main Street 1' },
	],
	[
		'what nobody sees',
		{ ...BOT, type: 'hidden', data: {}, _raw: { author_type: 'bot', action: 'script' } },
		{ event: 'system_event' },
	],
	[
		'an assignment, whose agent is no text',
		{
			...CUSTOMER,
			type: 'event',
			sender: { id: 0, type: 'sys' },
			_raw: { action: 'assign', message: 794001 },
		},
		{ event: 'conversation_assigned', agent_id: 794001, text: null },
	],
])('reads %s', async (_, message, wanted) => {
	await publish({ events: EVERYTHING });
	expect(await post({ messages: [message] })).toBe(200);
	expect(outputs()).toEqual([expect.objectContaining(wanted)]);
});
