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

/** Every operation's fields, each shown only for its own resource and operation. */
export const fieldsOf = (resource: string, operations: Operation[]): INodeProperties[] =>
	operations.flatMap(({ option, fields }) =>
		updateDisplayOptions({ show: { resource: [resource], operation: [option.value] } }, fields),
	);
