/**
 * `npm run verify:live`: what of the simulator is like the real Landbot, by asking both the same. Reads only, unless
 * `--write --customer <id>` allows writes on that one customer, which are taken back, and `--send` texts. `-- --help` says more.
 */
import { onStop } from './lib/processes.mjs';
import { Problem } from './lib/say.mjs';
import { HELP, readOptions } from './verify/run/options.mjs';
import { blockOf, closingOf } from './verify/run/report.mjs';

const token = process.env.LANDBOT_TOKEN?.trim();
/** Prints a text. The token is in none, and if it were, it would not come out. @param {string} text */
const print = (text, /** @type {NodeJS.WritableStream} */ stream = process.stdout) =>
	stream.write(`${token ? text.replaceAll(token, '[token]') : text}\n`);

/** Where a bug is. What its message says might be somebody's, and so might the folder. @param {any} error */
const placeOf = ({ name, message, stack = '' }) =>
	[name, ...(stack.replace(message, '').match(/^\s+at .*$/gm) ?? [])]
		.join('\n')
		.replaceAll(String(new URL('..', import.meta.url)), '');

const stop = new AbortController();

/** From here on, whatever ends this process lets it take back what it has written first. */
function stopInOrder() {
	onStop(() => {
		if (stop.signal.aborted) return;
		print('\nStopping; what was written is taken back first ...', process.stderr);
		stop.abort();
	});
	// a closed pipe or terminal is no reason to leave anything behind
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

/** @returns {Promise<number>} The exit code. */
async function main() {
	const options = readOptions();
	if (options.help) {
		print(HELP);
		return 0;
	}
	stopInOrder();
	// needs the development tools, which --help does not
	const { personAt } = await import('./verify/run/person.mjs');
	const { verify } = await import('./verify/run/verify.mjs');
	const report = await verify(
		options,
		stop.signal,
		(result) => options.json || print(blockOf(result)),
		personAt(process.stdin, process.stderr, stop.signal),
	);
	const { failures } = report;
	const printed = { ...report, failures: failures.length };
	print(options.json ? JSON.stringify(printed, null, 2) : closingOf(report));
	for (const failure of failures) print(placeOf(failure), process.stderr);
	if (report.left.length > 0) return 2;
	if (failures.length > 0) return 1;
	return report.interrupted ? 130 : 0;
}

try {
	process.exitCode = await main();
} catch (error) {
	if (stop.signal.aborted) process.exitCode = 130;
	else {
		print(error instanceof Problem ? error.message : placeOf(error), process.stderr);
		process.exitCode = 1;
	}
}
