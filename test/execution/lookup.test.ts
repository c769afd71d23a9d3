import type { IDataObject } from 'n8n-workflow';
import { byId, locator, withLandbot } from '../support/landbot';
import type { Switches } from '../../simulator/index.ts';
import { ANA, ANA_ON_WHATSAPP, SECOND_WHATSAPP, TARA, WEB, WHATSAPP } from '../support/people';

const { simulator, run } = withLandbot();

const by = (mode: 'phone' | 'email', value: unknown, channel?: number) =>
	({
		resource: 'message',
		operation: 'sendText',
		customer: locator(mode, value),
		...(channel && { channel: byId(channel) }),
		text: '={{ $json.text ?? "Hello" }}',
	}) as IDataObject;

const textsTo = (customer: number) => simulator.messagesOf(customer).map(({ data }) => data.body);
const searches = () => simulator.log.filter(({ method }) => method === 'GET');
const sent = () => simulator.log.filter(({ method }) => method !== 'GET');
const tara = () => simulator.state.customers.get(TARA)!;

describe('a phone', () => {
	it.each([
		'+34 600-00 00 09',
		'0034600000009',
		'(34) 600.000.009',
		'(+34) 600 000 009',
		' 34600000009 ',
		'\u202a+34 600\u2011000\u2011009\u202c',
	])('written as %p finds the customer', async (phone) => {
		const { output } = await run(by('phone', '={{ $json.phone }}'), [{ phone }]);

		expect(output).toEqual([
			{ json: { success: true, customer_id: TARA }, pairedItem: { item: 0 } },
		]);
		expect(textsTo(TARA)).toEqual(['Hello']);
		expect(searches()).toMatchObject([
			{ query: { search_by: 'phone', search: '34600000009', offset: '0' } },
		]);
	});

	it('in a cell of numbers finds the customer', async () => {
		const { output } = await run(by('phone', '={{ $json.phone }}'), [{ phone: 34600000009 }]);

		expect(output[0].json).toEqual({ success: true, customer_id: TARA });
	});

	const UNVERIFIED: Array<[string, Partial<Switches>]> = [
		['searches as typed', { phoneSearch: 'exact' }],
		['forgives signs', { phoneSearch: 'digits' }],
		['keeps the phone among the custom fields', { phoneAtTopLevel: false }],
		['takes the phone for no field', { builtInFields: false }],
		['takes it for none and shows it there', { builtInFields: false, phoneAtTopLevel: false }],
		['shows few keys', { phoneAtTopLevel: false, customerKeys: 'documented' }],
		['counts nothing', { totalInLists: 'missing' }],
	];
	it.each(UNVERIFIED)('finds the customer where Landbot %s', async (_, switches) => {
		simulator.setSwitches(switches);

		const { error } = await run(by('phone', '+34 600000009'));

		expect(error).toBeUndefined();
		expect(textsTo(TARA)).toEqual(['Hello']);
	});

	it('finds the customer where Landbot keeps the plus', async () => {
		tara().phone = '+34600000009';

		const { error } = await run(by('phone', '0034 600 000 009'));

		expect(error).toBeUndefined();
		expect(searches().map(({ query }) => query.search)).toEqual(['34600000009', '+34600000009']);
		expect(textsTo(TARA)).toEqual(['Hello']);
	});

	it('does not find somebody whose phone only begins with it', async () => {
		const { error } = await run(by('phone', '+34 60000000'));

		expect(error).toMatchObject({ message: 'No customer has the phone 3460000000' });
		expect(sent()).toEqual([]);
	});

	it('does not guess where Landbot shows no phones', async () => {
		simulator.setSwitches({ customerKeys: 'documented', builtInFields: false });

		const { error } = await run(by('phone', '+34 600000009'));

		expect(error).toMatchObject({
			message: 'Landbot does not show the phone of those whom it found for 34600000009',
			description:
				"473500009 Tara Tanaka on channel 2955001. Landbot finds beginnings, so look there who it is, and choose the customer 'By ID'",
		});
		expect(sent()).toEqual([]);
	});
});

describe('an email', () => {
	it.each(['tara.tanaka.9@example.org', ' Tara.Tanaka.9@EXAMPLE.org '])(
		'written as %p finds the customer',
		async (email) => {
			const { output } = await run(by('email', email));

			expect(output[0].json).toEqual({ success: true, customer_id: TARA });
		},
	);

	it('finds the customer whom Landbot has with capitals', async () => {
		tara().email = 'Tara@Example.org';

		const { output } = await run(by('email', 'tara@example.org'));

		expect(output[0].json).toEqual({ success: true, customer_id: TARA });
	});

	it('does not find somebody whose email only begins with it', async () => {
		tara().email = 'tara@example.org.uk';

		const { error } = await run(by('email', 'tara@example.org'));

		expect(error).toMatchObject({
			message: 'No customer has the email tara@example.org',
			description: 'Check the spelling. Landbot knows only people who have given their email',
		});
		expect(sent()).toEqual([]);
	});
});

describe('a person on two channels', () => {
	const twice =
		"473500001 Ana Ruiz on channel 2955001, 473500021 Ana Ruiz on channel 2955002. The same person on two channels is two customers: narrow it with 'Channel', or choose one 'By ID'";

	it.each([
		['phone', '+34 600-00 00 21', '34600000021'],
		['email', 'Ana@example.org', 'ana@example.org'],
	] as const)('is never guessed by %s', async (mode, value, shown) => {
		const { error } = await run(by(mode, value));

		expect(error).toMatchObject({
			message: `2 customers have the ${mode} ${shown}`,
			description: twice,
			context: { itemIndex: 0 },
		});
		expect(sent()).toEqual([]);
	});

	it.each([
		[WEB, ANA],
		[WHATSAPP, ANA_ON_WHATSAPP],
	])('is told apart by channel %i', async (channel, customer) => {
		const { output } = await run(by('phone', '+34600000021', channel));

		expect(output[0].json).toEqual({ success: true, customer_id: customer });
		expect(searches()[0].query).toMatchObject({ channel_id: String(channel) });
	});

	it('says on which channel nobody was found', async () => {
		const { error } = await run(by('phone', '+34600000021', SECOND_WHATSAPP));

		expect(error?.message).toBe('No customer has the phone 34600000021 on channel 2955003');
	});

	it('names ten of many matches', async () => {
		for (const customer of simulator.state.customers.values()) customer.phone = '34600000009';

		const { error } = await run(by('phone', '34600000009'));

		expect(error?.message).toBe('45 customers have the phone 34600000009');
		expect(error?.description).toMatch(/^473500001 .*, 473500010 [^,]* and 35 more\. The same/);
	});
});
