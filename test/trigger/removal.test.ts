import { startN8n } from '../support/server/triggerWorkflow';
import { hooksOn, n8n, open, simulator } from '../support/trigger';
import { WEB, WHATSAPP } from '../support/people';

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

	it.each([
		['the base URL lacks /v1', undefined, 'There is no Landbot at this address'],
		[
			'a page stands at the address',
			{ status: 404, body: '<h1>404</h1>', contentType: 'text/html' },
			'There is no Landbot at this address',
		],
		[
			'another API answers',
			{ status: 404, body: { message: 'Not Found' } },
			'There is no Landbot at this address',
		],
		['nothing but a 404 comes', { status: 404, kind: 'empty' as const }, 'There is no Landbot'],
		[
			'only deleting ends at another address',
			{ status: 404, method: 'DELETE', body: 'Not here' },
			'There is no Landbot at this address',
		],
		['the proxy asks for a login', { status: 407, kind: 'empty' as const }, 'The proxy or network'],
	])('forgets no hook while %s, and removes it the next time', async (_, fault, message) => {
		const workflow = open();
		await workflow.publish();
		const stored = structuredClone(workflow.stored);
		const { account: right } = workflow.setup;
		if (fault) simulator.addFault(fault);
		else workflow.setup.account = { ...right, baseUrl: right.baseUrl.replace(/\/v1$/, '') };

		await expect(workflow.unpublish()).rejects.toThrow(message);
		expect(simulator.state.hooks).toHaveLength(1);
		expect(workflow.stored).toEqual(stored);

		simulator.clearFaults();
		workflow.setup.account = right;
		await workflow.unpublish();
		expect(simulator.state.hooks).toEqual([]);
	});

	it.each(['detail', 'errors'] as const)(
		'forgets a hook that Landbot itself does not know: %s',
		async (notFoundBody) => {
			simulator.setSwitches({ notFoundBody });
			const workflow = open();
			await workflow.publish();
			simulator.state.hooks.length = 0;
			simulator.state.channels.shift();
			await workflow.unpublish();
			expect(workflow.stored).toMatchObject({ 'node:Landbot Trigger': { hooks: [] } });
		},
	);

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
		expect(n8n.log).toEqual([]);
		expect(simulator.log.filter(({ path }) => path.includes('NaN'))).toEqual([]);
	});

	it('leaves a hook alone to which somebody has given another address in Landbot', async () => {
		const workflow = open();
		await workflow.publish();
		simulator.state.hooks[0].url = 'https://example.org/theirs';
		await workflow.unpublish();
		expect(simulator.state.hooks).toMatchObject([{ url: 'https://example.org/theirs' }]);
	});

	it('keeps only what could not be removed', async () => {
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await workflow.publish();
		const [{ id }] = hooksOn(WEB);
		simulator.addFault({ method: 'DELETE', path: `channels/${WEB}/`, status: 503 });
		await expect(workflow.unpublish()).rejects.toThrow('Landbot cannot answer at the moment');
		expect(workflow.stored).toMatchObject({ 'node:Landbot Trigger': { hooks: [{ id }] } });
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
