import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../operation';
import { sendText } from './sendText';

const operations = [sendText];

export const messageProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: operations.map(({ option }) => option),
		default: 'sendText',
	},
	...fieldsOf('message', operations),
];
