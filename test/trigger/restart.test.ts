import type { IDataObject } from 'n8n-workflow';
import { call } from '../../simulator/test/client.ts';
import type { FaultRule, Switches } from '../../simulator/index.ts';
import { account, foreign, hooksOn, n8n, open, requests, simulator } from '../support/trigger';
import { WEB, WHATSAPP } from '../support/people';

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

	it('is repaired when n8n holds something else in place of the hook', async () => {
		const others = [null, { id: 1, url: 'x' }, { channel: WEB, url: 'x' }];
		await repaired(({ stored }) => {
			(stored['node:Landbot Trigger'] as IDataObject).hooks = others as never;
		});
		expect(simulator.log.filter(({ path }) => /null|undefined|\/\//.test(path))).toEqual([]);
		expect(simulator.state.hooks).toHaveLength(1);
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

describe('n8n that starts while Landbot cannot answer', () => {
	const SHORT: Array<[string, FaultRule]> = [
		['it is down', { status: 503 }],
		['the network is', { kind: 'reset' }],
	];
	it.each(
		SHORT.flatMap(([name, fault]) =>
			(['init', 'leadershipChange'] as const).map((activation) => ({ name, fault, activation })),
		),
	)('goes on with the hooks it knows while $name: $activation', async ({ fault, activation }) => {
		const workflow = open();
		await workflow.publish();
		simulator.addFault(fault);
		await workflow.publish(activation);
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
