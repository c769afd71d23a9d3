import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../operation';
import { get } from './get';
import { getAll } from './getAll';

const operations = [get, getAll];

export const channelProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['channel'] } },
		options: operations.map(({ option }) => option),
		default: 'getAll',
	},
	...fieldsOf('channel', operations),
];
