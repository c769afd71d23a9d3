const { ModuleMocker } = require('jest-mock');

/** By what Jest knows the file that it runs. What stays here would be told of the tests of the next file, too. */
const OF_ONE_FILE = /^(JEST_STATE_SYMBOL|EVENT_HANDLERS|RETRY_TIMES_SETTER)$/;

/**
 * Tests run in the realm of Node itself, not in one of their own: only so can the files of a worker share an engine
 * (`runtime.js`). A file that begins with `@engine own` does not.
 */
module.exports = class {
	/** @param {unknown} _config @param {{ docblockPragmas: Record<string, string | string[]> }} context */
	constructor(_config, { docblockPragmas }) {
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.sharesEngine = docblockPragmas.engine !== 'own';
		this.console = globalThis.console;
	}

	async setup() {}

	/** Gives back the console, in place of the one that collects the lines of a file, and forgets the file. */
	async teardown() {
		globalThis.console = this.console;
		for (const key of Object.getOwnPropertySymbols(globalThis)) {
			if (OF_ONE_FILE.test(key.description ?? '')) Reflect.deleteProperty(globalThis, key);
		}
	}

	getVmContext() {
		return globalThis;
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}
};
