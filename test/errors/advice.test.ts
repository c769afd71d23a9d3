import type { IDataObject } from 'n8n-workflow';
import { byId, locator, withLandbot } from '../support/landbot';
import { ORDER_SHIPPED, TARA } from '../support/people';

const TO_TARA = { customer: byId(TARA) };

const { simulator, run } = withLandbot();

describe('JSON that is written by hand around the data', () => {
	const TEMPLATE = {
		resource: 'message',
		operation: 'sendTemplate',
		template: byId(ORDER_SHIPPED),
		language: locator('code', 'en'),
		...TO_TARA,
	};
	const FORMS: Array<[string, IDataObject]> = [
		[
			'the values of a template as a list',
			{ ...TEMPLATE, valuesFrom: 'list', valueList: '=["{{ $json.name }}", "A-1001"]' },
		],
		[
			'the params of a template',
			{
				...TEMPLATE,
				valuesFrom: 'json',
				templateParams: '={"body": {"params": ["{{ $json.name }}", "A-1001"]}}',
			},
		],
		[
			'the fields of a customer',
			{
				resource: 'customerField',
				operation: 'setMany',
				input: 'json',
				fieldsJson: '={"name": "{{ $json.name }}"}',
				...TO_TARA,
			},
		],
		[
			'one field of a customer',
			{
				resource: 'customerField',
				operation: 'update',
				fieldName: 'shape',
				type: 'object',
				value: '={"name": "{{ $json.name }}"}',
				...TO_TARA,
			},
		],
		[
			'one of several fields of a customer',
			{
				resource: 'customerField',
				operation: 'setMany',
				input: 'rows',
				fields: {
					field: [{ name: 'shape', type: 'object', value: '=[{"name": "{{ $json.name }}"}]' }],
				},
				...TO_TARA,
			},
		],
	];
	const DATA = ['Ana "La Jefa" Ruiz', 'Ana\nRuiz', 'Ana\r\nRuiz', 'Ana\tRuiz', 'C:\\Ana', '\\'];
	const CASES = FORMS.flatMap(([name, form]) =>
		DATA.map((value): [string, string, IDataObject] => [name, value, form]),
	);
	it.each(CASES)('is named as the cause: %s with %j', async (_, name, form) => {
		const { error } = await run(form, [{ name: 'Ana' }, { name }]);

		expect(error?.context?.itemIndex).toBe(1);
		expect(error?.description).toMatch(
			/A quote, a backslash or a line break in the data breaks JSON that is written by hand: build it in an expression instead, such as \{\{ /,
		);
		expect(simulator.log.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it.each(FORMS.slice(0, 3))('is not blamed for what is no JSON at all: %s', async (_, form) => {
		const key = ['valueList', 'templateParams', 'fieldsJson'].find((name) => name in form) ?? '';

		const { error } = await run({ ...form, [key]: '={{ $json.name }}' }, [{ name: 'Ana' }]);

		expect(error?.description).not.toContain('quote');
	});

	it('is right when an expression builds it as the advice says', async () => {
		const name = 'Ana "La Jefa"\nRuiz';
		const form = { ...FORMS[2][1], fieldsJson: '={{ ({ plan: $json.name }) }}' };

		expect((await run(form, [{ name }])).error).toBeUndefined();
		expect(simulator.log.at(-1)?.body).toMatchObject({ value: name });
	});
});

it.each([
	{ resource: 'message', operation: '__CUSTOM_API_CALL__' },
	{ resource: 'customer', operation: '__CUSTOM_API_CALL__', ...TO_TARA },
	{ resource: '__CUSTOM_API_CALL__', operation: '' },
	{ resource: '__CUSTOM_API_CALL__' },
])("says where a 'Custom API Call' is made: %j", async (parameters) => {
	const { error } = await run(parameters);

	expect(error).toMatchObject({
		message: "'Custom API Call' is a job for the HTTP Request node",
		description:
			"Add an 'HTTP Request' node, choose 'Predefined Credential Type' under 'Authentication' and 'Landbot API' as 'Credential Type': it signs every request with this credential",
		context: { itemIndex: 0 },
	});
	expect(simulator.log).toEqual([]);
});
