import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { LandbotClient } from '../../api/client';
import { endpoints } from '../../api/endpoints';
import type { RequestError } from '../../api/errors/apiError';
import { rowsOf, unwrap } from '../../api/response';
import { object, parseJson } from '../../api/values';
import type { ItemClient } from '../../execution/itemClient';
import { checked } from '../../parameters/pathParameters';
import {
	excerpt,
	invalidParameter,
	type ItemForm,
	jsonAdvice,
	quoted,
} from '../../parameters/read';
import { fieldName, fieldType } from './fields';
import { type FieldType, typedValue, type TypedValue, typeOf } from './value';

/** A field with its name. */
export interface NamedValue {
	name: string;
	field: TypedValue;
}

/** A JSON object, as an expression or a person gives it. */
function objectOf(context: ItemForm): IDataObject {
	const given = context.getNodeParameter('fieldsJson', {});
	const value = parseJson(given);
	if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
		return value as IDataObject;
	}
	throw invalidParameter(
		context,
		"'Fields' is not a JSON object",
		jsonAdvice(
			given,
			'Give the values by the name of the field, such as {"plan": "pro", "visits": 3}',
			'{{ ({ plan: $json.plan, visits: $json.visits }) }}',
		),
	);
}

/**
 * The fields of the form in their order: a list, because an object would bring names of digits to the front. Throws a `NodeOperationError`
 * for the first that cannot be right.
 */
export function customFields(context: ItemForm): NamedValue[] {
	const rows =
		context.getNodeParameter('input') === 'json'
			? Object.entries(objectOf(context)).map(([name, value]) => ({
					name,
					value,
					type: typeOf(value),
				}))
			: (context.getNodeParameter('fields.field', []) as Array<{
					name: string;
					type: FieldType;
					value: unknown;
				}>);
	if (rows.length === 0) {
		throw invalidParameter(
			context,
			'There is no field to set',
			"Add a row to 'Fields', or give them as JSON",
		);
	}
	const names = new Set<string>();
	return rows.map(({ name: given, type, value }) => {
		const name = checked(context, 'fieldName', given);
		if (names.has(name)) {
			throw invalidParameter(
				context,
				`There are two values for the field '${excerpt(name)}'`,
				"Remove one of them from 'Fields'",
			);
		}
		names.add(name);
		return { name, field: typedValue(context, name, type, value) };
	});
}

/**
 * Sets one field. A missing one is created where a PUT does not do so already, which nobody has verified: then it
 * answers 404, or 422. The PUT comes first, and after a POST that may have arrived, because it may be repeated.
 */
async function set(
	client: LandbotClient,
	values: { customer: string; fieldName: string },
	body: TypedValue,
	isNew: boolean,
): Promise<unknown> {
	const request = { values, body };
	const update = async () => await client.call(endpoints.updateField, request, unwrap);
	return await update().catch(async (error: RequestError) => {
		const { status } = error;
		if (status !== 404 && !(status === 422 && isNew)) return await Promise.reject(error);
		return await client
			.call(endpoints.createField, request, unwrap)
			.catch(async (second: RequestError) =>
				second.mayHaveTakenEffect ? await update() : await Promise.reject(second),
			);
	});
}

/**
 * Sets the fields of a customer one after another, and tells the new ones from those that the customer had. What the
 * client throws says which were set before.
 */
export async function setFields(
	client: ItemClient,
	customer: string,
	fields: NamedValue[],
): Promise<{ created: string[]; updated: string[] }> {
	// Once for all tries of Retry On Fail: what a former one has created is still new.
	const had = await client.memoize(`fields ${client.item}`, async () => {
		return await client.call(endpoints.getCustomer, { values: { customer } }, (body) =>
			Object.keys(object(object(rowsOf(body)[0]).custom_fields)),
		);
	});
	const names = fields.map(({ name }) => name);
	for (const [index, { name, field }] of fields.entries()) {
		await set(client, { customer, fieldName: name }, field, !had.includes(name)).catch(
			async (error: RequestError) => {
				if (index > 0) error.done?.push(`Set before that: ${quoted(names.slice(0, index))}`);
				if (names.length > 1) error.done?.push(`Not set: ${quoted(names.slice(index))}`);
				await Promise.reject(error);
			},
		);
	}
	return {
		created: names.filter((name) => !had.includes(name)),
		updated: names.filter((name) => had.includes(name)),
	};
}

/** The inputs for several fields. */
export const manyFields: INodeProperties[] = [
	{
		displayName: 'Input',
		name: 'input',
		type: 'options',
		noDataExpression: true,
		default: 'rows',
		description: 'How the fields are given',
		options: [
			{ name: 'One by One', value: 'rows' },
			{ name: 'As JSON', value: 'json' },
		],
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Field',
		default: { field: [{ name: '', type: 'string', value: '' }] },
		description: 'They are set in this order',
		displayOptions: { show: { input: ['rows'] } },
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{ ...fieldName, name: 'name' },
					fieldType,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. pro',
						description: 'What the field holds from now on',
					},
				],
			},
		],
	},
	{
		displayName: 'Fields',
		name: 'fieldsJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"plan": "pro", "visits": 3, "vip": true}',
		description:
			'Names and values. Text, whole and decimal numbers, booleans, objects and lists keep their type.',
		displayOptions: { show: { input: ['json'] } },
	},
];
