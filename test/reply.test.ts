import { sleep, type IDataObject, type INode } from 'n8n-workflow';
import type { Account } from './engine';
import { callTool } from './engine';
import { startWaitingN8n, type Execution, type WaitingN8n } from './replyEngine';
import { startSimulator, type Simulator } from './simulator/index.ts';

const ANA = 473500001;
const CARLA = 473500004;
const ON_WHATSAPP = 473500021;
const WEB = 2955001;

let simulator: Simulator;
let n8n: WaitingN8n;
let account: Account;
beforeAll(async () => {
	simulator = await startSimulator({ limit: false, hookRetryScale: 0.02 });
	n8n = await startWaitingN8n();
	account = { apiToken: 'simulator-token', baseUrl: simulator.baseUrl };
});
beforeEach(() => {
	simulator.reset();
	n8n.stored = Promise.resolve();
	n8n.publicOrigin = undefined;
});
afterAll(async () => {
	await simulator.close();
	await n8n.close();
});

const form = (more: IDataObject = {}): IDataObject => ({
	resource: 'message',
	operation: 'sendAndWait',
	customer: { __rl: true, mode: 'id', value: ANA },
	text: 'Shall we send it?',
	options: { allowLocalAddress: true },
	...more,
});
const start = async (
	more: IDataObject = {},
	rest: { items?: IDataObject[]; settings?: Partial<INode> } = {},
): Promise<Execution> => await n8n.run(account, form(more), rest);
const hooks = () => simulator.state.hooks;
const sent = () => simulator.log.filter(({ path }) => path.includes('/send_'));

/** Waits until something is as expected, for five seconds at most. */
async function until(condition: () => boolean): Promise<void> {
	for (let tries = 0; tries < 250 && !condition(); tries++) {
		await sleep(20);
	}
	expect(condition()).toBe(true);
}
const settled = async () =>
	await until(
		() => simulator.deliveries.length > 0 && simulator.deliveries.every(({ status }) => status > 0),
	);

it('waits, and gives the reply of the customer, linked to the item', async () => {
	const before = Date.now();
	const execution = await start();
	expect(execution.status).toBe('waiting');
	const [{ name, token, url, channel_id }] = hooks();
	const [, limit] = /^n8n waits for 473500001 until (.+Z)$/.exec(name ?? '') ?? [];
	expect(Date.parse(limit)).toBeGreaterThanOrEqual(before + 86_400_000);
	expect(channel_id).toBe(WEB);
	expect(token).toMatch(/^[0-9a-f]{64}$/);
	expect(url).not.toContain(token);
	expect(sent()[0].body).toEqual({ message: 'Shall we send it?' });

	await simulator.writeAs(ANA, { text: 'Yes, please' });
	await until(() => execution.status === 'finished');
	const { output, error } = execution.result;
	expect(error).toBeUndefined();
	expect(output).toEqual([
		{
			json: expect.objectContaining({
				event: 'customer_message',
				text: 'Yes, please',
				customer_id: ANA,
				channel_id: WEB,
				timedOut: false,
			}),
			pairedItem: { item: 0 },
		},
	]);
	expect(hooks()).toEqual([]);
});

it('lets other customers and other senders pass', async () => {
	const execution = await start();
	await simulator.writeAs(CARLA, { text: 'Hello' });
	await settled();
	// The text itself comes back as the message of an agent.
	expect(simulator.deliveries.map(({ status }) => status)).toEqual([200, 200]);
	expect(execution.status).toBe('waiting');
	expect(hooks()).toHaveLength(1);
});

it.each([[undefined], ['Token wrong'], ['Token ']])('turns %s away', async (authorization) => {
	const execution = await start();
	const message = { type: 'text', sender: { type: 'customer' }, customer: { id: ANA } };
	const { status } = await fetch(hooks()[0].url, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			...(authorization && { Authorization: authorization }),
		},
		body: JSON.stringify({ messages: [message] }),
	});
	expect(status).toBe(403);
	expect(execution.status).toBe('waiting');
});

