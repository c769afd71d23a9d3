import { fastify, type FastifyInstance } from 'fastify';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { call, pause, until } from './simulator/client.ts';
import { startSimulator, type CustomerMessage, type Simulator } from './simulator/index.ts';
import { freshAccount, startN8n, TOKENS, type N8n, type TriggerWorkflow } from './triggerEngine';

const WEB = 2955001;
const WHATSAPP = 2955002;
const ANA = 473500001;
const ANA_ON_WHATSAPP = 473500021;
const GRETA = 473500008;

let simulator: Simulator;
let n8n: N8n;
let workflow: TriggerWorkflow;
beforeAll(async () => {
	simulator = await startSimulator({ tokens: TOKENS, hookRetryScale: 0.001 });
});
beforeEach(async () => {
	simulator.reset();
	n8n = await startN8n();
});
afterEach(async () => await n8n.close());
afterAll(async () => await simulator.close());

/** Publishes a workflow with these settings of the trigger. */
async function publish({ options, ...parameters }: IDataObject = {}, id?: string) {
	workflow = n8n.open({
		id,
		account: freshAccount(simulator),
		parameters: {
			channels: [WEB, WHATSAPP],
			...parameters,
			options: { allowLocalAddress: true, ...(options as IDataObject) },
		},
	});
	await workflow.publish();
	return workflow;
}

const secret = () => String(simulator.state.hooks[0].token);

/** A message as Landbot sends it. */
const message = (more: IDataObject = {}): IDataObject => ({
	type: 'text',
	timestamp: 1747943104.006807,
	data: { body: 'hello' },
	sender: { id: ANA, name: 'Ana Ruiz', type: 'customer' },
	customer: { id: ANA, name: 'Ana Ruiz', agent_id: null, archived: false },
	channel: { id: WEB, name: 'Support bot', type: 'landbot' },
	_raw: { author_type: 'user' },
	...more,
});

/** Posts to the address of the workflow; by default a genuine delivery. Answers the status. */
async function post(
	body: unknown = { messages: [message()] },
	headers: Record<string, string> = {},
	url = workflow.url,
): Promise<number> {
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			Authorization: `Token ${secret()}`,
			...headers,
		},
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	await response.text();
	return response.status;
}

/** The output of the executions that were started. */
const outputs = () => workflow.executions.map(([{ json }]) => json);

/** Lets a customer write, and gives the first execution. */
async function written(customer: number, said: CustomerMessage): Promise<INodeExecutionData> {
	await simulator.writeAs(customer, said);
	await until(() => workflow.executions.length > 0);
	return workflow.executions[0][0];
}

/** The output for a message that is posted as it is. */
async function outputOf(more: IDataObject): Promise<IDataObject> {
	expect(await post({ messages: [message(more)] })).toBe(200);
	return outputs().at(-1) as IDataObject;
}

