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
