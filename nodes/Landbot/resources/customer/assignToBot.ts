import type { Operation } from '../operation';
import { executeItem } from '../../execution/executeItem';
import { whichCustomer } from '../sharedFields';
import { startOf, whichBot } from './bot';

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
				pagination: executeItem({ prepare: startOf }),
			},
		},
	},
	fields: [...whichCustomer, ...whichBot],
};
