import type { Operation } from '../operation';
import { executeItem } from '../../execution/executeItem';
import { whichCustomer } from '../sharedFields';
import { oneField, withTypedValue } from './fields';

/** POST customers/{id}/fields/{name}/: what Landbot answers when the field exists is not verified. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a customer field',
		description: 'Give a customer a field that they do not have yet',
		routing: {
			request: { method: 'POST', url: '/customers/{customer}/fields/{fieldName}/' },
			operations: { pagination: executeItem(withTypedValue) },
		},
	},
	fields: [...whichCustomer, ...oneField],
};
