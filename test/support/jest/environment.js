const { ModuleMocker } = require('jest-mock');

/**
 * Tests run in the realm of Node itself, not in one of their own: only so can the files of a worker share an engine
 * (`runtime.js`). A file that begins with `@engine own` does not.
 */
module.exports = class {
	constructor(_config, { docblockPragmas }) {
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.sharesEngine = docblockPragmas.engine !== 'own';
		this.console = globalThis.console;
	}

	async setup() {}

	/** Jest gives every file a console that collects its lines. */
	async teardown() {
		globalThis.console = this.console;
	}

	getVmContext() {
		return globalThis;
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}
};