describe('a message of a customer', () => {
	it('starts one execution on a web channel', async () => {
		await publish();
		const { json } = await written(ANA, { text: 'Where is my order?' });
		expect(json).toEqual({
			event: 'customer_message',
			message_type: 'text',
			text: 'Where is my order?',
			button_payload: null,
			buttons: null,
			media_url: null,
			caption: null,
			file_name: null,
			latitude: null,
			longitude: null,
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			sequence: null,
			customer_id: ANA,
			customer_name: 'Ana Ruiz',
			customer_phone: null,
			customer_country: 'Spain',
			customer_archived: false,
			page_url: expect.stringContaining('landbot.site'),
			page_is_external: false,
			custom_fields: { plan: 'pro', visits: 3 },
			agent_id: null,
			channel_id: WEB,
			channel_name: 'Support bot',
			channel_type: 'landbot',
			sender_type: 'customer',
			sender_id: ANA,
			sender_name: 'Ana Ruiz',
			delivery_id: simulator.deliveries[0].trace,
			media: null,
			data: { body: 'Where is my order?' },
		});
	});

	it('brings the phone on WhatsApp, and a time of whole seconds', async () => {
		await publish();
		const { json } = await written(ANA_ON_WHATSAPP, { text: 'Hi' });
		expect(json).toMatchObject({
			customer_phone: '34600000021',
			channel_id: WHATSAPP,
			channel_type: 'whatsapp',
			time: expect.stringMatching(/:\d\d\.000Z$/),
			page_url: null,
			page_is_external: null,
		});
	});

	it('keeps custom fields apart, as Landbot sends them', async () => {
		await publish();
		const { json } = await written(GRETA, { text: 'Hi' });
		expect(json.customer_name).toBe('Greta Holm');
		expect(json.custom_fields).toMatchObject({
			city: 'Malmö',
			orders: 7,
			basket: "['tea','cups']",
		});
	});

	it('brings the raw message on request', async () => {
		await publish({ options: { rawMessage: true } });
		const { json } = await written(ANA, { text: 'Hi' });
		const { body } = simulator.deliveries[0];
		expect(json.raw).toEqual((body as { messages: IDataObject[] }).messages[0]);
	});

	it('is tried again by Landbot after n8n was away, and starts one execution', async () => {
		await publish();
		const { hooks } = simulator.state;
		hooks[0].url = hooks[0].url.replace('/webhook/', '/elsewhere/');
		await simulator.writeAs(ANA, { text: 'Hi' });
		await until(() => simulator.deliveries.some(({ status }) => status === 404));
		hooks[0].url = workflow.url;
		await until(() => simulator.deliveries.some(({ status }) => status === 200));
		expect(outputs()).toHaveLength(1);
	});

	it('starts an execution while other channels are still being set up', async () => {
		await publish({ channels: [WEB] });
		await workflow.unpublish();
		await workflow.publishAndDie();
		expect(workflow.stored).toMatchObject({ 'node:Landbot Trigger': { hooks: [] } });
		expect(await post()).toBe(200);
		expect(outputs()).toHaveLength(1);
	});
});

describe('the secret', () => {
	it.each([
		['none', ''],
		['another one', 'Token wrong'],
		['no scheme', 'SECRET'],
		['another scheme', 'Bearer SECRET'],
		['another letter case', 'token SECRET'],
		['something behind', 'Token SECRETx'],
		['something missing', 'Token SECRE'],
		['a blank more', 'Token  SECRET'],
		['it twice', 'Token SECRET, Token SECRET'],
	])('turns away %s with 403, when published and when listening', async (_, pattern) => {
		await publish();
		await workflow.listen();
		const headers = {
			Authorization: pattern.replace('SECRET', secret()).replace('SECRE', secret().slice(0, -1)),
		};
		expect(await post(undefined, headers)).toBe(403);
		expect(await post(undefined, headers, workflow.testUrl)).toBe(403);
		expect(await post('not even JSON', { ...headers, 'Content-Type': 'text/plain' })).toBe(403);
		expect(outputs()).toEqual([]);
		expect(n8n.log).toHaveLength(3);
		expect(n8n.log.join()).not.toContain(secret());
	});

	it('of every channel is accepted', async () => {
		await publish();
		for (const { token } of simulator.state.hooks) {
			expect(await post(undefined, { Authorization: `Token ${token}` })).toBe(200);
		}
		expect(outputs()).toHaveLength(2);
	});

	it('does not open a workflow that has none', async () => {
		await publish();
		await workflow.unpublish();
		const idle = n8n.open({ ...workflow.setup, id: 'idle' });
		await idle.publish();
		simulator.state.hooks[0].token = 'undefined';
		expect(await post(undefined, {}, idle.url)).toBe(403);
		expect(await post(undefined, { Authorization: 'Token ' }, idle.url)).toBe(403);
	});

	it('of test listening works for the test', async () => {
		await publish({ channels: [WEB] });
		await workflow.unpublish();
		await workflow.listen();
		expect(await post(undefined, {}, workflow.testUrl)).toBe(200);
		expect(outputs()).toHaveLength(1);
	});
});

