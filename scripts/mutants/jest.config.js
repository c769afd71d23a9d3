const { projects, testTimeout } = require('../../jest.config.js');

const unit = projects.find(({ displayName }) => displayName === 'unit');

/** The unit tests, on code with all mutants in it. @type {import('jest').Config} */
module.exports = {
	...unit,
	testEnvironment: '<rootDir>/scripts/mutants/environment.js',
	transform: { '^.+\\.ts$': '<rootDir>/scripts/mutants/transformer.js' },
	testTimeout,
};
