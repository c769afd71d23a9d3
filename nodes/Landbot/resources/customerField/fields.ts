import type { INodeProperties } from 'n8n-workflow';
import { textOf } from '../../api/text';
import type { ItemPlan } from '../../execution/behaviour';
import type { ItemForm } from '../../parameters/read';
import { type FieldType, typedValue } from './value';

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

export const fieldType: INodeProperties = {
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

/**
 * The input for the values of these types. None has a default that could be written by mistake: a value that is missing
 * is refused, by n8n itself.
 */
const valueFor = (types: FieldType[], field: Partial<INodeProperties>): INodeProperties => ({
	displayName: 'Value',
	name: 'value',
	type: 'string',
	required: true,
	default: '',
	description: 'What the field holds from now on',
	displayOptions: { show: { type: types } },
	...field,
});

/** Name, type and value of one field. */
export const oneField: INodeProperties[] = [
	fieldName,
	// The form follows the type, so it is chosen, not calculated.
	{ ...fieldType, noDataExpression: true },
	valueFor(['string'], {
		placeholder: 'e.g. pro',
		hint: 'To empty the field, enter the expression {{ "" }}',
	}),
	valueFor(['integer', 'float'], { placeholder: 'e.g. 3' }),
	valueFor(['boolean'], {
		type: 'options',
		placeholder: 'e.g. True',
		options: [
			{ name: 'False', value: false },
			{ name: 'True', value: true },
		],
	}),
	valueFor(['date', 'datetime'], {
		type: 'dateTime',
		placeholder: 'e.g. 2026-01-31',
		description:
			"A date as ISO 8601. Landbot gets 'Date' as 2026-01-31, and 'Date and Time' in UTC as 2026-01-31T14:30:00Z.",
	}),
	valueFor(['object'], { type: 'json', placeholder: 'e.g. {"size": "M"}' }),
];

/** The body of a request that writes the field of the form. */
export function fieldPlan(form: ItemForm): ItemPlan {
	const [name, type] = ['fieldName', 'type'].map((key) => form.getNodeParameter(key, ''));
	const value = form.getNodeParameter('value', null);
	return { body: typedValue(form, textOf(name), type as FieldType, value) };
}
