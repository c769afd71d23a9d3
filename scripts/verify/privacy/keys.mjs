import { isObject } from './shape.mjs';
import { KEYS } from './words.mjs';

/** The names of the fields that people have made for this customer, in whatever form Landbot lists them. */
export const fieldNamesOf = ({ custom_fields: fields }) =>
	Object.entries(fields ?? {}).flatMap(([key, field]) => [key, field?.name ?? key]);

/** A customer's keys without its own fields: Landbot shows those at top level once more. */
export function keysOfCustomer(customer) {
	const fields = fieldNamesOf(customer);
	return Object.keys(customer).filter(
		(key) => KEYS.customer.includes(key) || !fields.includes(key),
	);
}

/**
 * Whether the workspace itself shows that a customer has at top level its own fields and nobody else's: somebody has a
 * field in both places that somebody else has not, and nobody has at top level a field that is not theirs.
 */
function fieldsStandApart(customers, names) {
	const people = customers.map((customer) => ({
		isOwn: (name) => fieldNamesOf(customer).includes(name),
		isShown: (name) => Object.hasOwn(customer, name),
	}));
	const tells = (name) =>
		people.some(({ isOwn, isShown }) => isOwn(name) && isShown(name)) &&
		people.some(({ isOwn }) => !isOwn(name));
	const isForeign = (name) => people.some(({ isOwn, isShown }) => isShown(name) && !isOwn(name));
	return (
		customers.every(({ custom_fields: fields }) => isObject(fields)) &&
		names.some(tells) &&
		!names.some(isForeign)
	);
}

/**
 * What the customers of a workspace say about which keys may be printed. People choose the names of fields, and a
 * name can tell of somebody.
 */
export function createNaming(customers) {
	const fields = new Set(customers.flatMap(fieldNamesOf));
	const apart = fieldsStandApart(
		customers,
		[...fields].filter((name) => !KEYS.customer.includes(name)),
	);
	const everywhere = (key) => customers.every((customer) => Object.hasOwn(customer, key));
	/** Whether people can have chosen a key of such an object, as far as is known. */
	const isOpen = {
		customer: (key) => !apart || !everywhere(key),
		// an entry may carry the fields of its customer
		'entry of a conversation': () => true,
	};
	return {
		fields,
		/** A test of whether a key of an object of this kind may be printed. */
		mayPrint: (kind) => (key) =>
			KEYS[kind].includes(key) ||
			(/^[a-z_]\w{0,39}$/i.test(key) && !fields.has(key) && !isOpen[kind]?.(key)),
	};
}

/** Keys in words: those that may be printed, and how many there are besides. */
export function spoken(keys, mayPrint) {
	const named = keys.filter(mayPrint);
	const hidden = keys.length - named.length;
	return [...named, ...(hidden > 0 ? [hiddenKeys(hidden)] : [])].join(', ') || 'none';
}

/** Why keys are not named. */
export const hiddenKeys = (count) =>
	count === 1
		? '1 not named, because it may be a field of somebody'
		: `${count} not named, because they may be fields of somebody`;
