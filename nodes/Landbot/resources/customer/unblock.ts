import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/unblock/. */
export const unblock: Operation = {
	name: 'Unblock',
	value: 'unblock',
	action: 'Unblock a customer',
	description: 'Let a blocked customer write again',
	endpoint: endpoints.unblockCustomer,
	fields: whichCustomer,
};