describe('a delivery that is not as Landbot sends it', () => {
	const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
	it.each([
		['half JSON', '{"messages": [', 422],
		['no JSON', 'hello', 422],
		['an empty body', '', 400],
		['a list', '[]', 400],
		['null', 'null', 400],
		['a text', '"messages"', 400],
		['no messages', '{}', 400],
		['no list of messages', '{"messages": {"0": {}}}', 400],
		['an empty list', '{"messages": []}', 400],
		['a list of anything', '{"messages": [null, 1, "text", []]}', 400],
		['10 MB', JSON.stringify({ messages: [{ data: 'x'.repeat(10_000_000) }] }), 413],
		['deep nesting', `{"messages": ${nested(400_000)}}`, 413],
		['nesting that is too deep', `{"messages": [{"data": {"body": ${nested(40)}}}]}`, 413],
	])('is refused: %s', async (_, body, status) => {
		await publish();
		expect(await post(body)).toBe(status);
		expect(outputs()).toEqual([]);
		// What is no JSON at all is refused by n8n before it comes to the node.
		expect(n8n.log).toHaveLength(status === 422 ? 0 : 1);
		expect(n8n.log.join()).not.toMatch(/xxx|hello|\[\[/);
	});

	it('is refused as a form', async () => {
		await publish();
		const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
		expect(await post('messages=1', form)).toBe(400);
	});

	it('is read when it brings several messages, although Landbot documents one', async () => {
		await publish();
		const agent = message({ sender: { id: 1, type: 'agent' } });
		expect(await post({ messages: [message(), agent, 7, message()] })).toBe(200);
		expect(workflow.executions).toHaveLength(1);
		expect(workflow.executions[0]).toHaveLength(2);
	});

	it('is read when everything in it is of another kind', async () => {
		await publish({ events: ['system_event'] });
		const strange = [1, 'text', null, true, [], {}, ['x'], 1e300, '__proto__'];
		for (const value of strange) {
			const keys = ['type', 'timestamp', 'data', 'sender', 'customer', 'channel', '_raw'];
			const all = Object.fromEntries(keys.map((key) => [key, value]));
			expect(await post({ messages: [all] })).toBe(200);
		}
		expect(outputs()).toHaveLength(strange.length);
		expect(new Set(outputs().map((output) => Object.keys(output).join())).size).toBe(1);
	});

	it('does not change prototypes by its keys', async () => {
		await publish();
		const body =
			'{"messages":[{"type":"text","sender":{"type":"customer"},"customer":{"__proto__":{"polluted":1},"constructor":{"a":1}}}]}';
		expect(await post(body)).toBe(200);
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
		expect(Object.keys(outputs()[0].custom_fields as IDataObject)).toEqual([
			'__proto__',
			'constructor',
		]);
	});
});

describe('a replay', () => {
	it('of what was accepted starts no second execution', async () => {
		simulator.setSwitches({ hookReplays: 3 });
		await publish({ channels: [WEB] });
		await simulator.writeAs(ANA, { text: 'Hi' });
		await until(() => simulator.deliveries.filter(({ status }) => status === 200).length === 4);
		expect(outputs()).toHaveLength(1);
	});

	it('in the same millisecond starts no second execution', async () => {
		await publish();
		const headers = { 'sentry-trace': 'a-1' };
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => await post(undefined, headers)),
		);
		expect(answers).toEqual(Array(20).fill(200));
		expect(outputs()).toMatchObject([{ delivery_id: 'a-1' }]);
	});

	it('without the header is known by the ID of the message', async () => {
		await publish();
		const body = { messages: [message({ _raw: { uuid: 'uuid-1' } })] };
		await post(body);
		await post(body);
		await post({ messages: [message({ _raw: { uuid: 'uuid-2' } })] });
		expect(outputs().map((output) => output.delivery_id)).toEqual(['uuid-1', 'uuid-2']);
	});

	it('cannot be told without either, so that nothing is lost', async () => {
		await publish();
		await post();
		await post();
		expect(outputs().map((output) => output.delivery_id)).toEqual([null, null]);
	});

	it('is not what another workflow, or the test, gets of the same message', async () => {
		const other = await publish({ channels: [WEB] }, 'other');
		await publish({ channels: [WEB] }, 'mine');
		await workflow.listen();
		await simulator.writeAs(ANA, { text: 'Hi' });
		await until(() => simulator.deliveries.filter(({ status }) => status === 200).length === 3);
		expect(other.executions).toHaveLength(1);
		expect(workflow.executions).toHaveLength(2);
	});

	it('of what n8n could not store starts the execution', async () => {
		await publish({ channels: [WEB] });
		workflow.unstorable = 2;
		await simulator.writeAs(ANA, { text: 'Hi' });
		await until(() => simulator.deliveries.some(({ status }) => status === 200));
		expect(simulator.deliveries.map(({ status }) => status)).toEqual([500, 500, 200]);
		expect(outputs()).toHaveLength(1);
	});

	it('that was forged does not keep the genuine one out', async () => {
		await publish();
		const headers = { 'sentry-trace': 'b-1' };
		expect(await post(undefined, { ...headers, Authorization: 'Token wrong' })).toBe(403);
		expect(await post('{}', headers)).toBe(400);
		expect(await post(undefined, headers)).toBe(200);
		expect(outputs()).toHaveLength(1);
	});
});

