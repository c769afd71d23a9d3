import type { IDataObject } from 'n8n-workflow';
import { withLandbot } from '../support/landbot';

const { simulator, run } = withLandbot({ customers: 450 });

/** Lists customers for one item; gives their IDs and how many were asked for in each request. */
async function list(parameters: IDataObject) {
	const { output, error } = await run({
		resource: 'customer',
		operation: 'getAll',
		...parameters,
	});
	expect(error).toBeUndefined();
	return {
		ids: output.map(({ json }) => json.id),
		asked: simulator.log.map(({ query }) => Number(query.limit)),
	};
}

const everybody = () => [...simulator.state.customers.keys()];

it('returns every customer once and in order', async () => {
	const { ids, asked } = await list({ returnAll: true });
	expect(ids).toEqual(everybody());
	// Five pages that overlap by one row, and a last look at the first.
	expect(asked).toHaveLength(6);
});

it.each([
	[1, [1]],
	[5, [5]],
	[100, [100]],
	[250, [100, 100, 50]],
])('returns exactly %i customers with no request too many', async (limit, requests) => {
	const { ids, asked } = await list({ limit });
	expect(ids).toEqual(everybody().slice(0, limit));
	expect(asked).toEqual(requests);
});

it('returns what there is when the limit is higher', async () => {
	const { ids } = await list({ limit: 5000 });
	expect(ids).toEqual(everybody());
});

it.each(['missing', 'wrong'] as const)(
	'loses nobody when the total is %s',
	async (totalInLists) => {
		simulator.setSwitches({ totalInLists });
		expect((await list({ returnAll: true })).ids).toEqual(everybody());
		expect((await list({ limit: 250 })).ids).toEqual(everybody().slice(0, 250));
	},
);

it('loses nobody when Landbot gives fewer rows than asked for', async () => {
	for (const [offset, size] of Array.from({ length: 10 }, (_, page) => [page * 49, 50])) {
		const rows = [...simulator.state.customers.values()].slice(offset, offset + size);
		simulator.addFault({
			path: '^/v1/customers/$',
			times: 1,
			status: 200,
			body: { success: true, total: 450, customers: rows },
		});
	}
	expect((await list({ returnAll: true })).ids).toEqual(everybody());
});

it('loses nobody when every third request goes wrong', async () => {
	simulator.addFault({ every: 3, status: 503, body: '<h1>Service Unavailable</h1>' });
	expect((await list({ returnAll: true })).ids).toEqual(everybody());
});

it('fetches what a newcomer has pushed out of the last page', async () => {
	simulator.setSwitches({ customerSort: 'newest' });
	const before = [...simulator.state.customers.keys()].reverse();
	const newcomer = { ...simulator.state.customers.get(before[0])!, id: before[0] + 1 };
	const push = simulator.log.push.bind(simulator.log);
	simulator.log.push = (...entries) => {
		// between the first page and the others
		if (simulator.log.length === 1) simulator.state.customers.set(newcomer.id, newcomer);
		return push(...entries);
	};
	const { ids, asked } = await list({ limit: 250 });
	simulator.log.push = push;
	expect(ids).toEqual(before.slice(0, 250));
	expect(asked.at(-1)).toBe(1);
});

it('asks once more at most where Landbot gives the whole list for every page, without a total', async () => {
	const customers = [...simulator.state.customers.values()].slice(0, 120);
	const body = { success: true, customers };
	simulator.addFault({ path: '^/v1/customers/$', status: 200, body });
	const { ids, asked } = await list({ returnAll: true });
	expect(ids).toEqual(everybody().slice(0, 120));
	expect(asked.length).toBeLessThan(5);
});

it('returns each row once where rows have no ID', async () => {
	const customers = [{ name: 'Ana' }, { name: 'Ben' }, { name: 'Ana' }];
	const body = { success: true, total: 3, customers };
	simulator.addFault({ path: '^/v1/customers/$', status: 200, body });
	const { output } = await run({
		resource: 'customer',
		operation: 'getAll',
		returnAll: true,
		simplify: false,
	});
	expect(output.map(({ json }) => json.name)).toEqual(['Ana', 'Ben']);
});

it('ends at an empty page, whatever the total says', async () => {
	simulator.addFault({
		path: '^/v1/customers/$',
		status: 200,
		body: { success: true, total: 1_000_000, customers: [] },
	});
	const { ids, asked } = await list({ returnAll: true });
	expect(ids).toEqual([]);
	expect(asked.length).toBeLessThanOrEqual(2);
});

it.each([
	['', {}],
	[' and the latest come first', { customerSort: 'newest' as const }],
	[' and conversations move to the front', { customerSort: 'lastMessage' as const }],
])('loses nobody who stays while others come and go%s', async (_, switches) => {
	simulator.setSwitches(switches);
	simulator.setLatency({ medianMs: 30, sigma: 0.5 });
	const before = everybody();
	const listing = list({ returnAll: true });

	// Every request moves the list: somebody leaves near its start, somebody comes, somebody writes.
	let changes = 0;
	const leaving = before.slice(10, 60);
	const change = () => {
		const id = leaving[changes % leaving.length];
		simulator.state.customers.delete(id);
		const newcomer = simulator.state.customers.get(before[100]);
		const next = simulator.state.nextCustomerId++;
		if (newcomer) simulator.state.customers.set(next, { ...newcomer, id: next });
		const writer = simulator.state.customers.get(before[400 - changes]);
		if (writer) writer.last_message = 2_000_000_000 + changes;
		changes++;
	};
	const push = simulator.log.push.bind(simulator.log);
	simulator.log.push = (...entries) => {
		for (let count = 0; count < 4; count++) change();
		return push(...entries);
	};

	const { ids } = await listing;
	simulator.log.push = push;
	const stayed = before.filter((id) => simulator.state.customers.has(id));
	expect(ids).toEqual(expect.arrayContaining(stayed));
	expect(new Set(ids).size).toBe(ids.length);
});
