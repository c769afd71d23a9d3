const common = {
	rootDir: __dirname,
	testMatch: ['**/*.test.{ts,js}'],
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	setupFiles: ['<rootDir>/test/support/jest/setup.js'],
};

/** @type {import('jest').Config} */
module.exports = {
	maxWorkers: 4,
	maxConcurrency: 20,
	testTimeout: 30_000,
	projects: [
		{
			...common,
			displayName: 'unit',
			testEnvironment: '<rootDir>/test/support/jest/environment.js',
			runtime: '<rootDir>/test/support/jest/runtime.js',
			roots: ['<rootDir>/test', '<rootDir>/simulator'],
			testPathIgnorePatterns: ['<rootDir>/test/verify/'],
		},
		{ ...common, displayName: 'verify', roots: ['<rootDir>/test/verify'] },
	],
};
