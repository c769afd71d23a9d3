/**
 * ESLint for the JavaScript of scripts/, test/ and simulator/. The TypeScript of this repository, and package.json, are
 * linted by n8n's configuration, eslint.config.mjs, which strict mode wants exactly as it is.
 */
import { createRequire } from 'node:module';
import { defineConfig } from 'eslint/config';
import globals from 'globals';

// ESLint brings its own rules along, in a version of its own: they are taken from there
const js = createRequire(createRequire(import.meta.url).resolve('eslint'))('@eslint/js');

/**
 * Beyond what ESLint recommends.
 * @type {import('eslint').Linter.RulesRecord}
 */
const RULES = {
	eqeqeq: 'error',
	'no-var': 'error',
	'prefer-const': 'error',
	'no-console': 'error',
	'no-implicit-coercion': 'error',
	'object-shorthand': 'error',
	'no-unused-vars': [
		'error',
		// `({ name, ...rest }) => rest` is the way to leave a key out, and `_` marks a parameter that stands before a used one
		{ ignoreRestSiblings: true, argsIgnorePattern: '^_' },
	],
};

export default defineConfig([
	{
		files: ['*.{js,mjs}', '{scripts,test,simulator}/**/*.{js,mjs}'],
		plugins: { js },
		extends: ['js/recommended'],
		languageOptions: { ecmaVersion: 'latest', globals: globals.node },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: RULES,
	},
	{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
	{ files: ['test/**/*.js'], languageOptions: { globals: globals.jest } },
]);
