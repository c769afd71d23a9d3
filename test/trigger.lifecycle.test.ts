import type { IDataObject } from 'n8n-workflow';
import { call } from './simulator/client.ts';
import {
	startSimulator,
	type FaultRule,
	type Simulator,
	type Switches,
} from './simulator/index.ts';
import {
	channelOptions,
	freshAccount,
	startN8n,
	TOKENS,
	type N8n,
	type Setup,
} from './triggerEngine';

const WEB = 2955001;
const WHATSAPP = 2955002;
const APICHAT = 2955004;

let simulator: Simulator;
let n8n: N8n;
beforeAll(async () => {
	simulator = await startSimulator({ tokens: TOKENS });
});
beforeEach(async () => {
	simulator.reset();
	n8n = await startN8n();
});
afterEach(async () => await n8n.close());
afterAll(async () => await simulator.close());

const account = () => freshAccount(simulator);
const open = (parameters: IDataObject = {}, more: Partial<Setup> = {}) =>
	n8n.open({
		account: account(),
		parameters: { channels: [WEB], options: { allowLocalAddress: true }, ...parameters },
		...more,
	});
const hooksOn = (channel: number) =>
	simulator.state.hooks.filter((hook) => hook.channel_id === channel);
const requests = (method: string) => simulator.log.filter((entry) => entry.method === method);
/** A hook of somebody else. */
const foreign = async (url: string, channel = WEB) =>
	await call(simulator, 'POST', `/channels/${channel}/message_hooks/`, { url, name: 'CRM' });

describe('publishing', () => {
	it('creates one hook for each channel, which a person in Landbot recognises', async () => {
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await workflow.publish();

		expect(simulator.state.hooks).toMatchObject([
			{ channel_id: WEB, url: workflow.url, name: 'n8n: Answer customers - Landbot Trigger' },
			{ channel_id: WHATSAPP, url: workflow.url },
		]);
		const [one, other] = simulator.state.hooks.map(({ token }) => String(token));
		expect(one).toMatch(/^[0-9a-f]{64}$/);
		expect(other).not.toBe(one);
	});

	it('cuts a long name, and keeps the mark of test listening', async () => {
		const workflow = open({}, { name: 'Very long name '.repeat(20) });
		await workflow.publish();
		await workflow.listen();
		const [name, testName] = simulator.state.hooks.map((hook) => String(hook.name));
		expect(name).toHaveLength(100);
		expect(testName).toHaveLength(100);
		expect(testName).toMatch(/^n8n: Very long name .* \(test listening\)$/);
	});

	it('removes the hooks again and leaves those of others', async () => {
		await foreign('https://crm.example/hook');
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await foreign(`${workflow.url}/`);
		await foreign(`${workflow.url}?from=landbot`);
		await foreign(workflow.url.replace('/webhook/', '/webhook-test/'));
		await foreign(workflow.url.replace('workflow-1', 'workflow-2'));
		const before = structuredClone(simulator.state.hooks);

		await workflow.publish();
		expect(simulator.state.hooks).toHaveLength(before.length + 2);
		await workflow.unpublish();
		expect(simulator.state.hooks).toEqual(before);
		expect(workflow.stored).toMatchObject({ 'node:Landbot Trigger': { hooks: [] } });
	});

	it('changes nothing when n8n starts again and all is well', async () => {
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await workflow.publish();
		const before = structuredClone(simulator.state.hooks);
		simulator.log.length = 0;
		await workflow.publish('init');
		expect(simulator.state.hooks).toEqual(before);
		expect(simulator.log.map(({ method }) => method)).toEqual(['GET', 'GET']);
	});

	it.each([
		['a list', [WEB, WHATSAPP]],
		['a list of texts', [String(WEB), String(WHATSAPP)]],
		['a text with commas', `${WEB}, ${WHATSAPP}`],
		['an expression that gives a list', `={{ [${WEB}, ${WHATSAPP}, ${WEB}] }}`],
	])('takes the channels as %s', async (_, channels) => {
		await open({ channels }).publish();
		expect(simulator.state.hooks.map((hook) => hook.channel_id)).toEqual([WEB, WHATSAPP]);
	});

	it.each([
		['none', [], 'No channel is chosen'],
		['an empty text', '', 'No channel is chosen'],
		['a name', ['Support bot'], "'Support bot' is not the ID of a channel"],
		['a path', ['1/../2'], "'1/../2' is not the ID of a channel"],
	])('refuses %s as channel before it asks Landbot', async (_, channels, message) => {
		await expect(open({ channels }).publish()).rejects.toMatchObject({
			message: expect.stringMatching(new RegExp(`^${message}.*'Channel Names or IDs'`)),
		});
		expect(requests('POST')).toEqual([]);
	});
});

