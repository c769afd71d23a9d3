import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/block/. */
export const block: Operation = {
	name: 'Block',
	value: 'block',
	action: 'Block a customer from writing',
	description:
		'Stop the customer from writing, and you from writing to them, until you unblock them',
	endpoint: endpoints.blockCustomer,
	fields: whichCustomer,
};
