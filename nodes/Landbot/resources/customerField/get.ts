import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { fieldName } from './fields';

/** GET customers/{id}/fields/{name}/. */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a customer field',
		description: 'Get the type and the value of one field of a customer',
		routing: { request: { method: 'GET', url: '/customers/{customer}/fields/{fieldName}/' } },
	},
	fields: [...whichCustomer, fieldName],
};
