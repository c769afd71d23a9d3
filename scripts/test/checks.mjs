import { run } from '../lib/processes.mjs';
import { duration, say, step, steps } from '../lib/say.mjs';
import { ROOT } from '../lib/setup.mjs';

/**
 * Runs a part that prints for itself.
 * @param {string} name What is checked, for the person who waits.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [environment] On top of this process's own.
 */
export const check = (name, command, args, environment) =>
	step(name, () => run(command, args, { cwd: ROOT, visible: true, environment }), {
		ticking: false,
	});

/**
 * Runs end-to-end tests, one file after another.
 * @param {string} name What is checked, for the person who waits.
 * @param {string[]} files
 */
export const checkEndToEnd = (name, files) =>
	check(name, process.execPath, [
		...['--test', '--test-isolation=none', '--test-timeout=900000'],
		...files,
	]);

/** Says how long every part took. @param {string} verdict */
export function conclude(verdict) {
	const width = Math.max(...steps.map(({ name }) => name.length)) + 2;
	const total = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	say(`\n${verdict}`);
	for (const { name, milliseconds } of steps)
		say(`  ${name.padEnd(width)}${duration(milliseconds)}`);
	say(`  ${'Together'.padEnd(width)}${duration(total)}`);
}
