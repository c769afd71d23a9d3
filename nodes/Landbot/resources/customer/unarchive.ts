import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/unarchive/. */
export const unarchive: Operation = {
	option: {
		name: 'Unarchive',
		value: 'unarchive',
		action: 'Unarchive a customer',
		description: 'Take the conversation out of the archive',
		routing: { request: { method: 'PUT', url: '/customers/{customer}/unarchive/' } },
	},
	fields: whichCustomer,
};
