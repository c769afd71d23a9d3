import type { Operation } from '../../operation';
import { landbot } from '../../transport/send';
import { whichCustomer } from '../fields';
import { fieldsOf, manyFields, setFields, type NamedValue } from './many';

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
				pagination: landbot({
					whole: true,
					prepare(options) {
						// As a list, because an object would bring names of digits to the front.
						options.body = { fields: fieldsOf(this) };
					},
					async steps(door, ids, { body }) {
						const { fields } = body as { fields: NamedValue[] };
						const set = await setFields(this.getItemIndex(), door, ids.customer_id, fields);
						return [{ success: true, ...ids, ...set }];
					},
				}),
			},
		},
	},
	fields: [...whichCustomer, ...manyFields],
};
