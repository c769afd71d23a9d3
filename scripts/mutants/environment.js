const { join } = require('node:path');
const { projects } = require('../../jest.config.js');

const { testEnvironment } = projects.find(({ displayName }) => displayName === 'unit');

const Environment = require(testEnvironment.replace('<rootDir>', join(__dirname, '../..')));

/** The environment of the unit tests, in which the rest of a file is skipped once a test has failed. */
module.exports = class extends Environment {
	/** @param {{ name: string, test?: any }} event As jest-circus tells it. */
	handleTestEvent({ name, test }) {
		if (name === 'test_done' && test.errors.length > 0) this.hasFailed = true;
		if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
	}
};
