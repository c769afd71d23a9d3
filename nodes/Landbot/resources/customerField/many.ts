import type { IDataObject, IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';
import { rowsOf, unwrap } from '../../api/response';
import type { Client, ItemClient } from '../../execution/itemClient';
import { LandbotFailure, mayHaveArrived } from '../../api/errors/apiError';
import { jsonAdvice, parseJson, quoted, shown, unusable } from '../../parameters/read';
import { checked } from '../../parameters/pathParameters';
import { fieldName, type as typeField } from './fields';
import { typedValue, typeOf, type FieldType, type TypedValue } from './value';

/** A field with its name. */
export interface NamedValue {
	name: string;
	field: TypedValue;
}

/** A JSON object, as an expression or a person gives it. */
function objectOf(context: IExecutePaginationFunctions): IDataObject {
	const given = context.getNodeParameter('fieldsJson', {});
	const value = parseJson(given);
	if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
		return value as IDataObject;
	}
	throw unusable(
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
export function fieldsOf(context: IExecutePaginationFunctions): NamedValue[] {
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
		throw unusable(
			context,
			'There is no field to set',
			"Add a row to 'Fields', or give them as JSON",
		);
	}
	const names = new Set<string>();
	return rows.map(({ name: given, type, value }) => {
		const name = checked(context, 'fieldName', given);
		if (names.has(name)) {
			throw unusable(
				context,
				`There are two values for the field '${shown(name)}'`,
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
	client: Client,
	path: string,
	body: TypedValue,
	isNew: boolean,
): Promise<unknown> {
	const put = async () => await client.ask({ method: 'PUT', path, body }, unwrap);
	return await put().catch(async (error) => {
		const { status } = error instanceof LandbotFailure ? error.failure : {};
		if (status !== 404 && !(status === 422 && isNew)) return await Promise.reject(error);
		return await client.ask({ method: 'POST', path, body }, unwrap).catch(async (second) => {
			const unclear =
				second instanceof LandbotFailure && mayHaveArrived(second.asked, second.failure);
			return unclear ? await put() : await Promise.reject(second);
		});
	});
}

/**
 * Sets the fields of an item one after another, and tells the new ones from those that the customer had. What `client.ask` throws says
 * which were set before.
 */
export async function setFields(
	client: ItemClient,
	customerId: unknown,
	fields: NamedValue[],
): Promise<{ created: string[]; updated: string[] }> {
	const customer = `/customers/${customerId}/`;
	// Once for all tries of Retry On Fail: what a former one has created is still new.
	const had = await client.once(`fields ${client.item}`, async () => {
		const [{ custom_fields: known }] = await client.ask({ method: 'GET', path: customer }, rowsOf);
		return Object.keys(known ?? {});
	});
	const names = fields.map(({ name }) => name);
	for (const [index, { name, field }] of fields.entries()) {
		await set(client, `${customer}fields/${name}/`, field, !had.includes(name)).catch(
			async (error) => {
				if (error instanceof LandbotFailure && names.length > 1) {
					error.partly = [
						index > 0 && `Set before that: ${quoted(names.slice(0, index))}`,
						`Not set: ${quoted(names.slice(index))}`,
					]
						.filter(Boolean)
						.join('. ');
				}
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
					typeField,
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