it('does not accept the secret of one wait for another', async () => {
	await start();
	const other = await start({ customer: { __rl: true, mode: 'id', value: CARLA } });
	const message = { type: 'text', sender: { type: 'customer' }, customer: { id: CARLA } };
	const { status } = await fetch(hooks()[1].url, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			Authorization: `Token ${hooks()[0].token}`,
		},
		body: JSON.stringify({ messages: [message] }),
	});
	expect([status, other.status]).toEqual([403, 'waiting']);
});

it('resumes each of several executions once', async () => {
	const executions = [
		await start(),
		await start(),
		await start({ customer: { __rl: true, mode: 'id', value: CARLA } }),
	];
	await simulator.writeAs(ANA, { text: 'From Ana' });
	await simulator.writeAs(ANA, { text: 'And more' });
	await until(() => executions.slice(0, 2).every(({ status }) => status === 'finished'));
	expect(executions[2].status).toBe('waiting');
	await simulator.writeAs(CARLA, { text: 'From Carla' });
	await until(() => executions[2].status === 'finished');
	expect(executions.map(({ resumed }) => resumed)).toEqual([1, 1, 1]);
	expect(executions[2].result.output[0].json.text).toBe('From Carla');
	expect(hooks()).toEqual([]);
});

it('gets a reply that arrives before the execution is stored', async () => {
	let store = () => {};
	n8n.stored = new Promise((resolve) => (store = resolve));
	const running = start();
	await until(() => sent().some(({ status }) => status === 200));
	await simulator.writeAs(ANA, { text: 'So quick' });
	await settled();
	expect(simulator.deliveries.at(-1)?.status).toBe(409);
	store();
	const execution = await running;
	await until(() => execution.status === 'finished');
	expect(execution.result.output[0].json.text).toBe('So quick');
});

it('goes on with timedOut when nobody replies', async () => {
	const execution = await start();
	const { output, error } = await execution.timeOut();
	expect(error).toBeUndefined();
	expect(output).toEqual([
		{
			json: expect.objectContaining({ timedOut: true, text: null, customer_id: ANA }),
			pairedItem: { item: 0 },
		},
	]);
	expect(execution.status).toBe('finished');
});

it('ends when nobody replies, by choice, and still takes a reply', async () => {
	const late = await start({ ifNobodyReplies: 'fail' });
	const { error } = await late.timeOut();
	expect(error?.message).toMatch(/^Customer 473500001 did not reply until 2\d\d\d-/);
	expect(error?.description).toContain("'timedOut'");

	const inTime = await start({ ifNobodyReplies: 'fail' });
	await simulator.writeAs(ANA, { text: 'Here I am' });
	await until(() => inTime.status === 'finished');
	expect(inTime.result.error).toBeUndefined();
	expect(inTime.result.output[0].json).toMatchObject({ text: 'Here I am', timedOut: false });
});

it('removes what executions have left on the channel, and nothing else', async () => {
	const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
	const names = [
		`n8n waits for 473500007 until ${ago(60)}`,
		`n8n waits for 473500007 until ${ago(1)}`,
		'n8n: Orders - Landbot Trigger',
		null,
	];
	hooks().push(
		...names.map((name, index) => ({
			id: 90_000 + index,
			url: 'https://n8n.example/webhook-waiting/1/x',
			token: null,
			name,
			channel_id: WEB,
			created_at: 1,
			updated_at: 1,
		})),
	);
	await start();
	expect(hooks().map(({ name }) => name)).toEqual([
		...names.slice(1),
		expect.stringMatching(/^n8n waits for 473500001/),
	]);
});

it('removes the hook when the message cannot be sent, and says so as usual', async () => {
	simulator.addFault({ path: 'send_text', status: 412, body: {} });
	const { result } = await start();
	expect(result.error?.message).toBe(`Landbot cannot do this for customer ${ANA} at the moment`);
	expect(hooks()).toEqual([]);
});

