import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { fieldPlan, oneField } from './fields';

/** POST customers/{id}/fields/{name}/: what Landbot answers when the field exists is not verified. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a customer field',
	description: 'Give a customer a field that they do not have yet',
	endpoint: endpoints.createField,
	prepare: fieldPlan,
	fields: [...whichCustomer, ...oneField],
};
