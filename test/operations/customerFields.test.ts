import type { IDataObject } from 'n8n-workflow';
import { byId, withLandbot } from '../support/landbot';
import { TARA } from '../support/people';
import { refusal } from '../support/versions';

const { simulator, run } = withLandbot();

const field = (more: IDataObject, operation = 'update') =>
	({
		resource: 'customerField',
		operation,
		customer: byId(TARA),
		fieldName: 'plan',
		...more,
	}) as IDataObject;

const sent = () => simulator.log.map(({ body }) => body);

/** By type: the input of the form, and what arrives for what is in it. The tests run in New York. */
const VALUES: Array<[string, string, unknown, unknown]> = [
	['string', 'value', 'pro', 'pro'],
	['string', 'value', '={{ "" }}', ''],
	['string', 'value', ' a, "b"\n😀 ', ' a, "b"\n😀 '],
	['string', 'value', '={{ 0 }}', '0'],
	['string', 'value', '={{ false }}', 'false'],
	['string', 'value', '={{ ["a", 1] }}', '["a",1]'],
	['integer', 'value', 0, 0],
	['integer', 'value', -7, -7],
	['integer', 'value', '={{ "42" }}', 42],
	['integer', 'value', '={{ " 3.0 " }}', 3],
	['float', 'value', 0, 0],
	['float', 'value', 4.5, 4.5],
	['float', 'value', '={{ "-0.25" }}', -0.25],
	['boolean', 'value', false, false],
	['boolean', 'value', true, true],
	['boolean', 'value', '={{ "False" }}', false],
	['boolean', 'value', '={{ "no" }}', false],
	['boolean', 'value', '={{ 1 }}', true],
	['integer', 'value', '={{ "3\u200b" }}', 3],
	['date', 'value', '={{ new Date("2026-01-31T00:00:00Z") }}', '2026-01-31'],
	['date', 'value', '2026-01-31T00:00:00+00', '2026-01-31'],
	['date', 'value', '2026-01-31 00:00:00+00', '2026-01-31'],
	['date', 'value', '2026-01-31T00:00:00+01:00', '2026-01-31'],
	['date', 'value', '2026-01-31 00:00:00 UTC', '2026-01-31'],
	['date', 'value', '={{ DateTime.utc(2026, 1, 31) }}', '2026-01-31'],
	['date', 'value', '2026-01-31', '2026-01-31'],
	['date', 'value', '2026-01-31T00:00:00', '2026-01-31'],
	['date', 'value', '2026-01-31T02:30:00Z', '2026-01-30'],
	['date', 'value', '={{ DateTime.fromISO("2026-01-31T12:00:00") }}', '2026-01-31'],
	['date', 'value', '={{ new Date("2026-01-31T12:00:00Z") }}', '2026-01-31'],
	['datetime', 'value', '2026-01-31T15:30:00', '2026-01-31T20:30:00Z'],
	['datetime', 'value', '2026-01-31 15:30:00', '2026-01-31T20:30:00Z'],
	['datetime', 'value', '2026-01-31T15:30:00+01:00', '2026-01-31T14:30:00Z'],
	['datetime', 'value', '2026-01-31T14:30:00.000Z', '2026-01-31T14:30:00Z'],
	['datetime', 'value', '2026-01-31', '2026-01-31T05:00:00Z'],
	[
		'datetime',
		'value',
		'={{ DateTime.fromISO("2026-01-31T15:30:00+01:00") }}',
		'2026-01-31T14:30:00Z',
	],
	['datetime', 'value', '={{ new Date("2026-01-31T14:30:00Z") }}', '2026-01-31T14:30:00Z'],
	['object', 'value', '{"size": "M"}', { size: 'M' }],
	['object', 'value', '[1, {"a": null}]', [1, { a: null }]],
	['object', 'value', '={{ ({ size: 0 }) }}', { size: 0 }],
	['object', 'value', '={{ [] }}', []],
];

it.each(VALUES)('sends a %s from %s: %j', async (type, input, given, arrives) => {
	const { error, output } = await run(field({ type, [input]: given as string }));

	expect(error).toBeUndefined();
	expect(sent()).toEqual([{ type, value: arrives }]);
	expect(output[0].json).toMatchObject({ name: 'plan', type, value: arrives });
});

it('sends what $now gives as it is', async () => {
	await run(field({ type: 'datetime', value: '={{ $now }}' }));

	const { value } = sent()[0] as { value: string };
	expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	expect(Math.abs(Date.parse(value) - Date.now())).toBeLessThan(60_000);
});

it.each(['create', 'update'])('takes the same values for %s', async (operation) => {
	const { output } = await run(field({ type: 'boolean', value: false }, operation));

	expect(sent()).toEqual([{ type: 'boolean', value: false }]);
	expect(output[0].json).toEqual({
		customer_id: TARA,
		name: 'plan',
		type: 'boolean',
		value: false,
		extra: {},
	});
});

