import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

/** One entry of an Operation dropdown, with the fields that belong to it. */
export interface Operation {
	option: INodePropertyOptions;
	fields: INodeProperties[];
}

/**
 * The fields of all operations of a resource, each shown only for the operations that have it. A field that several
 * share appears once: n8n evaluates an expression again for every property of the same name, hidden ones included.
 */
export function fieldsOf(resource: string, operations: Operation[]): INodeProperties[] {
	const users = new Map<INodeProperties, Array<string | number | boolean>>();
	for (const { option, fields } of operations) {
		for (const field of fields) users.set(field, [...(users.get(field) ?? []), option.value]);
	}
	return [...users].flatMap(([field, operation]) =>
		updateDisplayOptions({ show: { resource: [resource], operation } }, [field]),
	);
}
