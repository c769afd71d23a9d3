import type { Resource } from '../operation';
import { getAll } from './getAll';
import { sendAndWait } from './sendAndWait';
import { sendImage } from './sendImage';
import { sendLocation } from './sendLocation';
import { sendTemplate } from './sendTemplate';
import { sendText } from './sendText';

const operations = [getAll, sendAndWait, sendImage, sendLocation, sendTemplate, sendText];

export const messageResource: Resource = {
	dropdown: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: operations.map(({ option }) => option),
		default: 'sendText',
	},
	operations,
};