/** What fits no type, and what the person is told about it. */
const MISFITS: Array<[string, string, unknown, string, string]> = [
	['integer', 'value', '={{ "" }}', '', 'a whole number of at most 15 digits, such as 3'],
	['integer', 'value', 3.5, '3.5', 'a whole number of at most 15 digits, such as 3'],
	['integer', 'value', '={{ true }}', 'true', 'a whole number of at most 15 digits'],
	[
		'integer',
		'value',
		'={{ "12345678901234567890" }}',
		'12345678901234567890',
		'a whole number of at most 15 digits',
	],
	['float', 'value', '={{ "3,5" }}', '3,5', 'a number, such as 3.5'],
	['float', 'value', '={{ Infinity }}', 'Infinity', 'a number, such as 3.5'],
	['boolean', 'value', '={{ "perhaps" }}', 'perhaps', 'true or false'],
	['boolean', 'value', '={{ 2 }}', '2', 'true or false'],
	['integer', 'value', '={{ "1.000" }}', '1.000', 'a whole number'],
	['integer', 'value', '={{ "1,000" }}', '1,000', 'a whole number'],
	['integer', 'value', '={{ "1e3" }}', '1e3', 'a whole number'],
	['integer', 'value', '={{ "0x10" }}', '0x10', 'a whole number'],
	['float', 'value', '={{ "1e3" }}', '1e3', 'a number'],
	['float', 'value', '={{ NaN }}', 'NaN', 'a number'],
	['float', 'value', '={{ "12345678901234567890" }}', '12345678901234567890', 'a number'],
	['string', 'value', '={{ NaN }}', 'NaN', 'text'],
	['date', 'value', '={{ "" }}', '', 'a date, such as 2026-01-31'],
	['date', 'value', '31/01/2026', '31/01/2026', 'a date, such as 2026-01-31'],
	['date', 'value', '2026-02-31', '2026-02-31', 'a date, such as 2026-01-31'],
	['date', 'value', '={{ "Plan 3" }}', 'Plan 3', 'a date, such as 2026-01-31'],
	['date', 'value', '={{ 5 }}', '5', 'a date, such as 2026-01-31'],
	['datetime', 'value', 'tomorrow', 'tomorrow', 'a date with a time, such as'],
	['datetime', 'value', '2026-01-31T25:00:00', '2026-01-31T25:00:00', 'a date with a time'],
	['object', 'value', '={{ "{size}" }}', '{size}', 'JSON, such as {"size": "M"}'],
	['object', 'value', '={{ 5 }}', '5', 'JSON, such as {"size": "M"}'],
];

it.each(MISFITS)('refuses for %s in %s: %j', async (type, input, given, shown, takes) => {
	const { error } = await run(field({ type, [input]: given as string }));

	expect(error).toMatchObject({
		message: `The value '${shown}' does not fit the type of the field 'plan'`,
		context: { itemIndex: 0 },
	});
	expect(error?.description).toContain(`The field takes ${takes}`);
	expect(error?.description).toContain(". Change the value, or choose another 'Type'");
	expect(simulator.log).toEqual([]);
});

it.each([
	['string', 'value', '={{ $json.missing }}'],
	['string', 'value', '={{ null }}'],
	['integer', 'value', '={{ $json.missing }}'],
	['date', 'value', '={{ $json.missing }}'],
])('does not empty a field of type %s when the data is not there', async (type, input, given) => {
	const { error } = await run(field({ type, [input]: given as string }));

	expect(error?.message).toBe("There is no value for the field 'plan'");
	expect(error?.description).toContain("Check the expression in 'Value' for this item");
	expect(simulator.log).toEqual([]);
});

it('refuses a type that Landbot does not have', async () => {
	const { error } = await run(field({ type: 'list', value: 'x' }));

	expect(error).toMatchObject({
		message: "'list' is no type of a field",
		description: 'Choose one of boolean, date, datetime, float, integer, object, string',
	});
	expect(simulator.log).toEqual([]);
});

it.each([
	['Plan Type', "such as 'plan_type'"],
	['Año', "such as 'ano'"],
	['  Straße-2 ', "such as 'stra_e_2'"],
	['@plan', "such as 'plan'"],
	['a/../b', "such as 'a_b'"],
])('does not accept %p as a name, and suggests another', async (name, suggestion) => {
	const { error } = await run(field({ fieldName: name, type: 'string', value: 'x' }));

	expect(error).toMatchObject({
		message: `'${name.trim()}' cannot be the name of a field`,
		description: `Landbot allows lower-case letters, digits and underscores, ${suggestion}`,
	});
	expect(simulator.log).toEqual([]);
});

it.each(['😀', '名前', '---'])('does not accept %p as a name, and has no other', async (name) => {
	const { error } = await run(field({ fieldName: name, type: 'string', value: 'x' }));

	expect(error).toMatchObject({
		message: `'${name}' cannot be the name of a field`,
		description: 'Landbot allows lower-case letters, digits and underscores',
	});
	expect(simulator.log).toEqual([]);
});

it.each([
	['string', {}],
	['string', { textValue: 'pro' }],
	['integer', { numberValue: 3 }],
	['boolean', { booleanValue: true }],
	['boolean', {}],
])('writes no %s that nobody has given, such as by another name: %j', async (type, given) => {
	await expect(run(field({ type, ...given }))).rejects.toThrow(
		refusal('Parameter "Value" is required.'),
	);
	expect(simulator.log).toEqual([]);
});

it('gives the name of a field as the text that it is, also one of digits', async () => {
	simulator.addFault({ method: 'DELETE', status: 200, body: { success: true } });
	const { output } = await run(field({ fieldName: '007' }, 'delete'));
	expect(output[0].json).toMatchObject({ deleted: true, customer_id: TARA, field_name: '007' });
});
