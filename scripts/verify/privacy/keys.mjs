import { isKeyOf } from './words.mjs';

/**
 * A customer as Landbot shows them: its keys, and among them once more the fields that people have made.
 * @typedef {Record<string, any>} Customer
 */

/** The names of the fields that people have made for a customer, in whatever form Landbot lists them. @param {Customer} customer */
export const fieldNamesOf = ({ custom_fields: fields }) =>
	Object.entries(fields ?? {}).flatMap(([key, field]) => [key, String(field?.name ?? key)]);

/**
 * The keys of a customer without those that are only fields.
 * @param {Customer} customer
 * @param {Customer[]} known Whose fields are meant.
 */
export function keysOfCustomer(customer, known = [customer]) {
	const fields = new Set(known.flatMap(fieldNamesOf));
	return Object.keys(customer).filter((key) => isKeyOf('customer', key) || !fields.has(key));
}

/**
 * Keys in words: those on the allow-list, and how many there are besides.
 * @param {string[]} keys
 * @param {import('./words.mjs').Kind} kind The kind of object that has them.
 */
export function spoken(keys, kind) {
	const named = keys.filter((key) => isKeyOf(kind, key));
	const hidden = keys.length - named.length;
	return [...named, ...(hidden > 0 ? [hiddenKeys(hidden)] : [])].join(', ') || 'none';
}

/** How many keys are not named, and why. @param {number} count */
export const hiddenKeys = (count) =>
	count === 1
		? '1 not named, because it may be a field of somebody'
		: `${count} not named, because they may be fields of somebody`;
