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
 * Runs a part beside another one, which prints meanwhile: what this one prints follows in one piece when it has ended.
 * @type {typeof check}
 */
export const checkBeside = (name, command, args, environment) =>
	step(
		name,
		async () => {
			/** @type {string[]} */
			const lines = [];
			const onLine = (/** @type {string} */ line) => void lines.push(line);
			return await run(command, args, { cwd: ROOT, environment, onLine }).finally(() =>
				say([`> ${name}: it printed`, ...lines].join('\n')),
			);
		},
		{ ticking: false },
	);

/** The end-to-end tests without a browser and without queue mode. */
export const ON_A_SERVER = 'test/e2e/!(queue|*.browser).test.mjs';

/** What runs end-to-end tests, one file after another. @param {string} pattern Of their names. */
export const endToEnd = (pattern) => [
	...['--test', '--test-isolation=none', '--test-timeout=900000'],
	pattern,
];

/** Says how long every part took, and all of them, some beside each other. @param {string} verdict */
export function conclude(verdict) {
	const width = Math.max(...steps.map(({ name }) => name.length)) + 2;
	say(`\n${verdict}`);
	for (const { name, milliseconds } of steps)
		say(`  ${name.padEnd(width)}${duration(milliseconds)}`);
	say(`  ${'Together'.padEnd(width)}${duration(performance.now())}`);
}
