import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** DELETE customers/{id}/: answers 204. */
export const deleteCustomer: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a customer permanently',
	description: 'Delete a customer and the whole conversation. This cannot be undone.',
	endpoint: endpoints.deleteCustomer,
	fields: whichCustomer,
};
