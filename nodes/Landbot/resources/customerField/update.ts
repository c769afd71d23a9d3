import type { Operation } from '../operation';
import { executeItem } from '../../execution/executeItem';
import { whichCustomer } from '../sharedFields';
import { oneField, withTypedValue } from './fields';

/** PUT customers/{id}/fields/{name}/: probably creates a field that is missing (not verified). */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a customer field',
		description: 'Change the value of a field of a customer',
		routing: {
			request: { method: 'PUT', url: '/customers/{customer}/fields/{fieldName}/' },
			operations: { pagination: executeItem(withTypedValue) },
		},
	},
	fields: [...whichCustomer, ...oneField],
};
