import { withLandbot } from '../support/landbot';
import { openForm } from '../support/n8n';
import { json, setMany } from '../support/setMany';
import { SEND, texts, upTo } from '../support/campaign';
import { TARA } from '../support/people';

const { simulator, account, run } = withLandbot();

describe('the log of n8n', () => {
	const { now } = performance;
	/** How much later it seems to be, in milliseconds. */
	let ahead = 0;
	/** How much time passes after each line of the log, in milliseconds. */
	let afterEachLine = 0;
	const lines: string[] = [];
	beforeEach(() => {
		[ahead, afterEachLine, lines.length] = [0, 0, 0];
		jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + ahead);
		jest.spyOn(openForm(account()).logger, 'info').mockImplementation((line) => {
			lines.push(line);
			ahead += afterEachLine;
		});
	});
	afterEach(() => jest.restoreAllMocks());

	const about = (items: string, checking: string, sending: string) =>
		`Landbot: checking ${items} items takes about ${checking}, sending them about ${sending} more. Landbot accepts 10 requests per second`;

	it('says once how long a list takes that is not short', async () => {
		await run(SEND, texts(20));
		expect(lines).toEqual([]);
		await run(SEND, texts(21));
		expect(lines).toEqual([about('21', '1 second', '3 seconds')]);
	});

	it('says how long a long list would have taken, the first item of which is wrong', async () => {
		await run(SEND, texts(2000).with(0, { customer: 'Ana' }));
		expect(lines).toEqual([about('2,000', '25 seconds', '4 minutes')]);
	});

	it('says every minute how many items are checked, then how many are done', async () => {
		afterEachLine = 61_000;
		await run(SEND, texts(21));
		expect(lines).toEqual([
			about('21', '1 second', '3 seconds'),
			...upTo(20).map((before) => `Landbot: ${before + 2} of 21 items are checked`),
			...upTo(21).map((before) => `Landbot: ${before + 1} of 21 items are done`),
		]);
	});

	it('counts what has failed as done, too', async () => {
		afterEachLine = 61_000;
		const items = texts(21).with(7, { customer: 'nobody' });
		await run(SEND, items, { onError: 'continueRegularOutput' });
		expect(lines.at(-1)).toBe('Landbot: 21 of 21 items are done');
	});

	it.each([
		[{ returnAll: true }, 1001, ['Landbot: reading 1,001 results, at most 1,000 in a second']],
		[{ returnAll: true }, 1000, []],
		[{ returnAll: true }, undefined, []],
		[{ limit: 1001 }, 5000, ['Landbot: reading 1,001 results, at most 1,000 in a second']],
		[{ limit: 1000 }, 5000, []],
	])('says once that a list is long: %j of %s', async (form, total, said) => {
		const customers = [...simulator.state.customers.values()];
		const body = { success: true, customers, ...(total && { total }) };
		simulator.addFault({ path: '^/v1/customers/$', status: 200, body, times: 1 });
		await run({ resource: 'customer', operation: 'getAll', ...form });
		expect(lines).toEqual(said);
	});

	it('says no more before the minute is over', async () => {
		afterEachLine = 1000;
		await run(SEND, texts(21));
		expect(lines).toHaveLength(1);
	});
});

it('has ten customers at once whose fields are changed, and the others after them', async () => {
	simulator.addFault({ kind: 'slow', delayMs: 1500, times: 10 });
	const customers = [...simulator.state.customers.keys()].slice(0, 12);
	const { output } = await run(
		setMany(json('{"plan": "pro"}'), '={{ $json.id }}'),
		customers.map((id) => ({ id })),
	);
	expect(output.map(({ json: row }) => row.customer_id)).toEqual(customers);
	const [first, tenth, next] = [0, 9, 10].map((index) => simulator.log[index].at);
	expect(tenth - first).toBeLessThan(1490);
	expect(next - first).toBeGreaterThan(1490);
});

it('has more than ten texts under way at once where answers come late', async () => {
	simulator.addFault({ kind: 'slow', delayMs: 1500 });
	const items = upTo(12).map((index) => ({ customer: TARA + index, text: 'Hello' }));
	const { output } = await run(SEND, items);
	expect(output).toHaveLength(12);
	expect(simulator.log[11].at - simulator.log[0].at).toBeLessThan(1490);
});
