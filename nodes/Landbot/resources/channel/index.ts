import type { Resource } from '../operation';
import { get } from './get';
import { getAll } from './getAll';

const operations = [get, getAll];

export const channelResource: Resource = {
	dropdown: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['channel'] } },
		options: operations.map(({ option }) => option),
		default: 'getAll',
	},
	operations,
};
