const fc = require('fast-check');

/**
 * What `npm run test:fuzz` sets: where the random values begin, and the time of day, in milliseconds, after which each
 * property is only looked at once more. Without it a property is tried as often as its test says, from anywhere.
 */
const { FUZZ_SEED, FUZZ_UNTIL } = process.env;

/**
 * Tries a property with so many random values. Throws with the smallest values for which it does not hold, and the seed
 * that brings them again.
 * @param {import('fast-check').IRawProperty<any>} property
 * @param {number} numRuns
 */
exports.holds = async (property, numRuns) => {
	const isOver = Date.now() > Number(FUZZ_UNTIL ?? Infinity);
	await fc.assert(property, {
		numRuns: isOver ? 1 : numRuns,
		...(FUZZ_SEED && { seed: Number(FUZZ_SEED) }),
	});
};
