/**
 * `npm run test:fuzz`: whatever anybody could enter, answer or deliver, tried with random values; with new ones each
 * time. `-- --minutes 30` goes on for so long (2 minutes unless told), `-- --seed 17` repeats the values of one round.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { main, run } from './lib/processes.mjs';
import { minutesOf, say } from './lib/say.mjs';
import { ROOT, setUp } from './lib/setup.mjs';

const SEEDS = 2 ** 31;

/** How long one test may take, in milliseconds: with so many values more than others, also where two of them share a core. */
const TEST_TIMEOUT_MS = 300_000;

/** One round. @param {number} seed @param {number} until Time of day to end at, in milliseconds. */
async function round(seed, until) {
	say(`Values of seed ${seed}: \`npm run test:fuzz -- --seed ${seed}\` repeats them.`);
	await run('npx', ['jest', '--selectProjects', 'fuzz', `--testTimeout=${TEST_TIMEOUT_MS}`], {
		cwd: ROOT,
		visible: true,
		environment: { FUZZ_SEED: String(seed), FUZZ_UNTIL: String(until) },
	});
}

await main(async () => {
	const { values } = parseArgs({
		options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string' } },
	});
	const until = Date.now() + minutesOf(values.minutes) * 60_000;
	await setUp();
	if (values.seed !== undefined) {
		await round(Number(values.seed), Infinity);
		return;
	}
	let seed = randomInt(SEEDS);
	do {
		await round(seed, until);
		seed = (seed + 1) % SEEDS;
	} while (Date.now() < until);
});
