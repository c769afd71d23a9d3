import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { fieldName } from './fields';

/** GET customers/{id}/fields/{name}/. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a customer field',
	description: 'Get the type and the value of one field of a customer',
	endpoint: endpoints.getField,
	fields: [...whichCustomer, fieldName],
};
