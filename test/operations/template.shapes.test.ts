import type { IDataObject } from 'n8n-workflow';
import { locator, sendTemplate, withLandbot } from '../support/landbot';
import { ORDER_SHIPPED, WIM } from '../support/people';

const NAMED = { id: ORDER_SHIPPED, name: 'pedido', language: 'es' };
const TEXT = 'Hola {{nombre}}, tu pedido {{pedido}}';
const READS = `It reads: ${TEXT}`;

const { simulator, run } = withLandbot();

const sent = () => simulator.log.filter(({ method }) => method === 'POST');
const paramsSent = () =>
	sent().map(({ body }) => (body as { template_params: IDataObject }).template_params);
const template = (more: IDataObject) =>
	sendTemplate(WIM, ORDER_SHIPPED, { language: locator('code', 'es'), ...more });

/** A Landbot whose list has only the named template, unless told; it takes every message. */
function listing(templates: unknown[] = [{ ...NAMED, text: TEXT, params_number: 2 }]): void {
	simulator.addFault({
		path: 'templates/$',
		status: 200,
		body: { success: true, templates },
		times: 9,
	});
	simulator.addFault({ method: 'POST', status: 200, body: { success: true }, times: 9 });
}

const mapper = (value: unknown, schema?: string[]): IDataObject => ({
	templateValues: {
		mappingMode: 'defineBelow',
		value,
		...(schema && { schema: schema.map((id) => ({ id, displayName: id, type: 'string' })) }),
	} as IDataObject,
});
const list = (valueList: unknown): IDataObject => ({
	valuesFrom: 'list',
	valueList: valueList as string,
});
const json = (templateParams: unknown): IDataObject => ({
	valuesFrom: 'json',
	templateParams: templateParams as string,
});

describe('values with names', () => {
	const SWAPPED = { pedido: 'A-1', nombre: 'Ana' };
	const shapes: Array<[string, IDataObject]> = [
		['inputs without a schema', mapper(SWAPPED)],
		['inputs that are JSON', mapper(JSON.stringify(SWAPPED))],
		['inputs with the schema of another order', mapper(SWAPPED, ['preview', 'pedido', 'nombre'])],
		['inputs that the schema does not have', mapper(SWAPPED, ['nombre'])],
		['an object in place of the inputs', { templateValues: SWAPPED }],
		['the same as text', { templateValues: JSON.stringify(SWAPPED) }],
		['an object in place of a list', list(SWAPPED)],
		['the same as text', list(JSON.stringify(SWAPPED))],
		['the same by an expression', list('={{ ({ pedido: "A-1", nombre: "Ana" }) }}')],
		['an object in JSON', json({ body: { params: SWAPPED } })],
		['the same as text', json(JSON.stringify({ body: { params: SWAPPED } }))],
	];
	it.each(shapes)('go to the placeholders of these names: %s', async (_, more) => {
		listing();

		const { error } = await run(template(more));

		expect(error).toBeUndefined();
		expect(paramsSent()).toEqual([{ body: { params: ['Ana', 'A-1'] } }]);
	});

	const counted: Array<[string, IDataObject]> = [
		['inputs', mapper({ 2: 'A-1', 1: 'Ana' })],
		['an object', list({ 2: 'A-1', 1: 'Ana' })],
		['a list', list(['Ana', 'A-1'])],
		['a list in place of the inputs', { templateValues: ['Ana', 'A-1'] as never }],
		['a list as the value of the inputs', mapper(['Ana', 'A-1'])],
	];
	it.each(counted)('go by their places where they are numbers: %s', async (_, more) => {
		listing();

		await run(template(more));

		expect(paramsSent()).toEqual([{ body: { params: ['Ana', 'A-1'] } }]);
	});

	it('are refused with the right ones where one matches nothing', async () => {
		for (const more of [
			mapper({ name: 'Ana', pedido: 'A-1' }),
			mapper({ name: 'Ana', pedido: 'A-1' }, ['name', 'pedido']),
			list({ nombre: 'Ana', name: 'Ana', pedido: 'A-1' }),
			json({ body: { params: { name: 'Ana', order: 'A-1' } } }),
		]) {
			listing();

			const { error } = await run(template(more));

			expect(error).toMatchObject({
				message: "The template has no placeholder 'name'",
				description: `Its placeholders are nombre, pedido. Give one value for each, by these names or as a list in their order. ${READS}`,
			});
			expect(sent()).toEqual([]);
		}
	});

	it('are refused where one is missing', async () => {
		listing();

		const { error } = await run(template(list({ pedido: 'A-1' })));

		expect(error?.message).toBe("The value for {{nombre}} of the template 'pedido' is empty");
		expect(sent()).toEqual([]);
	});

	it('keep the order of the inputs where Landbot lists no placeholders', async () => {
		listing([]);

		await run(template(mapper({ pedido: 'A-1', nombre: 'Ana' }, ['nombre', 'pedido'])));
		const { error } = await run(template(list({ pedido: 'A-1', nombre: 'Ana' })));

		expect(paramsSent()).toEqual([{ body: { params: ['Ana', 'A-1'] } }]);
		expect(error?.message).toBe('Nobody can tell which value belongs to which placeholder');
	});

	it('are too many for a template without placeholders', async () => {
		listing([{ ...NAMED, text: 'Hola' }]);

		const { error } = await run(template(list({ nombre: 'Ana' })));

		expect(error?.message).toBe("The template 'pedido' takes 0 values, 1 was given");
	});
});