describe('Trigger On', () => {
	const EVENTS: Array<[string, () => Promise<unknown>]> = [
		['customer_message', async () => await simulator.writeAs(ANA, { text: 'Hi' })],
		[
			'agent_message',
			async () => await call(simulator, 'POST', `/customers/${ANA}/send_text/`, { message: 'Hi' }),
		],
		[
			'bot_message',
			async () => await call(simulator, 'PUT', `/customers/${ANA}/assign_bot/1010178/`),
		],
		[
			'conversation_assigned',
			async () => await call(simulator, 'PUT', `/customers/${ANA}/assign/`),
		],
		[
			'conversation_unassigned',
			async () => await call(simulator, 'PUT', `/customers/${ANA}/unassign/`),
		],
		[
			'system_event',
			async () =>
				await post({
					messages: [message({ type: 'text', sender: { id: 0, name: 'Landbot', type: 'sys' } })],
				}),
		],
	];
	/** Lets everything happen, and gives what started an execution. */
	async function everything() {
		for (const [, happen] of EVENTS) {
			const before = simulator.deliveries.length;
			await happen();
			if (happen !== EVENTS[5][1]) await until(() => simulator.deliveries.length > before);
			await until(() => simulator.deliveries.every(({ status }) => status === 200));
		}
		return outputs().map((output) => output.event);
	}

	it('starts on customer messages only, unless something else is chosen', async () => {
		await publish({ channels: [WEB] });
		expect(await everything()).toEqual(['customer_message']);
	});

	it.each(EVENTS.map(([name]) => name))('starts on %s alone', async (name) => {
		await publish({ channels: [WEB], events: [name] });
		expect(await everything()).toEqual([name]);
	});

	it('starts on all of them', async () => {
		await publish({ channels: [WEB], events: EVENTS.map(([name]) => name) });
		expect(await everything()).toEqual(EVENTS.map(([name]) => name));
	});

	it.each([
		[[], ['text', 'image', 'sticker', 'button']],
		[['text'], ['text']],
		[
			['image', 'button'],
			['image', 'button'],
		],
		[['other'], ['sticker']],
	])('lets the message types %j pass', async (messageTypes, passed) => {
		await publish({ messageTypes, events: ['customer_message', 'conversation_assigned'] });
		for (const type of ['text', 'image', 'sticker', 'button']) {
			expect(await post({ messages: [message({ type })] })).toBe(200);
		}
		await post({ messages: [message({ type: 'event', action: 'assign' })] });
		expect(outputs().map((output) => output.message_type)).toEqual([...passed, 'event']);
	});

	it('answers 200 to what is filtered, and goes on listening', async () => {
		await publish({ events: ['agent_message'] });
		await workflow.listen();
		expect(await post()).toBe(200);
		const testHook = simulator.state.hooks.find(({ url }) => url === workflow.testUrl);
		const headers = { Authorization: `Token ${testHook?.token}` };
		expect(await post(undefined, headers, workflow.testUrl)).toBe(200);
		expect(outputs()).toEqual([]);
	});
});

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
			{ customer: { id: String(ANA), is_external: 'True', archived: 'False' } },
			{ customer_id: ANA, page_is_external: true, customer_archived: false },
		],
		[
			'a sender only in the raw part',
			{ sender: null, _raw: { author_type: 'user' } },
			{ event: 'customer_message', sender_type: 'customer', sender_id: null },
		],
		['a customer named like the table', { customer: { constructor: 1 } }, { customer_id: null }],
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
			'an event without a sender',
			{ type: 'event', action: 'assign', sender: null, _raw: {} },
			{ event: 'conversation_assigned' },
		],
	];
	it.each(VARIANTS)('is understood: %s', async (_, variant, expected) => {
		const events = [
			'customer_message',
			'system_event',
			'conversation_assigned',
			'conversation_unassigned',
		];
		await publish({ events });
		expect(await outputOf(variant)).toMatchObject(expected);
	});

	it.each(['both', 'message', 'raw'] as const)(
		'is understood as the simulator sends it: action in %s',
		async (eventLayout) => {
			simulator.setSwitches({ eventLayout });
			await publish({ channels: [WEB], events: ['conversation_unassigned'] });
			await call(simulator, 'PUT', `/customers/473500004/unassign/`);
			await until(() => outputs().length === 1);
			expect(outputs()[0]).toMatchObject({ agent_id: 794001, customer_id: 473500004 });
		},
	);
});

