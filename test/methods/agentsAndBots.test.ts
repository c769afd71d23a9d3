import { searchList } from '../support/n8n';
import { byId, withLandbot } from '../support/landbot';

const { simulator, account, run } = withLandbot();

it('lists agents by name and email, and finds one by a part of either', async () => {
	const all = await searchList(account(), 'searchAgents');
	expect(all.results).toContainEqual({
		name: 'Nora Vidal - nora@example.org',
		value: 794001,
	});
	const some = await searchList(account(), 'searchAgents', 'TOMAS');
	expect(some.results).toEqual([{ name: 'Tomas Lind - tomas@example.org', value: 794002 }]);
});

it('lists bots with the number that a customer is assigned by', async () => {
	const { results } = await searchList(account(), 'searchBots', 'survey');
	expect(results).toEqual([{ name: 'Satisfaction survey', value: 1010179 }]);
});

it('calls an agent without a name by the number, and leaves out what is none', async () => {
	const agents = [{ id: 1, name: 'Ana' }, { id: 2, full_name: '' }, { id: 'x' }];
	simulator.addFault({ path: '/agents/$', status: 200, body: { success: true, agents } });
	const { results } = await searchList(account(), 'searchAgents');
	expect(results).toEqual([
		{ name: 'Ana', value: 1 },
		{ name: 'Agent 2', value: 2 },
	]);
});

it('lists bots twenty at a time, by the number where there is no name', async () => {
	const data = Array.from({ length: 25 }, (_, index) => ({ id: index + 1, name: null }));
	simulator.addFault({ path: '/bots$', status: 200, body: { data } });
	const first = await searchList(account(), 'searchBots');
	const second = await searchList(account(), 'searchBots', '', first.paginationToken as string);
	expect([first.results.length, first.paginationToken]).toEqual([20, '20']);
	expect([second.results.length, second.paginationToken]).toEqual([5, undefined]);
	expect(second.results[4]).toEqual({ name: 'Bot 25', value: 25 });
});

it('leaves out a bot whose number Landbot does not say', async () => {
	simulator.addFault({ path: '/v2/bots/', status: 200, body: { bot: {} }, times: 1 });
	const { results } = await searchList(account(), 'searchBots');
	simulator.clearFaults();
	const all = await searchList(account(), 'searchBots');
	expect(results).toHaveLength(all.results.length - 1);
});

it('lists nobody where the answer holds no list', async () => {
	simulator.addFault({ status: 200, body: { success: true } });
	expect((await searchList(account(), 'searchAgents')).results).toEqual([]);
});

it.each([401, 403, 404, 'html'] as const)(
	'says how to find the ID where Landbot answers %s, and the ID works',
	async (undocumented) => {
		simulator.setSwitches({ undocumented });
		await expect(searchList(account(), 'searchAgents')).rejects.toThrow(
			/does not list its agents for this account\. Choose 'By ID': .*agent_id/,
		);
		await expect(searchList(account(), 'searchBots')).rejects.toThrow(
			/does not list its bots for this account\. Choose 'By ID': .*builder/,
		);
		const { error } = await run({
			resource: 'customer',
			operation: 'assignToAgent',
			customer: byId(473500026),
			agentId: byId(794002),
		});
		expect(error).toBeUndefined();
	},
);

it('explains a lost connection as everywhere', async () => {
	simulator.addFault({ kind: 'status', status: 503 });
	await expect(searchList(account(), 'searchAgents')).rejects.toThrow(
		'Landbot cannot answer at the moment',
	);
	simulator.clearFaults();
	simulator.addFault({ kind: 'reset' });
	await expect(searchList(account(), 'searchAgents')).rejects.toThrow(
		'The connection to Landbot was lost',
	);
});

it.each([
	['a text', '794002'],
	['a number', 794002],
	['an expression', '={{ 794002 }}'],
	['what the list gives', { __rl: true, mode: 'list', value: 794002, cachedResultName: 'Tomas' }],
])('assigns to an agent that is given as %s', async (_, agentId) => {
	const { error, output } = await run({
		resource: 'customer',
		operation: 'assignToAgent',
		customer: byId(473500026),
		agentId,
	});
	expect(error).toBeUndefined();
	expect(output[0].json).toEqual({ customer_id: 473500026, success: true, agent_id: 794002 });
});
