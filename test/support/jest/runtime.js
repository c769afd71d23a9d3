const { createRequire, isBuiltin } = require('node:module');
const { join } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Whether a name is that of a package. @param {string} name */
const isPackage = (name) => !/^[./]/.test(name) && !isBuiltin(name) && name !== '@jest/globals';

/** Where the n8n is installed that `npm run test:versions` tries, in place of the one of this repository. */
const { N8N_ENGINE } = process.env;

/** What belongs to an n8n. `reflect-metadata` does, because there must be only one. @param {string} name */
const isOfN8n = (name) => /^(n8n-core|n8n-workflow|reflect-metadata)(\/|$)/.test(name);

/** The file that looks for a package. @param {string} from @param {string} name */
const whoAsks = (from, name) =>
	N8N_ENGINE && isOfN8n(name) ? join(N8N_ENGINE, 'package.json') : from;

/**
 * Loads our own files anew for every test file, as Jest does, and packages once per process, as n8n does: n8n's engine
 * takes more than a second, which is longer than most files of tests. What a test changes in a package, it puts back.
 */
exports.default = class extends Runtime {
	/** @param {ConstructorParameters<typeof Runtime>} all */
	constructor(...all) {
		super(...all);
		/** @type {{ sharesEngine?: boolean }} */
		const { sharesEngine } = /** @type {any} */ (all[1]);
		this.sharesEngine = sharesEngine;
		// Not part of what Jest promises; see here when it is brought up to date.
		const { executor } = /** @type {any} */ (this);
		executor.compile = (/** @type {string} */ source, /** @type {string} */ filename) =>
			compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	/** @param {string} from @param {string} name @returns {any} */
	requireModuleOrMock(from, name) {
		if (this.sharesEngine && isPackage(name)) return createRequire(whoAsks(from, name))(name);
		return super.requireModuleOrMock(from, name);
	}
};
// Jest asks the class for what belongs to no test.
exports.__esModule = true;
