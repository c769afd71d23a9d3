import type { IDataObject } from 'n8n-workflow';
import { message, outputs, post, publish } from '../support/trigger';
import { ANA } from '../support/people';

/** The output for a message that is posted as it is. */
async function outputOf(more: IDataObject): Promise<IDataObject> {
	expect(await post({ messages: [message(more)] })).toBe(200);
	return outputs().at(-1) as IDataObject;
}

describe('what Landbot documents in several ways', () => {
	const ASSIGN = { type: 'event', sender: { id: 0, name: 'Landbot', type: 'sys' } };
	const VARIANTS: Array<[string, IDataObject, IDataObject]> = [
		['a whole timestamp', { timestamp: 1747943104 }, { time: '2025-05-22T19:45:04.000Z' }],
		['a timestamp as text', { timestamp: '1747943104.5' }, { time: '2025-05-22T19:45:04.500Z' }],
		['milliseconds', { timestamp: 1747943104500 }, { time: '2025-05-22T19:45:04.500Z' }],
		[
			'the timestamp in the raw part',
			{ timestamp: null, _raw: { timestamp: 1747943104, seq: 7 } },
			{ time: '2025-05-22T19:45:04.000Z', sequence: 7 },
		],
		['no time', { timestamp: 'soon', _raw: {} }, { time: null }],
		['a time without end', { timestamp: 1e300 }, { time: null }],
		[
			'a button',
			{ type: 'button', data: { body: 'Yes', payload: '$0' } },
			{ text: 'Yes', button_payload: '$0' },
		],
		[
			'a button with a list of payloads',
			{ type: 'button', data: { body: 'Yes', payloads: ['$1'] } },
			{ text: 'Yes', button_payload: '$1' },
		],
		[
			'a button with an object',
			{ type: 'button', data: { body: 'Yes', button: { payload: '$2' } } },
			{ button_payload: '$2' },
		],
		[
			'a button with the payload in the raw part',
			{ type: 'button', data: { body: 'Yes' }, _raw: { author_type: 'user', payload: '$3' } },
			{ button_payload: '$3' },
		],
		[
			'a button with the payload in the extra part',
			{ type: 'button', data: { body: 'Yes' }, _raw: { extra: { payload: '$4' } } },
			{ button_payload: '$4' },
		],
		[
			'a button without payload',
			{ type: 'button', data: { body: 'Yes' } },
			{ button_payload: null },
		],
		[
			'a question',
			{ type: 'dialog', data: { title: 'Sure?', buttons: ['Yes', 'No'], payloads: ['$0', '$1'] } },
			{ text: 'Sure?', buttons: ['Yes', 'No'], button_payload: null },
		],
		[
			'a card template',
			{
				type: 'card_template',
				data: { body: 'Hi', title: 'Order', buttons: [{ text: 'Pay' }, { title: 'Call' }, {}] },
			},
			{ text: 'Hi', buttons: ['Pay', 'Call'] },
		],
		[
			'an image with caption',
			{ type: 'image', data: { url: 'https://a.example/b/c%20d.png?x=1', caption: 'Look' } },
			{
				text: null,
				caption: 'Look',
				media_url: 'https://a.example/b/c%20d.png?x=1',
				file_name: 'c d.png',
			},
		],
		[
			'media whose address is in the raw part',
			{ type: 'video', data: {}, _raw: { url: 'https://a.example/%ff.mp4' } },
			{ media_url: 'https://a.example/%ff.mp4', file_name: '%ff.mp4' },
		],
		[
			'a document with a name',
			{ type: 'document', data: { url: 'https://a.example/1', filename: 'Bill.pdf' } },
			{ file_name: 'Bill.pdf' },
		],
		[
			'a document with a file_name',
			{ type: 'document', data: { url: 'https://a.example/1', file_name: 'Bill.pdf' } },
			{ file_name: 'Bill.pdf' },
		],
		[
			'a document without a name',
			{ type: 'document', data: { url: 'https://a.example/' } },
			{ file_name: null },
		],
		['a document without address', { type: 'document', data: {} }, { media_url: null }],
		['an iframe', { type: 'iframe', data: { url: 'https://a.example/x' } }, { file_name: null }],
		[
			'a location',
			{ type: 'location', data: { latitude: 0, longitude: -3.7 } },
			{ latitude: 0, longitude: -3.7 },
		],
		[
			'a location in short',
			{ type: 'location', data: { lat: '40.4', lng: '-3.7' } },
			{ latitude: 40.4, longitude: -3.7 },
		],
		[
			'a location in an object',
			{ type: 'location', data: { location: { latitude: 1, longitude: 2 } } },
			{ latitude: 1, longitude: 2 },
		],
		[
			'an unknown type',
			{ type: 'sticker', data: { emoji: 'x', body: 7 } },
			{ message_type: 'sticker', text: '7', data: { emoji: 'x', body: 7 } },
		],
		[
			'a page as Python text',
			{
				customer: {
					id: String(ANA),
					is_external: 'True',
					archived: 'False',
					country: 'Spain',
					url: 'https://a.example/',
					webchat_type: 'page',
					plan: 'pro',
				},
			},
			{
				customer_id: ANA,
				page_is_external: true,
				customer_archived: false,
				custom_fields: { plan: 'pro' },
			},
		],
		[
			'a sender only in the raw part',
			{ sender: null, _raw: { author_type: 'user' } },
			{ event: 'customer_message', sender_type: 'customer', sender_id: null },
		],
		['a customer named like the table', { customer: { constructor: 1 } }, { customer_name: null }],
		[
			'an agent without a customer',
			{ sender: { type: 'agent', id: 794001 }, customer: {} },
			{ event: 'agent_message', customer_id: null, sender_id: 794001 },
		],
		[
			'a number where files might be listed',
			{ type: 'multiple_files', data: { files: 2, urls: 'none' } },
			{ media_url: null, media_urls: null },
		],
		['a customer who is only the sender', { customer: {} }, { customer_id: ANA }],
		['nobody', { sender: { type: 'hidden' } }, { event: 'system_event', sender_type: 'hidden' }],
		[
			'an action at the message',
			{ ...ASSIGN, action: 'assign', agent_id: 794001 },
			{ event: 'conversation_assigned', agent_id: 794001 },
		],
		[
			'an action in the raw part',
			{ ...ASSIGN, _raw: { action: 'unassign', message: 794001 } },
			{ event: 'conversation_unassigned', agent_id: 794001 },
		],
		[
			'an agent in the raw part',
			{ ...ASSIGN, action: 'assign', _raw: { agent_id: '794002' } },
			{ agent_id: 794002 },
		],
		[
			'an agent as the message',
			{ ...ASSIGN, action: 'assign', message: 794002 },
			{ agent_id: 794002 },
		],
		[
			'an agent at the customer',
			{ ...ASSIGN, action: 'assign', customer: { id: ANA, agent_id: 794003 }, _raw: {} },
			{ agent_id: 794003 },
		],
		[
			'a message of a customer whom an agent holds',
			{ agent_id: 794002, customer: { id: ANA, agent_id: 794003 } },
			{ event: 'customer_message', agent_id: 794003 },
		],
		[
			'a page that an agent shows',
			{ type: 'iframe', sender: { id: 1, type: 'agent' } },
			{ event: 'agent_message' },
		],
		[
			'a kind of message that an agent sends to other agents',
			{ type: 'remark', sender: { id: 1, type: 'agent' } },
			{ event: 'system_event' },
		],
		[
			'several addresses, some of them twice',
			{
				type: 'multiple_images',
				data: { images: ['https://a.example/1', { url: 'https://a.example/2' }, {}] },
				_raw: { urls: ['https://a.example/1'] },
			},
			{
				media_url: 'https://a.example/1',
				media_urls: ['https://a.example/1', 'https://a.example/2'],
			},
		],
		[
			'an action in the data',
			{ ...ASSIGN, data: { action: 'assign', agent_id: 794003 } },
			{ event: 'conversation_assigned', agent_id: 794003 },
		],
		[
			'an action named constructor',
			{ ...ASSIGN, action: 'constructor' },
			{ event: 'system_event' },
		],
		['another action', { ...ASSIGN, action: 'archive' }, { event: 'system_event' }],
		[
			'an event by its sender alone',
			{ ...ASSIGN, type: undefined, action: 'assign' },
			{ event: 'conversation_assigned' },
		],
		[
			'an event without a sender',
			{ type: 'event', action: 'assign', sender: null, _raw: {} },
			{ event: 'conversation_assigned' },
		],
	];
	it.each(VARIANTS)('is understood: %s', async (_, variant, expected) => {
		const events = [
			'customer_message',
			'agent_message',
			'system_event',
			'conversation_assigned',
			'conversation_unassigned',
		];
		await publish({ events });
		expect(await outputOf(variant)).toMatchObject(expected);
	});
});

it('takes whatever customers see of an agent for a message of the agent', async () => {
	const types = [
		...['audio', 'button', 'card_template', 'cards', 'dialog', 'document', 'iframe', 'image'],
		...['location', 'media_dialog', 'multiple_files', 'multiple_images', 'template', 'text'],
		'video',
	];
	await publish({ events: ['agent_message'] });
	for (const type of [...types, 'note', 'hidden']) {
		await post({ messages: [message({ type, sender: { id: 1, type: 'agent' } })] });
	}
	expect(outputs().map((output) => output.message_type)).toEqual(types);
});
