import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../lib/setup.mjs';

const BENCH = join(ROOT, 'scripts/mutants/bench.js');

/** How long a test file may take at least, in milliseconds. */
const LEAST_MS = 6000;

/**
 * What a test file came to, and the mutants that it came across, with the names of its tests that did where it was not
 * between them.
 * @typedef {{ failed: boolean, seen: [mutant: string, tests: string[] | null][] }} Outcome
 */

/** A process that runs test files. */
export function openBench() {
	/** @type {import('node:child_process').ChildProcess | undefined} */
	let child;
	const open = async () => {
		child = fork(BENCH, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
		await once(child, 'message');
		return child;
	};
	const close = () => void child?.kill('SIGKILL');
	return {
		/**
		 * Runs a file with a mutant, or with none. What takes much longer than usual counts as failed: the mutant has made it
		 * wait or go on without end.
		 * @param {string} file @param {string} mutant @param {number} usualMs
		 * @param {string[] | null} [tests] The names of those to run, in place of all.
		 * @returns {Promise<Outcome>}
		 */
		async run(file, mutant, usualMs, tests) {
			const bench = child ?? (await open());
			bench.send({ file, mutant, tests });
			const over = new AbortController();
			const signal = AbortSignal.any([
				AbortSignal.timeout(Math.round(LEAST_MS + 4 * usualMs)),
				over.signal,
			]);
			const answered = await Promise.race([
				once(bench, 'message', { signal }),
				once(bench, 'exit', { signal }).then(() => undefined),
			]).catch(() => undefined);
			over.abort();
			if (answered) return answered[0];
			close();
			child = undefined;
			return { failed: true, seen: [] };
		},
		close,
	};
}

/**
 * Does the jobs side by side, as many at a time as there are benches.
 * @template Job
 * @param {ReturnType<typeof openBench>[]} benches
 * @param {Job[]} jobs
 * @param {(bench: ReturnType<typeof openBench>, job: Job) => Promise<void>} work
 */
export async function sideBySide(benches, jobs, work) {
	const left = [...jobs];
	await Promise.all(
		benches.map(async (bench) => {
			for (let job = left.shift(); job !== undefined; job = left.shift()) await work(bench, job);
		}),
	);
}
