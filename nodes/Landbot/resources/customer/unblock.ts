import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/unblock/. */
export const unblock: Operation = {
	option: {
		name: 'Unblock',
		value: 'unblock',
		action: 'Unblock a customer',
		description: 'Let a blocked customer write again',
		routing: { request: { method: 'PUT', url: '/customers/{customer}/unblock/' } },
	},
	fields: whichCustomer,
};
