import type { IDataObject } from 'n8n-workflow';
import { locator, sendTemplate, withLandbot } from '../../support/landbot';
import { json, list, templatesSent } from '../../support/templates';
import type { Switches } from '../../../simulator/index.ts';
import { INVOICE, ORDER_SHIPPED, WELCOME, WIM } from '../../support/people';

const { simulator, run } = withLandbot();

const template = (id: unknown, more: IDataObject, language: unknown = 'en') =>
	sendTemplate(WIM, id, { language: locator('code', language), ...more });
/** The inputs that the form has made, with what is in them. */
const inputs = (value: IDataObject | null): IDataObject => ({
	templateValues: {
		mappingMode: 'defineBelow',
		value,
		schema: ['preview', '1', '2'].map((id) => ({
			id,
			displayName: id,
			type: 'string',
			required: id !== 'preview',
			defaultMatch: false,
			display: true,
		})),
	},
});
const { sent, paramsSent } = templatesSent(simulator);
const textsTo = (customer: number) => simulator.messagesOf(customer).map(({ data }) => data.body);

describe('the values', () => {
	it('go from the inputs of the form to the placeholders', async () => {
		const { output } = await run(
			template(
				ORDER_SHIPPED,
				inputs({ '2': '={{ $json.order }}', preview: 'Hi {{1}}', '1': 'Ana' }),
			),
			[{ order: 1042 }],
		);

		expect(output[0].json).toEqual({ success: true, customer_id: WIM });
		expect(sent()[0].body).toEqual({
			template_id: ORDER_SHIPPED,
			template_language: 'en',
			template_params: { body: { params: ['Ana', '1042'] } },
		});
		expect(textsTo(WIM)).toEqual(['Hi Ana, your order 1042 is on its way.']);
	});

	const ODD = ['a, b; c', 'four    blanks', 'Señor 😀 👩‍👩‍👧', '"quoted" \'so\' \\n', '{{1}} ${x} <b>'];
	it.each(ODD)('arrive as they are: %p', async (value) => {
		await run(template(ORDER_SHIPPED, inputs({ '1': '={{ $json.value }}', '2': value })), [
			{ value },
		]);
		await run(template(ORDER_SHIPPED, list('={{ [$json.value, $json.value] }}')), [{ value }]);
		await run(
			template(ORDER_SHIPPED, json('={{ { body: { params: [$json.value, $json.value] } } }}')),
			[{ value }],
		);

		expect(paramsSent()).toEqual(Array(3).fill({ body: { params: [value, value] } }));
	});

	it.each([
		[0, '0'],
		[3.5, '3.5'],
		[1042, '1042'],
	])('are text for Landbot when they are no text in the data: %p', async (value, text) => {
		await run(template(ORDER_SHIPPED, inputs({ '1': '={{ $json.value }}', '2': 'x' })), [
			{ value },
		]);
		await run(template(ORDER_SHIPPED, list('={{ [$json.value, "x"] }}')), [{ value }]);
		await run(template(ORDER_SHIPPED, json('={{ { body: { params: [$json.value, "x"] } } }}')), [
			{ value },
		]);

		expect(paramsSent()).toEqual(Array(3).fill({ body: { params: [text, 'x'] } }));
	});

	it.each(['["Ana", "A-1001"]', ['Ana', 'A-1001']])(
		'may be a list as text or as an array: %p',
		async (values) => {
			await run(template(ORDER_SHIPPED, list(values)));

			expect(paramsSent()).toEqual([{ body: { params: ['Ana', 'A-1001'] } }]);
		},
	);

	it('may be the whole template_params, with whatever Landbot may add to it', async () => {
		simulator.addFault({ method: 'POST', status: 200, body: '{"success":true}' });
		const params = {
			header: { params: [1] },
			body: { params: ['a', 2] },
			buttons: [null, { params: [3], index: 1 }],
			carousel: [{ card: 1 }],
		};

		await run(template(ORDER_SHIPPED, json(JSON.stringify(params))));

		expect(paramsSent()).toEqual([
			{
				header: { params: ['1'] },
				body: { params: ['a', '2'] },
				buttons: [null, { params: ['3'], index: 1 }],
				carousel: [{ card: 1 }],
			},
		]);
	});

	it('are none for a template without placeholders', async () => {
		await run(template(WELCOME, { templateValues: { mappingMode: 'defineBelow', value: null } }));
		await run(template(WELCOME, list('[]')));
		await run(template(WELCOME, json('{}')));

		expect(paramsSent()).toEqual([{ body: { params: [] } }, { body: { params: [] } }, {}]);
		expect(textsTo(WIM)).toEqual(Array(3).fill('Welcome to our shop!'));
	});
});

describe('the header and the buttons', () => {
	it('carry a file with its name, and a value at its place', async () => {
		await run(
			template(INVOICE, {
				...list(['Ana']),
				header: 'media',
				headerUrl: ' https://example.com/a b.pdf ',
				headerFileName: 'invoice 1.pdf',
				buttons: { button: [{ position: 2, value: 1042 }] },
			}),
		);

		expect(paramsSent()).toEqual([
			{
				header: { url: 'https://example.com/a%20b.pdf', filename: 'invoice 1.pdf' },
				body: { params: ['Ana'] },
				buttons: [null, { params: ['1042'] }],
			},
		]);
		expect(sent()[0].status).toBe(200);
	});

	it('carry values for a text header, and no name for a picture without one', async () => {
		simulator.addFault({ method: 'POST', status: 200, body: '{"success":true}' });
		const values = list(['Ana']);
		await run(template(INVOICE, { ...values, header: 'text', headerValues: ['Sale', 50] }));
		await run(
			template(INVOICE, { ...values, header: 'media', headerUrl: 'https://example.com/a.png' }),
		);

		expect(paramsSent().map(({ header }) => header)).toEqual([
			{ params: ['Sale', '50'] },
			{ url: 'https://example.com/a.png' },
		]);
	});
});

describe('a list of templates that says the language in another place', () => {
	const places: Array<Switches['templateLanguageKey']> = [
		'language',
		'languages',
		'translations',
		'none',
	];
	it.each(places)('%s checks and sends all the same', async (templateLanguageKey) => {
		simulator.setSwitches({ templateLanguageKey });

		const { error } = await run(template(ORDER_SHIPPED, list(['Ana']), 'es_MX'));
		await run(template(ORDER_SHIPPED, list(['Ana', 'A-1']), 'es_MX'));

		expect(error?.message).toMatch(/^The template .* takes 2 values, 1 was given$/);
		expect(textsTo(WIM)).toEqual(['Hola Ana, tu pedido A-1 va en camino.']);
	});
});
