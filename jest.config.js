const common = {
	rootDir: __dirname,
	testMatch: ['**/*.test.{ts,js}'],
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	setupFiles: ['<rootDir>/test/support/jest/setup.js'],
};

/** For tests that run n8n's engine. */
const withEngine = {
	testEnvironment: '<rootDir>/test/support/jest/environment.js',
	runtime: '<rootDir>/test/support/jest/runtime.js',
};

/** @type {import('jest').Config} */
module.exports = {
	maxWorkers: 4,
	maxConcurrency: 20,
	testTimeout: 30_000,
	projects: [
		{
			...common,
			...withEngine,
			displayName: 'unit',
			roots: ['<rootDir>/test', '<rootDir>/simulator'],
			testPathIgnorePatterns: ['<rootDir>/test/verify/', '<rootDir>/test/fuzz/'],
		},
		{
			...common,
			...withEngine,
			displayName: 'fuzz',
			roots: ['<rootDir>/test'],
			testMatch: ['**/fuzz/*.test.ts', '**/*.property.test.ts'],
		},
		{ ...common, displayName: 'verify', roots: ['<rootDir>/test/verify'] },
	],
};
