import { Problem } from '../../lib/say.mjs';
import { fieldPath, PREFIX } from './landbot.mjs';
import { hasField, withoutField } from './undo.mjs';

/** What a run makes fields for: one, one by PUT, and one of each type. */
const PURPOSES = /** @type {const} */ ([
	'text',
	'put',
	'integer',
	'float',
	'boolean',
	'date',
	'datetime',
	'object',
]);

/** @typedef {PURPOSES[number]} Purpose */

/** A field's name: the same in every run, because Landbot may keep names that no customer has any more. @param {Purpose} purpose */
export const nameOf = (purpose) => `${PREFIX}${purpose}`;

/** The path of a field of this run. @param {import('./side.mjs').Side} side @param {Purpose} purpose */
export const pathOf = (side, purpose) => fieldPath(side.customerId, nameOf(purpose));

/**
 * Makes sure that nothing of the customer's own is overwritten.
 * @param {import('./side.mjs').Side} side
 * @throws {Problem} When the customer has a field that a run would make and delete: it is somebody's, or left by another run.
 */
export async function refuseTaken(side) {
	for (const name of PURPOSES.map(nameOf)) {
		const taken = await hasField(side.api, side.customerId, name);
		if (taken === false) continue;
		throw new Problem(
			taken
				? `The customer already has the field ${name}.`
				: `Landbot does not say whether the customer has the field ${name}.`,
			'Delete it in Landbot, or choose another customer: it would be overwritten.',
		);
	}
}

/**
 * Writes a field of this run, after noting how to remove it.
 * @param {import('./side.mjs').Side} side
 * @param {'POST' | 'PUT'} method
 * @param {Purpose} purpose
 * @param {object} body
 */
export async function writeField(side, method, purpose, body) {
	const undo = withoutField(side.customerId, nameOf(purpose));
	return await side.write(method, pathOf(side, purpose), { body, undo });
}
