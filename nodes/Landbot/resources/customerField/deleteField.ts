import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { fieldName } from './fields';

/** DELETE customers/{id}/fields/{name}/: answers 204. */
export const deleteField: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a customer field permanently',
		description: 'Remove a field and its value from a customer. This cannot be undone.',
		routing: { request: { method: 'DELETE', url: '/customers/{customer}/fields/{fieldName}/' } },
	},
	fields: [...whichCustomer, fieldName],
};