describe('what a program has written otherwise', () => {
	const refused: Array<[string, IDataObject, string, string]> = [
		[
			'inputs that are to map themselves',
			{ templateValues: { mappingMode: 'autoMapInputData', value: null } },
			"'Values of the Template' cannot be mapped automatically",
			'defineBelow',
		],
		[
			'inputs that are a word',
			{ templateValues: 'Ana' },
			"'Values of the Template' is not a list",
			'["Ana"',
		],
		[
			'inputs whose values are a word',
			mapper('Ana'),
			"'Values of the Template' is not a list",
			'["Ana"',
		],
		[
			'another way of giving values',
			{ valuesFrom: 'array' },
			"'array' is no entry of 'Values'",
			"'list'",
		],
		[
			'another header',
			{ ...list(['a', 'b']), header: 'document' },
			"'document' is no entry of 'Header'",
			"'media'",
		],
		[
			'a header value that is an object',
			{ ...list(['a', 'b']), header: 'text', headerValues: { 1: 'x' } },
			"'Header Values > 1' is not text",
			'Choose one value',
		],
		[
			'a file name that is a list',
			{
				...list(['a', 'b']),
				header: 'media',
				headerUrl: 'https://example.com/a.pdf',
				headerFileName: '={{ ["a"] }}',
			},
			"'File Name' is not text",
			'Choose one value',
		],
		[
			'a fallback by another name',
			{ operation: 'sendText', text: 'Hi', ifWindowClosed: 'sendTemplate' },
			"'sendTemplate' is no entry of 'If the Window Is Closed'",
			"'template'",
		],
		[
			'JSON with a part by another name',
			json({ button: [] }),
			"'Template Params' has no 'button'",
			"'buttons'",
		],
		[
			'JSON with the parts of the Cloud API',
			json({ components: [] }),
			"'Template Params' has no 'components'",
			"'body'",
		],
		[
			'JSON with values outside of the body',
			json({ params: ['a'] }),
			"'Template Params' has no 'params'",
			"'body'",
		],
		[
			'JSON with parameters',
			json({ body: { parameters: ['a', 'b'] } }),
			"'Template Params > body' has no 'parameters'",
			"'params'",
		],
		[
			'JSON with a link',
			json({ header: { link: 'https://example.com/a.pdf' } }),
			"'Template Params > header' has no 'link'",
			"'url'",
		],
		[
			'JSON with a body that is a list',
			json({ body: ['a', 'b'] }),
			"'Template Params > body' is not an object",
			'params',
		],
		[
			'JSON with values that are a word',
			json({ body: { params: 'a' } }),
			"'Template Params > body > params' is not a list",
			'["Ana"',
		],
		[
			'JSON with a header that is a word',
			json({ header: 'a' }),
			"'Template Params > header' is not an object",
			'params',
		],
		[
			'JSON with header values that are a word',
			json({ header: { params: 'a' } }),
			"'Template Params > header > params' is not a list",
			'params',
		],
		[
			'JSON with buttons that are an object',
			json({ buttons: { 1: 'a' } }),
			"'Template Params > buttons' is not a list",
			'null',
		],
		[
			'JSON with a button that is a word',
			json({ buttons: [null, 'a'] }),
			"'Template Params > buttons > 2' is not an object",
			'params',
		],
		[
			'JSON with an empty address',
			json({ header: { url: '' } }),
			"'Template Params > header > url' is empty",
			'Fill in',
		],
		[
			'JSON with a file name that is none',
			json({ header: { url: 'https://example.com/a.pdf', filename: 'undefined' } }),
			"'Template Params > header > filename' is only 'undefined'",
			'missing',
		],
		['JSON that is a number', json('5'), "'Template Params' is not a JSON object", 'body'],
	];
	it.each(refused)('is refused with the right one: %s', async (_, more, message, advice) => {
		const { error } = await run(template(more));

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(error?.description).toContain(advice);
		expect(simulator.log).toEqual([]);
	});

	it('is understood where it can only mean one thing: null for a part that is not there', async () => {
		listing();

		await run(template(json({ header: null, body: { params: ['Ana', 'A-1'] }, buttons: null })));

		expect(paramsSent()).toEqual([{ body: { params: ['Ana', 'A-1'] } }]);
	});
});

