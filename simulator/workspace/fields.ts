import type { Switches } from '../switches.ts';
import type { Customer, Field } from './types.ts';

/** The fields that Landbot has for everybody: each is a key of the customer, too. */
const BUILT_IN = ['name', 'avatar', 'email', 'phone'] as const;

/** Whether a field of this name is one of Landbot's own. */
export const isBuiltIn = (
	name: string,
	{ builtInFields }: Switches,
): name is (typeof BUILT_IN)[number] =>
	builtInFields && (BUILT_IN as readonly string[]).includes(name);

/** The fields of a customer by their names: first Landbot's own that have a value, where these are fields. */
export function fieldsOf(customer: Customer, switches: Switches): Record<string, Field> {
	const own = BUILT_IN.filter((name) => isBuiltIn(name, switches) && customer[name] !== null).map(
		(name): Field => ({ name, type: 'string', value: customer[name], extra: {} }),
	);
	const others = Object.values(customer.custom_fields).filter(
		({ name }) => !isBuiltIn(name, switches),
	);
	return Object.fromEntries([...own, ...others].map((field) => [field.name, field]));
}

/** Gives the customer a field, or another value of one. */
export function setField(customer: Customer, field: Field, switches: Switches): void {
	const { name } = field;
	if (isBuiltIn(name, switches)) customer[name] = field.value as string;
	else customer.custom_fields = { ...customer.custom_fields, [name]: field };
}

/** Takes a field from the customer. */
export function removeField(customer: Customer, name: string, switches: Switches): void {
	if (isBuiltIn(name, switches)) customer[name] = null;
	else delete customer.custom_fields[name];
}