describe('what is not as it was left', () => {
	/** Publishes, lets something happen, and starts n8n again. */
	async function repaired(happens: (workflow: ReturnType<typeof open>) => Promise<void> | void) {
		const workflow = open();
		await workflow.publish();
		const [first] = structuredClone(simulator.state.hooks);
		await happens(workflow);
		expect(await workflow.exists()).toBe(false);
		await workflow.publish('init');
		expect(await workflow.exists()).toBe(true);
		return { workflow, first };
	}

	it('is repaired when a person has deleted the hook', async () => {
		const { workflow, first } = await repaired(async ({ url }) => {
			const { id } = simulator.state.hooks.find((hook) => hook.url === url) ?? {};
			await call(simulator, 'DELETE', `/channels/${WEB}/message_hooks/${id}/`);
		});
		expect(simulator.state.hooks).toHaveLength(1);
		expect(simulator.state.hooks[0]).toMatchObject({ url: workflow.url });
		expect(simulator.state.hooks[0].id).not.toBe(first.id);
	});

	it('is repaired when another channel is chosen', async () => {
		await repaired(({ setup }) => void (setup.parameters.channels = [WHATSAPP]));
		expect(simulator.state.hooks.map((hook) => hook.channel_id)).toEqual([WHATSAPP]);
	});

	it('keeps the hook of a channel that stays', async () => {
		const { first } = await repaired(
			({ setup }) => void (setup.parameters.channels = [WHATSAPP, WEB]),
		);
		expect(hooksOn(WEB)).toEqual([first]);
		expect(hooksOn(WHATSAPP)).toHaveLength(1);
	});

	it('is repaired when WEBHOOK_URL has changed', async () => {
		const { workflow } = await repaired(() => {
			n8n.origin = n8n.origin.replace('127.0.0.1', 'localhost');
		});
		expect(workflow.url).toContain('localhost');
		expect(simulator.state.hooks.map(({ url }) => url)).toEqual([workflow.url]);
	});

	it.each([
		['changed', 'another'],
		['taken away', null],
	])('is repaired when the secret was %s in Landbot', async (_, token) => {
		await repaired(() => void (simulator.state.hooks[0].token = token));
		expect(simulator.state.hooks).toHaveLength(1);
		expect(simulator.state.hooks[0].token).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is repaired when n8n has lost the secret', async () => {
		const { first } = await repaired((workflow) => void (workflow.stored = {}));
		expect(simulator.state.hooks).toHaveLength(1);
		expect(simulator.state.hooks[0].token).not.toBe(first.token);
	});

	it('is repaired when the hook is there twice', async () => {
		const { first } = await repaired(async ({ url }) => void (await foreign(url)));
		expect(simulator.state.hooks).toEqual([first]);
	});

	it('is repaired when n8n was killed before it stored anything', async () => {
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await workflow.publishAndDie();
		expect(simulator.state.hooks).toHaveLength(2);
		workflow.setup.account = account();
		await workflow.publish('init');
		workflow.setup.account = account();
		expect(simulator.state.hooks).toHaveLength(2);
		await workflow.unpublish();
		expect(simulator.state.hooks).toEqual([]);
	});

	it('is cleaned also when n8n never stored anything', async () => {
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await workflow.publishAndDie();
		await workflow.unpublish();
		expect(simulator.state.hooks).toEqual([]);
	});

	it('does not mind a list that keeps the secrets to itself', async () => {
		const workflow = open();
		await workflow.publish();
		delete (simulator.state.hooks[0] as { token?: unknown }).token;
		expect(await workflow.exists()).toBe(true);
	});

	it('does not mind another name', async () => {
		const workflow = open();
		await workflow.publish();
		simulator.state.hooks[0].name = 'The one for support';
		expect(await workflow.exists()).toBe(true);
	});

	it("leaves another n8n's hooks alone after the workflow was copied with its data", async () => {
		const original = open();
		await original.publish();
		const copy = open({}, { id: 'workflow-2' });
		copy.stored = structuredClone(original.stored);
		(copy.stored['node:Landbot Trigger'] as IDataObject).instance = 'another n8n';
		await copy.publish();
		await copy.unpublish();
		expect(simulator.state.hooks.map(({ url }) => url)).toEqual([original.url]);
		expect(await original.exists()).toBe(true);
	});
});

