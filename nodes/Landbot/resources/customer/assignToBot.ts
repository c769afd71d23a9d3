import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../operation';
import { textOf } from '../../transport/form';
import { landbot } from '../../transport/send';
import { whichCustomer } from '../fields';

/** PUT customers/{id}/assign_bot/{bot_id}/: `launch` and `node`, the ID of a block, are optional. */
export const assignToBot: Operation = {
	option: {
		name: 'Assign to Bot',
		value: 'assignToBot',
		action: 'Assign a customer to a bot',
		description: 'Hand the conversation to a bot, from its start or from one of its blocks',
		routing: {
			request: { method: 'PUT', url: '/customers/{customer}/assign_bot/{botId}/' },
			operations: {
				pagination: landbot({
					prepare({ body }) {
						const start = body as IDataObject;
						start.node = textOf(start.node).trim() || undefined;
						start.launch = textOf(start.launch).trim().toLowerCase() !== 'false';
					},
				}),
			},
		},
	},
	fields: [
		...whichCustomer,
		{
			displayName: 'Bot ID',
			name: 'botId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2955001',
			description: 'The number of the bot in Landbot',
			hint: "It is in the address of Landbot's builder when the bot is open",
		},
		{
			displayName: 'Block ID',
			name: 'node',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nkqgn6xkf',
			description: 'The block where the bot begins; at its start when empty',
			hint: "Copy it from the menu of the block in Landbot's builder",
			routing: { send: { type: 'body', property: 'node' } },
		},
		{
			displayName: 'Launch',
			name: 'launch',
			type: 'boolean',
			default: true,
			description:
				'Whether the bot speaks at once. When off, it goes on when the customer writes next.',
			routing: { send: { type: 'body', property: 'launch' } },
		},
	],
};
