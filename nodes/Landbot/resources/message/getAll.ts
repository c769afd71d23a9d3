import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { limited, whichCustomer } from '../sharedFields';
import { transcript } from './transcript';

/** GET customers/{id}/messages/: the whole conversation at once, in no guaranteed order. */
export const getAll: Operation = {
	name: 'Get Many',
	// not `getAll`: n8n's rules could not tell the forms of Customer > Get Many apart from the others then
	value: 'getConversation',
	action: 'Get many messages of a conversation',
	description: 'Get the conversation with a customer, the oldest message first',
	endpoint: endpoints.listMessages,
	output: transcript,
	fields: [
		...whichCustomer,
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			default: 'messages',
			description: 'What the conversation becomes',
			options: [
				{
					name: 'One Item per Message',
					value: 'messages',
				},
				{
					name: 'One Text',
					value: 'text',
					description:
						'All messages as one text with a line for each, as a language model reads it',
				},
			],
		},
		...limited.map((field) =>
			field.name === 'limit' ? { ...field, hint: 'The latest messages are returned' } : field,
		),
	],
};