describe('media', () => {
	let files: FastifyInstance;
	let origin: string;
	const asked: Array<{ url: string; authorization?: string }> = [];
	beforeAll(async () => {
		files = fastify({ forceCloseConnections: true });
		files.addHook('onRequest', async ({ url, headers }) => {
			asked.push({ url, authorization: headers.authorization });
		});
		files.get('/photo.png', (_, reply) =>
			reply.type('image/png; charset=binary').send(Buffer.from('a picture')),
		);
		files.get('/nameless', (_, reply) => reply.send(Buffer.from('%PDF-1.4 text')));
		files.get('/empty', (_, reply) => reply.type('audio/ogg').send(Buffer.alloc(0)));
		files.get('/2mb', (_, reply) => reply.type('video/mp4').send(Buffer.alloc(2_000_001)));
		files.get('/unsized', (_, reply) => {
			reply.hijack();
			reply.raw.writeHead(200, { 'content-type': 'video/mp4' });
			const more = (): void => {
				while (!reply.raw.destroyed && reply.raw.write(Buffer.alloc(100_000)));
			};
			reply.raw.on('drain', more);
			more();
		});
		files.get('/broken', (_, reply) => {
			reply.hijack();
			reply.raw.writeHead(200, { 'content-length': '100' });
			reply.raw.write('half');
			reply.raw.destroy();
		});
		files.get('/moved', (_, reply) => reply.redirect('/photo.png'));
		files.get('/inside', (_, reply) => reply.redirect('http://169.254.169.254/latest/'));
		files.get('/file', (_, reply) => reply.redirect('file:///etc/passwd'));
		files.get('/round', (_, reply) => reply.redirect('/round'));
		origin = await files.listen({ port: 0, host: '127.0.0.1' });
	});
	beforeEach(() => void (asked.length = 0));
	afterAll(async () => await files.close());

	/** The item for an image at this address. */
	async function image(address: string, options: IDataObject = {}): Promise<INodeExecutionData> {
		await publish({ options: { downloadMedia: true, maxFileSize: 2, ...options } });
		return await written(ANA, { type: 'image', url: address, caption: 'Look' });
	}

	it('is downloaded on request, with name and type, without any credential', async () => {
		const { json, binary } = await image(`${origin}/photo.png`);
		expect(json).toMatchObject({ media: 'downloaded', media_url: `${origin}/photo.png` });
		expect(binary?.data).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png' });
		expect(Buffer.from(String(binary?.data.data), 'base64').toString()).toBe('a picture');
		expect(asked).toEqual([{ url: '/photo.png' }]);
	});

	it('is left where it is without that', async () => {
		const { json, binary } = await image(`${origin}/photo.png`, { downloadMedia: false });
		expect(json).toMatchObject({ media: null, media_url: `${origin}/photo.png` });
		expect(binary).toBeUndefined();
		expect(asked).toEqual([]);
	});

	it('is downloaded from where the address leads', async () => {
		const { binary } = await image(`${origin}/moved`);
		expect(binary?.data.mimeType).toBe('image/png');
	});

	it('gets a type from its content when the server gives none', async () => {
		const { json, binary } = await image(`${origin}/nameless`);
		expect(json.media).toBe('downloaded');
		expect(binary?.data.mimeType).toEqual(expect.any(String));
	});

	it('may be empty', async () => {
		expect((await image(`${origin}/empty`)).json.media).toBe('downloaded');
	});

	it.each([
		['larger than the limit', '/2mb', 'larger than 2 MB'],
		['larger than the limit without saying so', '/unsized', 'larger than 2 MB'],
		['not there', '/nothing', 'the server answered with status 404'],
		['cut off', '/broken', 'the server was not reached'],
		['redirected to another protocol', '/file', 'not a web address'],
		['redirected in a circle', '/round', 'redirected too often'],
	])('is no reason to lose a message when it is %s', async (_, path, reason) => {
		const { json, binary } = await image(origin + path);
		expect(json).toMatchObject({ media: `not downloaded: ${reason}`, caption: 'Look' });
		expect(binary).toBeUndefined();
	});

	it.each([
		['no address', 'photo.png', 'not a web address'],
		['another protocol', 'ftp://files.example.com/a.png', 'not a web address'],
		['data', 'data:image/png;base64,AAAA', 'not a web address'],
		['nobody there', 'http://127.0.0.1:9/a.png', 'the server was not reached'],
	])('is no reason to lose a message when it is %s', async (_, address, reason) => {
		expect((await image(address)).json.media).toBe(`not downloaded: ${reason}`);
	});

	it.each([
		['this machine', () => `${origin}/photo.png`],
		['this machine by another spelling', () => origin.replace('127.0.0.1', '0x7f.1')],
		['a private network', () => 'http://192.168.0.1/a.png'],
	])('is not fetched from %s unless that is allowed', async (_, address) => {
		await publish();
		const { parameters } = workflow.setup;
		parameters.options = { downloadMedia: true };
		const { json } = await written(ANA, { type: 'image', url: address() });
		expect(json.media).toBe('not downloaded: an address inside a private network');
		expect(asked).toEqual([]);
	});

	it('is not a matter of texts', async () => {
		await publish({ options: { downloadMedia: true } });
		const { json } = await written(ANA, { text: `${origin}/photo.png` });
		expect(json.media).toBeNull();
		expect(asked).toEqual([]);
	});

	it('starts one execution also when the delivery is repeated during the download', async () => {
		simulator.setSwitches({ hookReplays: 2 });
		const { json } = await image(`${origin}/photo.png`);
		await pause(20);
		expect(json.media).toBe('downloaded');
		expect(outputs()).toHaveLength(1);
	});
});
