import type { INodeProperties } from 'n8n-workflow';
import type { Behaviour } from '../../transport/behaviour';
import { typedValue, type FieldType, type TypedValue } from './value';

export const fieldName: INodeProperties = {
	displayName: 'Field Name',
	name: 'fieldName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. plan_type',
	description:
		'Lower-case letters, digits and underscores, as the variable is called in the bot without @',
};

export const type: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: 'string',
	description: 'What kind of value the field holds',
	options: [
		{ name: 'Boolean', value: 'boolean' },
		{ name: 'Date', value: 'date' },
		{ name: 'Date and Time', value: 'datetime' },
		{ name: 'Decimal Number', value: 'float' },
		{ name: 'JSON', value: 'object' },
		{ name: 'Text', value: 'string' },
		{ name: 'Whole Number', value: 'integer' },
	],
};

/** The input for the values of these types. */
const valueFor = (types: FieldType[], field: Partial<INodeProperties>): INodeProperties => ({
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	description: 'What the field holds from now on',
	displayOptions: { show: { type: types } },
	...field,
});

/** Which input of the form has the value of a type. */
const INPUTS: Record<FieldType, string> = {
	boolean: 'booleanValue',
	date: 'dateValue',
	datetime: 'dateValue',
	float: 'numberValue',
	integer: 'numberValue',
	object: 'jsonValue',
	string: 'textValue',
};

/** Name, type and value of one field. */
export const oneField: INodeProperties[] = [
	fieldName,
	// The form follows the type, so it is chosen, not calculated.
	{ ...type, noDataExpression: true },
	valueFor(['string'], { name: 'textValue', placeholder: 'e.g. pro' }),
	valueFor(['integer', 'float'], { name: 'numberValue', type: 'number', default: 0 }),
	valueFor(['boolean'], {
		name: 'booleanValue',
		type: 'boolean',
		default: false,
		description: 'Whether the field is true from now on, or false',
	}),
	valueFor(['date', 'datetime'], {
		name: 'dateValue',
		type: 'dateTime',
		description:
			"A date as ISO 8601. Landbot gets 'Date' as 2026-01-31, and 'Date and Time' in UTC as 2026-01-31T14:30:00Z",
	}),
	valueFor(['object'], { name: 'jsonValue', type: 'json', default: '{}' }),
];

/** Turns what the form of one field gives into what Landbot takes. */
export const withTypedValue: Behaviour<TypedValue> = {
	prepare(context) {
		const [name, type] = ['fieldName', 'type'].map((key) => context.getNodeParameter(key, ''));
		const value = context.getNodeParameter(INPUTS[type as FieldType] ?? '', null);
		return typedValue(context, String(name), type as FieldType, value);
	},
};
