import { Problem } from '../../lib/say.mjs';
import { hasField, withoutField } from './undo.mjs';

/** What a run makes fields for: one, one by PUT, and one of each type. */
const PURPOSES = 'text put integer float boolean date datetime object'.split(' ');

/** A field's name: the same in every run, because Landbot may keep names that no customer has any more. */
export const nameOf = (purpose) => `n8n_verify_${purpose}`;

/** A field of this run. */
export const pathOf = (side, purpose) => `/customers/${side.customerId}/fields/${nameOf(purpose)}/`;

/**
 * Fails when the customer has a field that a run would make and delete: it is somebody's, or left by another run.
 * @param {import('./side.mjs').Side} side
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

/** Writes a field of this run. */
export const put = async (side, method, purpose, body) => {
	const undo = withoutField(side.customerId, nameOf(purpose));
	return await side.write(method, pathOf(side, purpose), { body, undo });
};
