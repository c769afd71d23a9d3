/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.{ts,js}'],
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	maxWorkers: 4,
	maxConcurrency: 20,
	testTimeout: 30_000,
	setupFiles: ['<rootDir>/test/setup.js'],
};