it('does not send again what may have been delivered', async () => {
	simulator.addFault({ path: 'send_text', kind: 'resetMidBody', applied: true });
	const { result } = await start(
		{},
		{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
	);
	expect(result.error?.description).toContain('The message may have been delivered');
	expect(sent()).toHaveLength(1);
	expect(hooks()).toEqual([]);
});

it('gives an error item when the node continues', async () => {
	const { result } = await start(
		{ customer: { __rl: true, mode: 'id', value: 1 } },
		{ settings: { onError: 'continueErrorOutput' } },
	);
	expect(result.errorOutput[0].json.error).toBe('Landbot does not know customer 1');
});

it('keeps the reply when the hook cannot be removed', async () => {
	const execution = await start();
	simulator.addFault({ method: 'DELETE', status: 403, body: {} });
	await simulator.writeAs(ANA, { text: 'Yes' });
	await until(() => execution.status === 'finished');
	expect(execution.result.output[0].json.text).toBe('Yes');
	expect(hooks()).toHaveLength(1);
});

it('says how to loop over several items', async () => {
	const { result } = await start({}, { items: [{}, {}] });
	expect(result.error?.message).toBe(
		'An execution can wait for one reply at a time, and there are 2 items',
	);
	expect(result.error?.description).toContain("'Loop Over Items' with a batch size of 1");
	expect(simulator.log).toEqual([]);
});

it('refuses an address that Landbot cannot reach', async () => {
	const { result } = await start({ options: {} });
	expect(result.error?.message).toContain('Landbot cannot deliver messages to this n8n');
	expect(result.error?.message).not.toContain('signature');
	expect(simulator.log).toEqual([]);
});

it.each([
	[{ waitLimit: 'time', waitTime: '={{ null }}' }, "'Wait Until' is empty"],
	[{ waitLimit: 'time', waitTime: '2020-01-01T00:00:00' }, 'The time to wait until has passed'],
	[{ waitLimit: 'time', waitTime: 'soon' }, "'Wait Until' is not a date and time"],
	[{ waitAmount: 366, waitUnit: 'days' }, 'is too far away'],
	[{ waitAmount: 0 }, "'0' is no value for 'Wait at Most'"],
	[{ text: ' ' }, "'Text' is empty"],
	[{ whatToSend: 'image', imageUrl: 'x' }, "'x' is not a web address"],
])('sends nothing with %j', async (more, message) => {
	const { result } = await start(more);
	expect(result.error?.message).toContain(message);
	expect(simulator.log).toEqual([]);
});

it.each([
	[{ whatToSend: 'image', imageUrl: 'https://example.com/a.jpg' }, 'send_image'],
	[
		{
			customer: { __rl: true, mode: 'id', value: ON_WHATSAPP },
			whatToSend: 'template',
			template: { __rl: true, mode: 'id', value: 12170 },
			language: { __rl: true, mode: 'code', value: 'es_MX' },
			valuesFrom: 'json',
			templateParams: '{"body": {"params": ["Ana", "A-1"]}}',
		},
		'send_template',
	],
])('sends %j', async (more, path) => {
	const { result, status } = await start(more);
	expect([result.error?.message, result.error?.description, status]).toEqual([
		undefined,
		undefined,
		'waiting',
	]);
	expect(sent()[0].path).toContain(path);
});

it('finds the customer by phone, on the chosen channel', async () => {
	await start({
		customer: { __rl: true, mode: 'phone', value: '+34 600 000 021' },
		channel: { __rl: true, mode: 'id', value: WEB },
	});
	expect(sent()[0].path).toContain(String(ANA));
});

it('tells an agent that it cannot wait', async () => {
	const agent = { node: {} as INode, data: {}, source: null };
	await expect(callTool(account, agent, {}, form())).rejects.toThrow('An agent cannot wait');
	const { result } = await start({}, { settings: { type: 'n8n-nodes-landbot.landbotTool' } });
	expect(result.error?.message).toContain('An agent cannot wait');
	expect(simulator.log).toEqual([]);
});
