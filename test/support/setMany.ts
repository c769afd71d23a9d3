import type { IDataObject } from 'n8n-workflow';
import { byId } from './landbot';
import type { Simulator } from '../../simulator/index.ts';
import { TARA } from './people';

/** The form that sets several fields. */
export const setMany = (more: IDataObject, customer: unknown = TARA) =>
	({
		resource: 'customerField',
		operation: 'setMany',
		customer: byId(customer),
		...more,
	}) as IDataObject;

/** Fields given one by one. */
export const rows = (
	...given: Array<[name: string, type: string, value: unknown]>
): IDataObject => ({
	input: 'rows',
	fields: { field: given.map(([name, type, value]) => ({ name, type, value })) as IDataObject[] },
});

/** Fields given as JSON. */
export const json = (fieldsJson: unknown): IDataObject => ({
	input: 'json',
	fieldsJson: fieldsJson as string,
});

/** What has been asked to change, and which fields a customer has. */
export const looking = (simulator: Simulator) => ({
	changes: () =>
		simulator.log
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path, body }) => [method, path.split('/').at(-2), body]),
	fieldsOf: (customer: number) =>
		Object.values(simulator.state.customers.get(customer)!.custom_fields).map(
			({ name, type, value }) => [name, type, value],
		),
});
