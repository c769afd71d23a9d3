import type { Resource } from '../operation';
import { getAll } from './getAll';

const operations = [getAll];

export const templateResource: Resource = {
	dropdown: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['template'] } },
		options: operations.map(({ option }) => option),
		default: 'getAll',
	},
	operations,
};