describe('the values of buttons', () => {
	const second = [null, { params: ['A-1'] }];
	const understood: Array<[string, unknown, unknown]> = [
		['rows', { button: [{ position: 2, value: 'A-1' }] }, second],
		[
			'a row without a position, which is the first',
			{ button: [{ value: 'x' }] },
			[{ params: ['x'] }],
		],
		['rows by an expression', '={{ ({ button: [{ position: 2, value: "A-1" }] }) }}', second],
		['values by an expression', { button: [{ position: 2, value: '={{ "A-" + 1 }}' }] }, second],
		['a list of rows', [{ position: 2, value: 'A-1' }], second],
		['a list of rows by an expression', '={{ [{ position: "2", value: "A-1" }] }}', second],
		['a list of rows as text', '[{"position": 2, "value": "A-1"}]', second],
		['a list of values', [null, 'A-1'], second],
		['a list of values by an expression', '={{ [null, "A-1"] }}', second],
		['nothing', {}, undefined],
		['no rows', { button: [] }, undefined],
		['an empty list', [], undefined],
		['null of a program', null, undefined],
	];
	it.each(understood)('are understood as %s', async (_, buttons, params) => {
		listing();

		const { error } = await run(
			template({ ...list(['Ana', 'A-1']), buttons: buttons as IDataObject }),
		);

		expect(error).toBeUndefined();
		expect(paramsSent()).toEqual([
			{ body: { params: ['Ana', 'A-1'] }, ...(params !== undefined && { buttons: params }) },
		]);
	});

	const refused: Array<[string, unknown, string]> = [
		['a word', 'A-1', "'Button Values' is not a list"],
		['a number', '={{ 5 }}', "'Button Values' is not a list"],
		['an expression that gives nothing', '={{ $json.missing }}', "'Button Values' is empty"],
		['an expression that gives null', '={{ null }}', "'Button Values' is empty"],
		[
			'rows by another name',
			{ buttons: [{ position: 2, value: 'x' }] },
			"'Button Values' has no 'buttons'",
		],
		[
			'a position by another name',
			{ button: [{ index: 2, value: 'x' }] },
			"'Button Values > 1' has no 'index'",
		],
		["the API's own shape", [null, { params: ['x'] }], "'Button Values > 2' has no 'params'"],
		['an empty value', ['x', ''], "'Button Values > 2' is empty"],
	];
	it.each(refused)('are refused as %s', async (_, buttons, message) => {
		const { error } = await run(
			template({ ...list(['Ana', 'A-1']), buttons: buttons as IDataObject }),
		);

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(simulator.log).toEqual([]);
	});
});
