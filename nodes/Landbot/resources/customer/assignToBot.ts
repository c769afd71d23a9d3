import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { startOf, whichBot } from './bot';

/** PUT customers/{id}/assign_bot/{bot_id}/: `launch` and `node`, the ID of a block, are optional. */
export const assignToBot: Operation = {
	name: 'Assign to Bot',
	value: 'assignToBot',
	action: 'Assign a customer to a bot',
	description: 'Hand the conversation to a bot, from its start or from one of its blocks',
	endpoint: endpoints.assignToBot,
	prepare: (form) => ({ body: startOf(form) }),
	fields: [...whichCustomer, ...whichBot],
};
