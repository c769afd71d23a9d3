/**
 * A process that runs test files one after another, each with one mutant switched on, in one realm with the engine of n8n
 * loaded once. Its parent sends `{ file, mutant, tests }`, and gets `{ failed, seen }`: whether a test noticed, and where no
 * mutant is on, the mutants that the file has come across, each with the names of the tests that did; without names
 * where it was between the tests. With `tests` only those of these names run.
 */
const { join } = require('node:path');
const { readConfigs } = require('jest-config');
const { default: TestRunner } = require('jest-runner');
const { default: Runtime } = require('jest-runtime');

const ROOT = join(__dirname, '../..');

/** The names of the tests that have come across a mutant; an empty one stands for what is between them. @type {Map<string, Set<string>>} */
const seen = new Map();
let active = '';

/**
 * What the environment of the tests has to know.
 * @typedef {{ test: string, wanted?: Set<string> }} Bench The test that is under way, and those that are to run.
 */
/** @type {Bench} */
const bench = { test: '' };
/** @type {any} */ (globalThis).mutantBench = bench;
/** Asked by the code of every mutant. @param {string} name */
/** @type {any} */ (globalThis).isMutant = (/** @type {string} */ name) => {
	if (active !== '') return name === active;
	const tests = seen.get(name) ?? new Set();
	seen.set(name, tests.add(bench.test));
	return false;
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

/** @typedef {{ file: string, mutant: string, tests?: string[] | null }} Job */
process.on('message', async (/** @type {Job} */ { file, mutant, tests }) => {
	seen.clear();
	active = mutant;
	bench.wanted = tests ? new Set(tests) : undefined;
	const failed = await fails(join(ROOT, file));
	active = '';
	const met = [...seen].map(([name, names]) => [name, names.has('') ? null : [...names]]);
	process.send?.({ failed, seen: met });
});
process.on('disconnect', () => process.exit());
// what a mutant leaves behind must not end the process
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
opened.then(() => process.send?.('ready'));
