import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { trimmed } from '../api/text';
import { isObject, number } from '../api/values';
import { checked, type PathParameterName } from '../parameters/pathParameters';
import { booleanOf, invalidParameter, type ItemForm, optionalText } from '../parameters/read';

/** A filter of a list: what the form calls it, what Landbot calls it, and how a value is read. */
export interface Filter {
	field: INodeProperties;
	key: string;
	read: (form: ItemForm, value: unknown) => unknown;
}

/** Readers of filters by what they hold. */
export const reads = {
	boolean:
		(label: string): Filter['read'] =>
		(context, value) =>
			booleanOf(context, label, value),
	/** An ID by the rule of the parameter of this name; 0 is what n8n puts into a number that nobody has filled in. */
	id:
		(name: PathParameterName): Filter['read'] =>
		(context, value) =>
			checked(context, name, number(value) === 0 ? '' : value),
	text:
		(label: string): Filter['read'] =>
		(context, value) =>
			trimmed(optionalText(context, label, value) ?? ''),
};

/** The collection of these filters. Landbot's own names for them are understood, too: programs write them. */
export const filterFields = (filters: Filter[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		...filters.map(({ field }) => field),
		...filters
			.filter(({ field, key }) => key !== field.name)
			.map(({ field: { displayName, default: none }, key }) => ({
				displayName,
				name: key,
				type: 'hidden' as const,
				default: none,
			})),
	],
});

/**
 * The query of the filters that a form holds. Throws a `NodeOperationError` for one that is empty: left out, it would find
 * everybody, and the next node might delete them.
 */
export function queryOf(filters: Filter[], form: ItemForm): IDataObject {
	const given = form.getNodeParameter('filters', {}) as IDataObject;
	const query: IDataObject = {};
	for (const { field, key, read } of filters) {
		const name = [field.name, key].find((one) => one in given);
		if (name === undefined) continue;
		const raw = given[name] as unknown;
		const isLocator = isObject(raw) && 'value' in raw;
		const value = read(form, isLocator ? raw.value : raw);
		if (value === '' || value === undefined) {
			throw invalidParameter(
				form,
				`'${field.displayName}' is empty`,
				"Check the expression in it, or remove it from 'Filters': without it everything is found",
			);
		}
		query[key] = value as IDataObject[string];
	}
	return query;
}
