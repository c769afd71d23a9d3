import type { Resource } from '../operation';
import { create } from './create';
import { deleteHook } from './deleteHook';
import { get } from './get';
import { getAll } from './getAll';

const operations = [create, deleteHook, get, getAll];

export const messageHookResource: Resource = {
	dropdown: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['messageHook'] } },
		options: operations.map(({ option }) => option),
		default: 'getAll',
	},
	operations,
};
