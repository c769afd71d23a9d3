import type { IDataObject } from 'n8n-workflow';
import { searchList } from '../support/n8n';
import { byId, locator, withLandbot } from '../support/landbot';
import { TARA, UMAR } from '../support/people';

const { simulator, account, run } = withLandbot();

const textTo = (customer: IDataObject) => ({
	resource: 'message',
	operation: 'sendText',
	customer,
	text: '={{ $json.text ?? "Hello" }}',
});
/** What an expression gives is not checked in the form. */
const byIdOf = (id: unknown) => textTo(byId(`={{ ${JSON.stringify(id)} }}`));
const byPhone = (phone: string) => textTo(locator('phone', phone));
const give = (customer: number, phone: string) => {
	simulator.state.customers.get(customer)!.phone = phone;
};
const searches = () => simulator.log.filter(({ method }) => method === 'GET');
const sent = () => simulator.log.filter(({ method }) => method !== 'GET');

/** One mobile number in the form of people, and in the other that WhatsApp or a sheet has. */
const FORMS = [
	['Mexico', '+52 55 1234 5678', '5215512345678'],
	['Mexico, with the old 1', '+52 1 55 1234 5678', '525512345678'],
	['Brazil, with the ninth digit', '+55 (11) 98765-4321', '551187654321'],
	['Brazil, without it', '+55 11 8765 4321', '5511987654321'],
	['Argentina', '+54 11 2345-6789', '5491123456789'],
	['Argentina, with the 9', '+54 9 11 2345 6789', '541123456789'],
];

describe('a mobile number that has two forms', () => {
	it.each(FORMS)('of %s finds the customer under the other', async (_, phone, other) => {
		give(TARA, other);

		const { output } = await run(byPhone(phone));

		expect(output[0].json).toEqual({ success: true, customer_id: TARA });
		expect(searches()).toHaveLength(2);
	});

	it.each(FORMS)(
		'of %s finds the customer where Landbot keeps the plus',
		async (_, phone, other) => {
			give(TARA, `+${other}`);

			const { output } = await run(byPhone(phone));

			expect(output[0].json).toEqual({ success: true, customer_id: TARA });
		},
	);

	it.each(FORMS)('of %s names both customers when there are two', async (_, phone, other) => {
		give(TARA, phone.replace(/\D/g, ''));
		give(UMAR, other);

		const { error } = await run(byPhone(phone));

		expect(error?.message).toMatch(/^2 customers have the phone \d+ or \d+$/);
		for (const name of ['473500009 Tara Tanaka', '473500010 Umar Urban']) {
			expect(error?.description).toContain(name);
		}
		expect(error?.description).toMatch(/\. Choose one 'By ID'$/);
		expect(sent()).toEqual([]);
	});

	it.each(FORMS)('of %s is said in both forms when nobody has it', async (_, phone) => {
		const { error } = await run(byPhone(phone));

		expect(error?.message).toMatch(/^No customer has the phone \d+ or \d+$/);
		expect(error?.description).toBe('Landbot knows only people who have written or were imported');
	});

	it('does not find somebody whose phone only begins with the other form', async () => {
		give(TARA, '52155123456789');

		expect((await run(byPhone('+52 55 1234 5678'))).error?.message).toContain('No customer');
	});

	it('is one person: looked up once, with the messages in order', async () => {
		give(TARA, '5215512345678');
		simulator.addFault({ path: 'customers/$', kind: 'slow', delayMs: 60, times: 1 });
		const phones = ['+52 55 1234 5678', '+52 1 55 1234 5678', '5215512345678'];
		const items = phones.map((phone, index) => ({ phone, text: `Text ${index}` }));

		await run(byPhone('={{ $json.phone }}'), items);

		expect(searches()).toHaveLength(2);
		expect(simulator.messagesOf(TARA).map(({ data }) => data.body)).toEqual([
			'Text 0',
			'Text 1',
			'Text 2',
		]);
	});

	it.each([
		['a landline of Brazil', '+55 11 3765 4321'],
		['a number of another country', '+34 600 000 009'],
		['a number of another length', '+52 55 1234 567'],
	])('is not made of %s', async (_, phone) => {
		simulator.setSwitches({ phoneSearch: 'exact' });
		await run(byPhone(phone));

		const digits = phone.replace(/\D/g, '');
		expect(searches().every(({ query }) => String(query.search).endsWith(digits))).toBe(true);
	});
});

