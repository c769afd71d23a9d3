import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { ROOT } from './setup.mjs';

const FOLDER = join(ROOT, 'nodes/Landbot/api');
const MODULES = ['rateLimit/rateLimiter', 'retry', 'errors/apiError', 'endpoints'];
const requirePackage = createRequire(import.meta.url);

/**
 * The source of a module, with other numbers in place of its constants.
 * @param {string} name @param {Record<string, number>} constants
 */
function sourceOf(name, constants) {
	const source = readFileSync(join(FOLDER, `${name}.ts`), 'utf8');
	return Object.entries(constants).reduce(
		(code, [constant, value]) =>
			code.replace(new RegExp(`^const ${constant} = .*;$`, 'm'), `const ${constant} = ${value};`),
		source,
	);
}

/**
 * The rate limiter and the retries as they are in the repository. Node.js cannot load them: their imports have no
 * extension, and the ES build of n8n-workflow does not load.
 *
 * @param {Record<string, number>} constants other numbers in place of constants, by name
 * @returns {import('../../test/api/rate/simulation.ts').ApiModules}
 */
export function loadApiModules(constants = {}) {
	const loaded = new Map();
	/** @param {string} name */
	function load(name) {
		if (!loaded.has(name)) {
			const module = { exports: {} };
			loaded.set(name, module);
			const { code } = transformSync(sourceOf(name, constants), {
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			});
			const requireFrom = (/** @type {string} */ path) =>
				path.startsWith('.') ? load(join(dirname(name), path)) : requirePackage(path);
			new Function('require', 'module', 'exports', code)(requireFrom, module, module.exports);
		}
		return loaded.get(name).exports;
	}
	return Object.assign({}, ...MODULES.map(load));
}
