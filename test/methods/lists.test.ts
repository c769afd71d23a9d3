import { searchList } from '../support/n8n';
import { byId, withLandbot } from '../support/landbot';
import { ANA, ANA_ON_WHATSAPP, SECOND_WHATSAPP, TARA, WEB, WHATSAPP } from '../support/people';

const { simulator, account } = withLandbot({ customers: 120 });

const search = async (filter?: string, page?: string) =>
	await searchList(account(), 'searchCustomers', filter, page);

it('lists the channels with type and state', async () => {
	const { results } = await searchList(account(), 'searchChannels');
	expect(results[0]).toEqual({ name: 'Support bot (Web)', value: WEB });
	expect(results.map(({ name }) => name)).toContain('Old Facebook page (Facebook, inactive)');
});

it('lists a channel without a name, and of a type that is new', async () => {
	const channels = [{ id: 1, name: '', type: 'landline', active: true }];
	simulator.addFault({ path: 'channels/$', status: 200, body: { success: true, channels } });
	const { results } = await searchList(account(), 'searchChannels');
	expect(results).toEqual([{ name: 'Unnamed (landline)', value: 1 }]);
});

it.each([
	['apichat', 'APIchat'],
	['facebook', 'Facebook'],
	['landbot', 'Web'],
	['webchat', 'Web'],
	['whatsapi', 'WhatsApp'],
	['whatsapp', 'WhatsApp'],
])('calls the type %s of a channel %s', async (type, label) => {
	const channels = [{ id: 1, name: 'Shop', type, active: true }];
	simulator.addFault({ path: 'channels/$', status: 200, body: { success: true, channels } });
	const { results } = await searchList(account(), 'searchChannels');
	expect(results).toEqual([{ name: `Shop (${label})`, value: 1 }]);
});

it('finds a channel by any part of its label', async () => {
	const { results } = await searchList(account(), 'searchChannels', 'whatsapp');
	expect(results.map(({ value }) => value)).toEqual([WHATSAPP, SECOND_WHATSAPP]);
});

it('finds a channel beyond the first page', async () => {
	const [first] = simulator.state.channels;
	for (let id = 1; id <= 150; id++) {
		simulator.state.channels.push({ ...first, id, name: `Channel number ${id}` });
	}
	const { results } = await searchList(account(), 'searchChannels', 'number 150');
	expect(results.map(({ value }) => value)).toEqual([150]);
});

it.each(['shown', 'missing'] as const)(
	'lists all customers page by page, total %s',
	async (total) => {
		if (total === 'missing') simulator.setSwitches({ totalInLists: total });
		const found = [];
		let page: string | undefined;
		do {
			const { results, paginationToken } = await search(undefined, page);
			found.push(...results.map(({ value }) => value));
			page = paginationToken as string | undefined;
		} while (page);
		expect(found).toEqual([...simulator.state.customers.keys()]);
	},
);

it.each([
	['the start of a name', 'ana r', [ANA, ANA_ON_WHATSAPP]],
	['an email', 'ana@example.org', [ANA, ANA_ON_WHATSAPP]],
	['a phone with blanks and a plus', '+34 600-00 00 21', [ANA, ANA_ON_WHATSAPP]],
	['nobody', 'Nobody at all', []],
])('finds customers by %s', async (_, filter, ids) => {
	expect((await search(filter)).results.map(({ value }) => value)).toEqual(ids);
});

it('labels a customer so that a person can tell who it is, in the time zone of the workflow', async () => {
	const labels = (await search()).results.map(({ name }) => name);
	expect(labels.slice(0, 2)).toEqual([
		'Ana Ruiz - 34600000021 - Support bot - 2026-10-05 08:02',
		'Visitor #1234 - 473500002 - Support bot - 2026-10-05 05:48',
	]);
});

it('labels a customer by what Landbot shows', async () => {
	simulator.setSwitches({ customerKeys: 'documented', builtInFields: false });
	simulator.addFault({ path: 'channels/$', status: 403 });
	const [ana, visitor] = [ANA, 473500002].map((id) => simulator.state.customers.get(id)!);
	ana.last_message = null;
	visitor.name = '';

	const labels = (await search()).results.map(({ name }) => name);

	expect(labels.slice(0, 2)).toEqual([
		'Ana Ruiz - 473500001 - 2955001',
		'Unnamed - 473500002 - 2955001 - 2026-10-05 05:48',
	]);
});

describe('an ID typed into the list of customers', () => {
	it('finds the customer', async () => {
		const { results, paginationToken } = await search(' 473500021 ');

		expect(results).toEqual([
			{
				name: expect.stringMatching(/^Ana Ruiz - 34600000021 - WhatsApp Orders - /) as string,
				value: ANA_ON_WHATSAPP,
			},
		]);
		expect(paginationToken).toBeUndefined();
	});

	it('finds nobody when there is no such customer', async () => {
		expect((await search('473599999')).results).toEqual([]);
	});

	it('does not hide those whose phone begins with it', async () => {
		simulator.state.customers.get(TARA)!.phone = '47350002199';

		expect((await search('473500021')).results.map(({ value }) => value)).toEqual([TARA]);
	});

	it('says what is wrong when Landbot cannot tell', async () => {
		simulator.addFault({ path: '473500021/$', status: 403 });

		await expect(search('473500021')).rejects.toThrow(
			'The agent who owns the token may not do this for customer 473500021',
		);
	});
});

const LISTS = [
	'searchChannels',
	'searchWhatsAppChannels',
	'searchCustomers',
	'searchMessageHooks',
	'searchTemplates',
	'searchTemplateLanguages',
] as const;
describe.each(LISTS)('%s', (list) => {
	it.each([
		['a wrong token', 'nobody', 'Landbot does not accept the API token'],
		[
			'a token without rights',
			'simulator-forbidden',
			'The agent who owns the token may not do this',
		],
		['an empty token', ' ', "The 'API Token' is empty"],
	])('says what is wrong with %s', async (_, apiToken, message) => {
		const form = { channel: byId('2955001') };
		const listing = searchList({ ...account(), apiToken }, list, undefined, undefined, form);

		await expect(listing).rejects.toThrow(message);
	});
});

it.each([
	['a proxy', { proxy: 'http://127.0.0.1:1' }, /cannot be reached/],
	['a proxy by an expression', { proxy: '={{ "http://127.0.0.1:1" }}' }, /cannot be reached/],
	['a proxy without a port', { proxy: 'http://127.0.0.1' }, /cannot be reached/],
	['a proxy of TLS without a port', { proxy: 'https://127.0.0.1' }, /cannot be reached/],
	[
		'an answer to SSL issues that is none',
		{ allowUnauthorizedCerts: 'perhaps' },
		/'Ignore SSL Issues \(Insecure\)' under 'Request Options'/,
	],
	['a proxy that is none', { proxy: 'myproxy:port' }, /'Proxy' under 'Request Options'/],
	['a timeout', { timeout: 50 }, /did not answer in time/],
])('asks with %s of the Request Options', async (_, requestSettings, message) => {
	simulator.addFault({ path: 'channels/$', kind: 'slow', delayMs: 400, times: 2 });
	const form = { requestSettings };
	await expect(searchList(account(), 'searchChannels', undefined, undefined, form)).rejects.toThrow(
		message,
	);
});
