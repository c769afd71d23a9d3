import { createHash } from 'crypto';
import { WebhookContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { stopsOnTimeout } from '../../nodes/Landbot/api/errors/n8nVersion';
import { byId } from '../support/landbot';
import { until } from '../../simulator/test/client.ts';
import { DELIVERED } from '../support/property/anyJson';
import { withReplies } from '../support/waiting';
import { ANA, CARLA, WEB } from '../support/people';

const { simulator, controls, start, hooks, sent, deliver, settled } = withReplies();

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

it.each([
	{ sendAssigns: true },
	{ sendAssigns: true, hookEventDelayMs: 60 },
	{ hookDelayMs: 60 },
	{ hookLateEvery: 1 },
])('gives the reply and nothing else where Landbot has %j', async (switches) => {
	simulator.setSwitches(switches);
	const execution = await start();
	await simulator.writeAs(ANA, { text: 'Yes' });
	await until(() => execution.status === 'finished');
	expect(execution.result.output[0].json).toMatchObject({ text: 'Yes', timedOut: false });
	expect(execution.resumed).toBe(1);
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

it.each(DELIVERED.keys)(
	'goes on when %s of the reply is an object that JavaScript makes no text of',
	async (key) => {
		const execution = await start();
		const isWho = key === 'customer' || key === 'sender';
		const noText = [{ toString: 0, valueOf: 0 }] as unknown as IDataObject;
		expect(await deliver(isWho ? { type: noText } : { [key]: noText })).toBe(200);
		await until(() => execution.status === 'finished');
		expect(execution.result.error).toBeUndefined();
	},
);

it.each([[''], ['Token wrong'], ['Token '], ['Token undefined']])(
	"turns away what comes with '%s' in place of the secret",
	async (authorization) => {
		const execution = await start();
		expect(await deliver({}, { authorization })).toBe(403);
		expect(execution.status).toBe('waiting');
	},
);

it('accepts the secret when an n8n that was updated meanwhile signs in another way, and no other', async () => {
	const execution = await start();
	const ofEngine = WebhookContext.prototype.getSignedResumeUrl;
	// n8n does not check the addresses of executions that have waited since before 2.20; the secret has to do without it
	const signs = jest
		.spyOn(WebhookContext.prototype, 'getSignedResumeUrl')
		.mockImplementation(function (this: WebhookContext, parameters = {}) {
			const address = ofEngine.call(this, parameters);
			return 'purpose' in parameters ? `${address}0` : address;
		});
	try {
		expect(await deliver({}, { authorization: 'Token wrong' })).toBe(403);
		expect(execution.status).toBe('waiting');
		expect(await deliver({ data: { body: 'Yes' } })).toBe(200);
		await until(() => execution.status === 'finished');
		expect(execution.result.output[0].json).toMatchObject({ customer_id: ANA, timedOut: false });
	} finally {
		signs.mockRestore();
	}
});

it('does not accept the secret of one wait for another', async () => {
	await start();
	const other = await start({ customer: byId(CARLA) });
	const [first, second] = hooks();
	const status = await deliver(
		{ customer: { id: CARLA } },
		{ hook: second, authorization: `Token ${first.token}` },
	);
	expect([status, other.status]).toEqual([403, 'waiting']);
});

it('goes on only at the address of the reply that it waits for, and with its secret', async () => {
	const execution = await start();
	const [hook] = hooks();
	const to = (query: Record<string, string>) => ({ ...hook, url: execution.addressWith(query) });
	const { search } = new URL(execution.addressWith({ wait: 'former', purpose: 'secret' }));
	const former = createHash('sha256').update(search).digest('hex');

	expect(await deliver({}, { hook: to({ wait: 'former' }) })).toBe(403);
	expect(await deliver({}, { hook: to({}) })).toBe(403);
	// As in a loop: Landbot may deliver once more what was for the question before
	const again = { hook: to({ wait: 'former' }), authorization: `Token ${former}` };
	expect(await deliver({}, again)).toBe(200);
	expect([execution.status, execution.resumed]).toEqual(['waiting', 0]);
	expect(await deliver({}, { hook })).toBe(200);
	expect([execution.status, execution.resumed]).toEqual(['finished', 1]);
});

it('resumes each of several executions once', async () => {
	const executions = [await start(), await start(), await start({ customer: byId(CARLA) })];
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

it('goes on once with a reply that comes twice at the same time', async () => {
	const execution = await start();
	const statuses = await Promise.all([deliver(), deliver()]);
	expect(statuses).toContain(200);
	expect([execution.status, execution.resumed]).toEqual(['finished', 1]);
});

it('gets a reply that arrives before the execution is stored', async () => {
	let store = () => {};
	controls.stored = new Promise((resolve) => (store = resolve));
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

it('does not take for a reply what was written before the question', async () => {
	const execution = await start();
	const now = Date.now() / 1000;
	for (const timestamp of [now - 10, now - 4]) {
		expect(await deliver({ timestamp })).toBe(200);
	}
	expect(execution.status).toBe('waiting');
	// WhatsApp gives whole seconds.
	await deliver({ timestamp: Math.floor(now) });
	expect(execution.status).toBe('finished');
});

it.each([[undefined], ['2026-01-31'], [4_000_000_000]])(
	'takes every message where Landbot says that the hook was made at %j',
	async (created_at) => {
		simulator.addFault({
			method: 'POST',
			path: 'message_hooks',
			status: 201,
			body: { success: true, hook: { id: 81234, created_at } },
			applied: true,
		});
		const execution = await start();
		await deliver({ timestamp: Date.now() / 1000 - 10 });
		expect(execution.status).toBe('finished');
	},
);

it('reads its options for the item that was asked for', async () => {
	const execution = await start(
		{ options: { allowLocalAddress: true, rawMessage: '={{ $json.raw }}' } },
		{ items: [{ raw: true }] },
	);
	await deliver();
	expect(execution.result.output[0].json.raw).toMatchObject({ type: 'text' });
});

it('takes an ID with zeros in front for the same customer', async () => {
	const execution = await start({ customer: { __rl: true, mode: 'id', value: `00${ANA}` } });
	await simulator.writeAs(ANA, { text: 'Yes' });
	await until(() => execution.status === 'finished');
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
	const { error, output } = await late.timeOut();
	if (stopsOnTimeout) {
		expect(error?.message).toMatch(/^Customer 473500001 did not reply until 2\d\d\d-/);
		expect(error?.description).toContain("'timedOut'");
	} else {
		expect(output[0].json).toMatchObject({ timedOut: true });
	}

	const inTime = await start({ ifNobodyReplies: 'fail' });
	await simulator.writeAs(ANA, { text: 'Here I am' });
	await until(() => inTime.status === 'finished');
	expect(inTime.result.error).toBeUndefined();
	expect(inTime.result.output[0].json).toMatchObject({ text: 'Here I am', timedOut: false });
});