describe('removing', () => {
	it('does not mind that the hook is gone', async () => {
		const workflow = open();
		await workflow.publish();
		simulator.state.hooks.length = 0;
		await workflow.unpublish();
		expect(n8n.log).toEqual([]);
	});

	it('does not mind that the channel is gone', async () => {
		const workflow = open();
		await workflow.publish();
		simulator.state.hooks.length = 0;
		simulator.state.channels.shift();
		await workflow.unpublish();
		expect(n8n.log).toEqual([]);
	});

	it('keeps what Landbot does not delete, names it in the log, and removes it the next time', async () => {
		const workflow = open();
		await workflow.publish();
		const [{ id }] = simulator.state.hooks;
		simulator.addFault({ method: 'DELETE', status: 503 });
		await expect(workflow.unpublish()).rejects.toThrow('Landbot cannot answer at the moment');
		expect(n8n.log).toEqual([
			`Landbot Trigger could not remove message hook ${id} of channel ${WEB}: Landbot cannot answer at the moment`,
		]);

		simulator.clearFaults();
		workflow.setup.parameters.channels = [WHATSAPP];
		await workflow.publish();
		expect(simulator.state.hooks).toMatchObject([{ channel_id: WHATSAPP }]);
	});

	it('says so in the log when it cannot even look', async () => {
		const workflow = open();
		await workflow.publish();
		simulator.addFault({ status: 500 });
		await expect(workflow.unpublish()).rejects.toThrow('Landbot cannot answer at the moment');
		expect(n8n.log.at(-1)).toBe(
			`Landbot Trigger could not remove the message hooks of channel ${WEB}: Landbot cannot answer at the moment`,
		);
	});

	it('removes what is stored when the channels cannot be read any more', async () => {
		const workflow = open();
		await workflow.publish();
		workflow.setup.parameters.channels = ['Support bot'];
		await workflow.unpublish();
		expect(simulator.state.hooks).toEqual([]);
	});
});

describe('publishing that does not succeed', () => {
	it('leaves nothing behind when the second of three channels is refused', async () => {
		const workflow = open({ channels: [WEB, 999, WHATSAPP] });
		await expect(workflow.publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^Landbot does not know channel 999\. .*Check that the ID/),
		});
		expect(requests('POST')).toHaveLength(1);
		expect(simulator.state.hooks).toEqual([]);
	});

	it('leaves nothing behind when the answer to a creation is lost', async () => {
		simulator.addFault({ method: 'POST', kind: 'reset', applied: true });
		await expect(open().publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^The connection to Landbot was lost/),
		});
		expect(requests('POST')).toHaveLength(1);
		expect(simulator.state.hooks).toEqual([]);
	});

	it('leaves nothing behind when the answer to a creation names no hook', async () => {
		simulator.addFault({ method: 'POST', body: { success: true }, status: 200, applied: true });
		await expect(open().publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^The answer did not come from Landbot/),
		});
		expect(simulator.state.hooks).toEqual([]);
	});

	it.each([
		[402, 'simulator-unpaid', 'plan or billing', 'message hooks need a paid plan'],
		[
			403,
			'simulator-forbidden',
			'may not do this for channel 2955001',
			'Professional and Business',
		],
	])('explains a %i', async (_, apiToken, message, advice) => {
		const workflow = open({}, { account: { ...account(), apiToken } });
		await expect(workflow.publish()).rejects.toMatchObject({
			message: expect.stringMatching(new RegExp(`${message}.*Landbot says.*${advice}`)),
		});
	});

	it('waits its turn when Landbot asks for patience', async () => {
		simulator.addFault({ method: 'POST', status: 429, times: 2 });
		await open().publish();
		expect(simulator.state.hooks).toHaveLength(1);
	});
});

describe('n8n that starts while Landbot cannot answer', () => {
	const SHORT: Array<[string, FaultRule]> = [
		['it is down', { status: 503 }],
		['the network is', { kind: 'reset' }],
	];
	it.each(SHORT)('goes on with the hooks it knows while %s', async (_, fault) => {
		const workflow = open();
		await workflow.publish();
		simulator.addFault(fault);
		await workflow.publish('init');
		expect(requests('DELETE')).toEqual([]);
		expect(n8n.log).toEqual([expect.stringContaining('could not be checked')]);
		simulator.clearFaults();
		expect(await workflow.exists()).toBe(true);
	});

	it('says what is wrong when a person publishes', async () => {
		const workflow = open();
		await workflow.publish();
		simulator.addFault({ status: 503 });
		await expect(workflow.exists()).rejects.toMatchObject({
			message: expect.stringMatching(/^Landbot cannot answer at the moment/),
		});
	});

	it('says what is wrong with the token', async () => {
		const workflow = open();
		await workflow.publish();
		workflow.setup.account.apiToken = 'nobody';
		await expect(workflow.exists('init')).rejects.toMatchObject({
			message: expect.stringMatching(/^Landbot does not accept the API token/),
		});
	});
});

