import type { IDataObject } from 'n8n-workflow';
import { eachRow } from '../../api/response';
import { isoTime } from '../../api/values';
import { booleanOf } from '../../parameters/read';

/** The values of the custom fields by their name; Landbot wraps each in an object with its name and type. */
const fieldValues = (fields: unknown): IDataObject =>
	Object.fromEntries(
		Object.entries((fields ?? {}) as IDataObject).map(([name, field]) => [
			name,
			field !== null && typeof field === 'object' && 'value' in field ? field.value : field,
		]),
	) as IDataObject;

/**
 * The ten keys that people use. Landbot repeats every custom field beside its own keys, where one called `email` would
 * hide the customer's; here they have a place of their own.
 */
const simple = (customer: IDataObject): IDataObject => ({
	id: customer.id,
	name: customer.name ?? null,
	phone: customer.phone ?? fieldValues(customer.custom_fields).phone ?? null,
	email: customer.email ?? fieldValues(customer.custom_fields).email ?? null,
	channel_id: customer.channel_id ?? null,
	agent_id: customer.agent_id ?? null,
	archived: customer.archived ?? null,
	opt_in: customer.opt_in ?? null,
	last_message: isoTime(customer.last_message),
	custom_fields: fieldValues(customer.custom_fields),
});

/** The output rule behind 'Simplify'. */
export const simplify = eachRow((context) =>
	booleanOf(context, 'Simplify', context.getNodeParameter('simplify', true))
		? simple
		: (customer) => customer,
);
