import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** DELETE customers/{id}/: answers 204. */
export const deleteCustomer: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a customer permanently',
		description: 'Delete a customer and the whole conversation. This cannot be undone.',
		routing: { request: { method: 'DELETE', url: '/customers/{customer}/' } },
	},
	fields: whichCustomer,
};
