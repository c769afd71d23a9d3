import type { IDataObject } from 'n8n-workflow';
import { byId, locator, sendTemplate, withLandbot } from './landbot';

const LENA = 473500026;
const ORDER_SHIPPED = 12170;
const INVOICE = 12172;

const { simulator, run } = withLandbot();

const template = (id: unknown, values: unknown, more: IDataObject = {}) =>
	sendTemplate(LENA, id, { valuesFrom: 'list', valueList: values as string, ...more });

const sent = () => simulator.log.filter(({ method }) => method === 'POST');
const lists = () => simulator.log.filter(({ path }) => path.endsWith('/templates/'));

describe("Landbot's list of templates", () => {
	it('is asked once for all items, and once for each channel', async () => {
		const channels = [2955002, 2955002, 2955003, 2955002, 2955003].map((channel) => ({ channel }));

		await run(
			template(ORDER_SHIPPED, ['a', 'b'], { channel: byId('={{ $json.channel }}') }),
			channels,
		);

		expect(lists().map(({ query }) => query)).toEqual([
			{ channel_id: '2955002' },
			{ channel_id: '2955003' },
		]);
		expect(sent()).toHaveLength(5);
	});

	it.each([403, 500])('is not needed: %i sends all the same', async (status) => {
		simulator.addFault({ path: 'templates/$', status, body: { detail: 'No.' } });

		const { output } = await run(template(ORDER_SHIPPED, ['Ana', 'A-1']));

		expect(output[0].json).toEqual({ success: true, customer_id: LENA });
	});

	it('decides nothing about a template that it does not have', async () => {
		const { error } = await run(template(99999, ['Ana']));

		expect(sent()).toHaveLength(1);
		expect(error).toMatchObject({
			message: `Landbot does not accept the template as it was sent for customer ${LENA}`,
			httpCode: '422',
		});
		expect(error?.description).toContain('Landbot says: template_id: The template does not exist');
	});

	it('lets nobody send an empty value, even where it does not have the template', async () => {
		const { error } = await run(template(99999, ['Ana', '']));

		expect(error?.message).toBe('The value for {{2}} of the template 99999 is empty');
		expect(sent()).toEqual([]);
	});

	const ROW = { id: INVOICE, name: 'invoice', text: 'Hi {{1}}, {{2}}' };
	const lenient: Array<[string, IDataObject[], unknown[]]> = [
		['counts the header, too', [{ ...ROW, params_number: 3 }], ['a', 'b', 'c']],
		['counts another number', [{ ...ROW, params_number: 3 }], ['a', 'b']],
		['has no count', [ROW], ['a', 'b']],
		['has no text', [{ id: INVOICE, params_number: 1 }], ['a']],
		['has neither', [{ id: INVOICE }], ['a', 'b', 'c']],
		['has a word for the state that nobody knows', [{ ...ROW, status: 'ok' }], ['a', 'b']],
		[
			'has another language that is not approved',
			[
				{ ...ROW, language: 'en', status: 'APPROVED' },
				{ ...ROW, language: 'es', status: 'PENDING' },
			],
			['a', 'b'],
		],
		['names languages as objects', [{ ...ROW, languages: [{ code: 'en' }] }], ['a', 'b']],
		['names no languages', [{ ...ROW, languages: [], translations: [] }], ['a', 'b']],
	];
	it.each(lenient)('does not stand in the way when it %s', async (_, templates, values) => {
		simulator.addFault({ path: 'templates/$', status: 200, body: { success: true, templates } });
		simulator.addFault({ method: 'POST', status: 200, body: { success: true } });

		const { error } = await run(template(INVOICE, values));

		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(1);
	});

	it.each(['pending', 'REJECTED', 'paused', 'not approved', 'inactive'])(
		'stops a template that is %s',
		async (status) => {
			const templates = [{ ...ROW, status }];
			simulator.addFault({ path: 'templates/$', status: 200, body: { success: true, templates } });

			const { error } = await run(template(INVOICE, ['a', 'b']));

			expect(error?.message).toBe("The template 'invoice' is not approved");
			expect(sent()).toEqual([]);
		},
	);
});

describe('a customer whom a template cannot reach', () => {
	it('is explained with the opt-in', async () => {
		const { error } = await run(template(ORDER_SHIPPED, ['a', 'b'], { customer: byId(473500023) }));

		expect(error).toMatchObject({
			message: 'WhatsApp does not take this template at the moment for customer 473500023',
			httpCode: '412',
		});
		expect(error?.description).toMatch(
			/^Landbot says: customer_id: The customer has not opted in\. Usual causes: the customer has not opted in;/,
		);
	});

	it('may be looked up by phone on the channel of the template', async () => {
		const { output } = await run(
			template(ORDER_SHIPPED, ['a', 'b'], {
				customer: locator('phone', '+34 600 000 021'),
				channel: byId(2955002),
			}),
		);

		expect(output[0].json).toEqual({ success: true, customer_id: 473500021 });
	});
});
