/**
 * A process that runs test files one after another, each with one mutant switched on, in one realm with the engine of n8n
 * loaded once. Its parent sends `{ file, mutant }`, and gets `{ failed, seen }`: whether a test noticed, and the mutants
 * that the file has come across.
 */
const { join } = require('node:path');
const { readConfigs } = require('jest-config');
const { default: TestRunner } = require('jest-runner');
const { default: Runtime } = require('jest-runtime');

const ROOT = join(__dirname, '../..');

/** @type {Set<string>} */
const seen = new Set();
let active = '';
/** Asked by the code of every mutant. @param {string} name */
/** @type {any} */ (globalThis).isMutant = (/** @type {string} */ name) => {
	if (active === '') seen.add(name);
	return name === active;
};

const watcher = { isInterrupted: () => false, isWatchMode: () => false, on: () => () => {} };

async function open() {
	const argv = {
		_: [],
		$0: '',
		config: join(__dirname, 'jest.config.js'),
		runInBand: true,
		watchman: false,
		silent: true,
	};
	const { globalConfig, configs } = await readConfigs(/** @type {any} */ (argv), [ROOT]);
	const [config] = configs;
	const context = await Runtime.createContext(config, {
		console,
		maxWorkers: 1,
		watch: false,
		watchman: false,
	});
	return { globalConfig, context };
}

const opened = open();

/** Runs a test file; gives whether a test of it failed, or it could not be run. @param {string} path */
async function fails(path) {
	const { globalConfig, context } = await opened;
	const runner = new TestRunner(globalConfig, {});
	let failed = false;
	runner.on('test-file-success', ([, result]) => {
		failed ||= result.numFailingTests > 0 || Boolean(result.testExecError);
	});
	runner.on('test-file-failure', () => {
		failed = true;
	});
	await runner.runTests([/** @type {any} */ ({ context, path })], /** @type {any} */ (watcher), {
		serial: true,
	});
	return failed;
}

process.on('message', async (/** @type {{ file: string, mutant: string }} */ { file, mutant }) => {
	seen.clear();
	active = mutant;
	const failed = await fails(join(ROOT, file));
	active = '';
	process.send?.({ failed, seen: mutant === '' ? [...seen] : [] });
});
process.on('disconnect', () => process.exit());
// what a mutant leaves behind must not end the process
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
opened.then(() => process.send?.('ready'));
