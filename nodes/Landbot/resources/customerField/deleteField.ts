import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { fieldName } from './fields';

/** DELETE customers/{id}/fields/{name}/: answers 204. */
export const deleteField: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a customer field permanently',
	description: 'Remove a field and its value from a customer. This cannot be undone.',
	endpoint: endpoints.deleteField,
	fields: [...whichCustomer, fieldName],
};
