import type { Resource } from '../operation';
import { create } from './create';
import { deleteField } from './deleteField';
import { get } from './get';
import { setMany } from './setMany';
import { update } from './update';

const operations = [create, deleteField, get, setMany, update];

export const customerFieldResource: Resource = {
	dropdown: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customerField'] } },
		options: operations.map(({ option }) => option),
		default: 'setMany',
	},
	operations,
};
