import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { simplified, whichCustomer } from '../sharedFields';
import { simplify } from './simplify';

/** GET customers/{id}/: custom fields come twice, under `custom_fields` and as keys of their own. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a customer',
	description: 'Get what Landbot knows about one customer',
	endpoint: endpoints.getCustomer,
	output: simplify,
	fields: [...whichCustomer, simplified],
};
