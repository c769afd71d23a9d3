const { join } = require('node:path');
const { projects } = require('../../jest.config.js');

const { testEnvironment } = projects.find(({ displayName }) => displayName === 'unit');

const Environment = require(testEnvironment.replace('<rootDir>', join(__dirname, '../..')));

/** What a test is called, with the blocks that it stands in. @param {any} test As jest-circus has it. @returns {string} */
const nameOf = ({ name, parent }) => (parent ? `${nameOf(parent)} ${name}` : name);

/**
 * The environment of the unit tests, in which only those tests of a file run that come across the mutant, and none any
 * more once one has failed.
 */
module.exports = class extends Environment {
	/** @param {{ name: string, test?: any }} event As jest-circus tells it. */
	handleTestEvent({ name, test }) {
		/** @type {import('./bench.js').Bench} */
		const bench = /** @type {any} */ (globalThis).mutantBench;
		if (name === 'test_start') {
			// those that run at once have begun before
			bench.test = test.concurrent ? '' : nameOf(test);
			if (this.hasFailed || bench.wanted?.has(bench.test) === false) test.mode = 'skip';
		}
		if (name === 'test_done') {
			bench.test = '';
			if (test.errors.length > 0) this.hasFailed = true;
		}
	}
};
