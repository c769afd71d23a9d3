/**
 * ESLint beside n8n's configuration, eslint.config.mjs, which strict mode wants exactly as it is: the JavaScript of
 * scripts/, test/ and simulator/, and what n8n's does not look for in the TypeScript of the package.
 */
import { createRequire } from 'node:module';
import { defineConfig } from 'eslint/config';
import globals from 'globals';

// ESLint brings its own rules along, in a version of its own: they are taken from there
const { resolve } = createRequire(import.meta.url);
const js = createRequire(resolve('eslint'))('@eslint/js');
const typescript = createRequire(resolve('@n8n/node-cli/eslint'))('typescript-eslint');

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
	{
		files: ['{nodes,credentials}/**/*.ts'],
		languageOptions: { parser: typescript.parser, parserOptions: { project: './tsconfig.json' } },
		plugins: { '@typescript-eslint': typescript.plugin },
		// Its comments switch off rules of n8n's
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
		rules: {
			// JavaScript throws where JSON of others has a field of the name `toString`: `textOf` and `shownText` do not
			'@typescript-eslint/no-base-to-string': ['error', { checkUnknown: true }],
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowAny: false, allowBoolean: true, allowNullish: true, allowNumber: true },
			],
		},
	},
	{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
	{ files: ['test/**/*.js'], languageOptions: { globals: globals.jest } },
]);
