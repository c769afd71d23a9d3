import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { customFields, manyFields, setFields } from './many';

/** GET customers/{id}/ to see which fields there are, then one PUT, or POST, for each. */
export const setMany: Operation = {
	name: 'Set Many',
	value: 'setMany',
	action: 'Set many customer fields',
	description: 'Set several fields of a customer at once: those that are missing are created',
	endpoint: endpoints.updateField,
	pathParameters: ['customer'],
	atomic: true,
	prepare(form) {
		const fields = customFields(form);
		return { execute: async (client, { customer }) => await setFields(client, customer, fields) };
	},
	fields: [...whichCustomer, ...manyFields],
};
