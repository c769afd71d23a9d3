import type { IDataObject } from 'n8n-workflow';
import { locator, sendTemplate, withLandbot } from '../../support/landbot';
import { ORDER_SHIPPED, WIM } from '../../support/people';
import { json, list, namedTemplates } from '../../support/templates';

const NAMED = { id: ORDER_SHIPPED, name: 'pedido', language: 'es' };
const READS = 'It reads: Hola {{nombre}}, tu pedido {{pedido}}';

const { simulator, run } = withLandbot();

const { listing, sent, paramsSent } = namedTemplates(simulator);
const template = (more: IDataObject) =>
	sendTemplate(WIM, ORDER_SHIPPED, { language: locator('code', 'es'), ...more });

/** Values of a template in the inputs of the form; `schema` names the inputs. */
const inputs = (value: unknown, schema?: string[]): IDataObject => ({
	templateValues: {
		mappingMode: 'defineBelow',
		value,
		...(schema && { schema: schema.map((id) => ({ id, displayName: id, type: 'string' })) }),
	} as IDataObject,
});

describe('values with names', () => {
	const SWAPPED = { pedido: 'A-1', nombre: 'Ana' };
	const shapes: Array<[string, IDataObject]> = [
		['inputs without a schema', inputs(SWAPPED)],
		['inputs that are JSON', inputs(JSON.stringify(SWAPPED))],
		['inputs with the schema of another order', inputs(SWAPPED, ['preview', 'pedido', 'nombre'])],
		['inputs that the schema does not have', inputs(SWAPPED, ['nombre'])],
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
		['inputs', inputs({ 2: 'A-1', 1: 'Ana' })],
		['an object', list({ 2: 'A-1', 1: 'Ana' })],
		['a list', list(['Ana', 'A-1'])],
		['a list in place of the inputs', { templateValues: ['Ana', 'A-1'] as never }],
		['a list as the value of the inputs', inputs(['Ana', 'A-1'])],
	];
	it.each(counted)('go by their places where they are numbers: %s', async (_, more) => {
		listing();

		await run(template(more));

		expect(paramsSent()).toEqual([{ body: { params: ['Ana', 'A-1'] } }]);
	});

	it('are refused with the right ones where one matches nothing', async () => {
		for (const more of [
			inputs({ name: 'Ana', pedido: 'A-1' }),
			inputs({ name: 'Ana', pedido: 'A-1' }, ['name', 'pedido']),
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

		await run(template(inputs({ pedido: 'A-1', nombre: 'Ana' }, ['nombre', 'pedido'])));
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
			inputs('Ana'),
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
