import type { Operation } from '../operation';
import { executeItem } from '../../execution/executeItem';
import { whichCustomer } from '../sharedFields';
import { fieldsOf, manyFields, setFields } from './many';

/** GET customers/{id}/ to see which fields there are, then one PUT, or POST, for each. */
export const setMany: Operation = {
	option: {
		name: 'Set Many',
		value: 'setMany',
		action: 'Set many customer fields',
		description: 'Set several fields of a customer at once: those that are missing are created',
		routing: {
			request: { method: 'PUT', url: '/customers/{customer}/' },
			operations: {
				pagination: executeItem({
					atomic: true,
					prepare: fieldsOf,
					async execute(client, ids, fields) {
						const set = await setFields(client, ids.customer_id, fields);
						return [{ success: true, ...ids, ...set }];
					},
				}),
			},
		},
	},
	fields: [...whichCustomer, ...manyFields],
};
