import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { fieldPlan, oneField } from './fields';

/** PUT customers/{id}/fields/{name}/: probably creates a field that is missing (not verified). */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a customer field',
	description: 'Change the value of a field of a customer',
	endpoint: endpoints.updateField,
	prepare: fieldPlan,
	fields: [...whichCustomer, ...oneField],
};