describe('test listening', () => {
	it('has hooks of its own and leaves those of production alone', async () => {
		const workflow = open();
		await workflow.publish();
		const before = structuredClone(simulator.state.hooks);
		await workflow.listen();
		expect(simulator.state.hooks).toMatchObject([
			before[0],
			{
				url: workflow.testUrl,
				name: 'n8n: Answer customers - Landbot Trigger (test listening)',
			},
		]);
		await workflow.stopListening();
		expect(simulator.state.hooks).toEqual(before);
	});

	it('outlives that the workflow is unpublished', async () => {
		const workflow = open();
		await workflow.publish();
		await workflow.listen();
		await workflow.unpublish();
		expect(simulator.state.hooks.map(({ url }) => url)).toEqual([workflow.testUrl]);
	});

	it('ends without an error where Landbot does not delete: n8n expects none there', async () => {
		const workflow = open();
		await workflow.listen();
		simulator.addFault({ method: 'DELETE', status: 503 });
		await workflow.stopListening();
		expect(n8n.log).toHaveLength(1);
	});

	it('removes what n8n has left behind when it was killed while it listened', async () => {
		const workflow = open();
		await workflow.listen();
		await workflow.listen();
		expect(simulator.state.hooks).toHaveLength(1);
		await workflow.stopListening();
		expect(simulator.state.hooks).toEqual([]);
	});
});

describe('several on one channel', () => {
	it('do not touch each other', async () => {
		const other = await startN8n();
		const mine = open({}, { id: 'mine' });
		const second = open({}, { id: 'second' });
		const elsewhere = other.open(mine.setup);
		for (const workflow of [mine, second, elsewhere]) await workflow.publish();
		expect(hooksOn(WEB)).toHaveLength(3);

		await mine.unpublish();
		expect(await second.exists()).toBe(true);
		expect(await elsewhere.exists()).toBe(true);
		await elsewhere.unpublish();
		await second.publish('init');
		await second.unpublish();
		expect(simulator.state.hooks).toEqual([]);
		await other.close();
	});
});

describe('the address', () => {
	it('is refused where Landbot cannot reach it, before anything is created', async () => {
		const workflow = open({ options: {} });
		await expect(workflow.publish()).rejects.toMatchObject({
			message: expect.stringMatching(
				`^Landbot cannot deliver messages to this n8n: its address ${workflow.url} can only be reached from its own machine or network\\. .*WEBHOOK_URL.*Allow Local Address`,
			),
		});
		expect(requests('POST')).toEqual([]);
	});

	it.each([
		['http://n8n.example.com', 'does not begin with https'],
		['n8n.example.com', 'is not a web address'],
	])('is refused as %s', async (origin, reason) => {
		const workflow = open({ options: {} });
		n8n.origin = origin;
		await expect(workflow.publish()).rejects.toThrow(reason);
	});

	it('is accepted where it is public', async () => {
		n8n.origin = 'https://n8n.example.com';
		await open({ options: {} }).publish();
		expect(simulator.state.hooks).toHaveLength(1);
	});
});

describe('what nobody has verified about Landbot', () => {
	const UNVERIFIED: Array<[string, Partial<Switches>, number]> = [
		['hooks without pages', { hooksPaged: false }, 5],
		['many hooks without pages', { hooksPaged: false }, 120],
		['many hooks with pages', {}, 205],
		['a list without a total', { totalInLists: 'missing' }, 205],
		['a wrong total', { totalInLists: 'wrong' }, 100],
		['200 for what is created', { createStatus: 200 }, 0],
		['404 in HTML', { notFoundBody: 'html' }, 0],
		['204 for what is gone', { repeatDelete404: false }, 0],
	];
	it.each(UNVERIFIED)('does not matter: %s', async (_, switches, others) => {
		simulator.setSwitches(switches);
		for (let number = 0; number < others; number++) {
			simulator.state.hooks.push({
				id: number + 1,
				url: `https://crm.example/${number}`,
				token: null,
				name: null,
				channel_id: WEB,
				created_at: 0,
				updated_at: 0,
			});
		}
		const workflow = open();
		await workflow.publish();
		workflow.setup.account = account();
		expect(await workflow.exists()).toBe(true);
		workflow.stored = {};
		workflow.setup.account = account();
		await workflow.publish('init');
		workflow.setup.account = account();
		expect(hooksOn(WEB)).toHaveLength(others + 1);
		simulator.state.hooks.pop();
		await workflow.unpublish();
		expect(hooksOn(WEB)).toHaveLength(others);
	});
});

it('lists the channels, and marks those that never fire', async () => {
	const options = await channelOptions(account());
	expect(options.map(({ value }) => value)).toEqual(simulator.state.channels.map(({ id }) => id));
	expect(options[0]).toEqual({ name: 'Support bot (Web)', value: WEB });
	expect(options.find(({ value }) => value === APICHAT)?.name).toBe(
		'Telegram bridge (APIchat) - its messages start no workflow',
	);
});