describe('the list of customers', () => {
	const found = async (filter: string) =>
		(await searchList(account(), 'searchCustomers', filter)).results.map(({ value }) => value);

	it.each(FORMS)('finds %s in both forms', async (_, phone, other) => {
		give(TARA, phone.replace(/\D/g, ''));
		give(UMAR, other);

		expect((await found(phone)).sort()).toEqual([TARA, UMAR]);
	});

	it.each([
		'0034 600 000 009',
		'011 34 600 000 009',
		'+34 (0) 600 000 009',
		'34600000009@c.us',
		'whatsapp:+34600000009',
		'34600000009.0',
		'\u200e+34\u00a0600\u2011000\u2011009',
	])('finds %p', async (filter) => {
		expect(await found(filter)).toEqual([TARA]);
	});

	it('finds the beginning of a phone', async () => {
		give(TARA, '5215512345678');

		expect(await found('+52')).toEqual([TARA]);
		expect(await found('0052 1 55')).toEqual([TARA]);
	});

	it('does not offer another person for a decimal number', async () => {
		give(TARA, '346000000095');

		expect(await found('34600000009.5')).toEqual([]);
	});

	it('finds who has left a phone without its country code', async () => {
		give(TARA, '0600000009');

		expect(await found('0600 000')).toEqual([TARA]);
	});
});

describe('a phone given as ID', () => {
	it.each(['+34 600 000 009', '34 600 000 009', '34600000009@c.us', 'tel:+34-600-000-009'])(
		'such as %p is told from an ID',
		async (id) => {
			const { error } = await run(byIdOf(id));

			expect(error).toMatchObject({
				message: `'${id}' is not the ID of a customer`,
				description: "To find the customer by it, choose 'By Phone' in 'Customer'",
			});
			expect(simulator.log).toEqual([]);
		},
	);

	it('is told from an email, too', async () => {
		const { error } = await run(byIdOf('ana@example.org'));

		expect(error?.description).toBe("To find the customer by it, choose 'By Email' in 'Customer'");
	});

	it.each([34600000009, '5215512345678', '346000000091234'])(
		'of digits only, such as %p, is explained where Landbot does not know it',
		async (id) => {
			const { error } = await run(byIdOf(id));

			expect(error).toMatchObject({
				message: `Landbot does not know customer ${id}`,
				description: expect.stringContaining(
					"This is probably a phone: then choose 'By Phone' in 'Customer'",
				) as string,
			});
			expect(error?.description).not.toContain('ID is right');
		},
	);

	it('is explained for every operation', async () => {
		const form = { resource: 'customerField', operation: 'get', fieldName: 'plan' };
		const { error } = await run({ ...form, customer: byId('34600000009') });

		expect(error?.description).toContain("choose 'By Phone'");
	});

	it('with as many digits as an ID is a hint only', async () => {
		const { error } = await run(byIdOf('600000009'));

		expect(error?.description).toContain('Check that the ID is right');
		expect(error?.description).toContain("If it is a phone, choose 'By Phone'");
	});
});

describe('a phone and an email', () => {
	it('in place of each other are told apart', async () => {
		const phone = await run(textTo(locator('email', '+34 600 000 009')));
		const email = await run(byPhone('ana@example.org'));

		expect(phone.error).toMatchObject({
			message: "'+34 600 000 009' is not an email",
			description: "It is a phone: choose 'By Phone' in 'Customer'",
		});
		expect(email.error).toMatchObject({
			message: "'ana@example.org' is not a phone number",
			description: "It is an email: choose 'By Email' in 'Customer'",
		});
		expect(simulator.log).toEqual([]);
	});
});

describe('nobody has the phone', () => {
	it('is not laid on the country code where there is one', async () => {
		const { error } = await run(byPhone('+44 7700 900123'));

		expect(error?.description).not.toContain('country code');
	});

	it.each(['600 999 999', '55 1234 5678', '473599999'])(
		'%s may lack the country code, or be an ID',
		async (phone) => {
			const { error } = await run(byPhone(phone));

			expect(error?.description).toBe(
				"It is short: add the country code if it lacks one, or choose 'By ID' if it is the ID of a customer. Landbot knows only people who have written or were imported",
			);
		},
	);
});
