import { searchList } from './engine';
import { startSimulator, type Simulator } from './simulator/index.ts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ customers: 120, limit: false });
});
afterAll(async () => await simulator.close());

const account = () => ({ apiToken: 'simulator-token', baseUrl: simulator.baseUrl });
const search = async (filter?: string, page?: string) =>
	await searchList(account(), 'searchCustomers', filter, page);

it('lists the channels with type and state', async () => {
	const { results } = await searchList(account(), 'searchChannels');
	expect(results[0]).toEqual({ name: 'Support bot (landbot)', value: 2955001 });
	expect(results.map(({ name }) => name)).toContain('Old Facebook page (facebook, inactive)');
});

it('finds a channel by any part of its label', async () => {
	const { results } = await searchList(account(), 'searchChannels', 'whatsapp');
	expect(results.map(({ value }) => value)).toEqual([2955002, 2955003]);
});

it('finds a channel beyond the first page', async () => {
	const [first] = simulator.state.channels;
	for (let id = 1; id <= 150; id++) {
		simulator.state.channels.push({ ...first, id, name: `Channel number ${id}` });
	}
	const { results } = await searchList(account(), 'searchChannels', 'number 150');
	expect(results.map(({ value }) => value)).toEqual([150]);
	simulator.reset();
});

it('lists all customers page by page', async () => {
	const found = [];
	let page: string | undefined;
	do {
		const { results, paginationToken } = await search(undefined, page);
		found.push(...results.map(({ value }) => value));
		page = paginationToken as string | undefined;
	} while (page);
	expect(found).toEqual([...simulator.state.customers.keys()]);
});

it.each([
	['the start of a name', 'ana r', [473500001, 473500021]],
	['an email', 'ana@example.org', [473500001, 473500021]],
	['a phone with blanks and a plus', '+34 600-00 00 21', [473500001, 473500021]],
	['nobody', 'Nobody at all', []],
])('finds customers by %s', async (_, filter, ids) => {
	expect((await search(filter)).results.map(({ value }) => value)).toEqual(ids);
});

it('labels a customer so that a person can tell who it is', async () => {
	const labels = (await search()).results.map(({ name }) => name);
	expect(labels.slice(0, 2)).toEqual([
		'Ana Ruiz - 34600000021 - Support bot',
		'Visitor #1234 - 473500002 - Support bot',
	]);
});

it.each([
	['a wrong token', 'nobody', 'Landbot does not accept the API token'],
	['a token without rights', 'simulator-forbidden', 'The agent who owns the token may not do this'],
	['an empty token', ' ', "The 'API Token' is empty"],
])('says in the list what is wrong with %s', async (_, apiToken, message) => {
	const listing = searchList({ ...account(), apiToken }, 'searchCustomers');
	await expect(listing).rejects.toThrow(message);
});
