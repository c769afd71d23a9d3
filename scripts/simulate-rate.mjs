/**
 * `npm run simulate:rate`: the table that chooses the constants of `adaptiveRate.ts`. The rate limiter and the retries of
 * the package run in virtual time, with the constants that the package has, and with others.
 */
import { simulate } from '../test/api/rate/simulation.ts';
import { main } from './lib/processes.mjs';
import { say } from './lib/say.mjs';
import { loadApiModules } from './lib/apiModules.mjs';

const RUNS = 40;

/** Times as in recorded traffic: the way to Landbot is a small part of the 1.1 s that it takes. */
const FAR = { medianMs: 1100, sigma: 0.15, beforeShare: 0.1 };
const USUAL = { medianMs: 150, sigma: 0.35 };
const NEAR = { medianMs: 20, sigma: 0.1 };
/** @type {Record<string, import('../test/api/rate/simulation.ts').Scenario>} */
const SCENARIOS = {
	'alone, 150 ms': { processes: [1], texts: 600, ...USUAL },
	'alone, 1.1 s': { processes: [1], texts: 600, ...FAR },
	'2 + 1, 20 ms': { processes: [2, 1], texts: 150, ...NEAR },
	'2 + 1, 150 ms': { processes: [2, 1], texts: 150, ...USUAL },
	'2 + 1, 1.1 s': { processes: [2, 1], texts: 150, ...FAR },
	'3 + 2, 150 ms': { processes: [3, 2], texts: 150, ...USUAL },
};
/** Circumstances that nobody has chosen, with the package's constants alone. */
/** @type {typeof SCENARIOS} */
const OTHERS = {
	'1.1 s, half of it on the way, alone': {
		processes: [1],
		texts: 600,
		medianMs: 1100,
		sigma: 0.15,
	},
	'1.1 s, half of it on the way, 2 + 1': {
		processes: [2, 1],
		texts: 150,
		medianMs: 1100,
		sigma: 0.15,
	},
	'four processes': { processes: [1, 1, 1, 1], texts: 150, ...USUAL },
	'cold processes': { processes: [2, 1], texts: 150, coldMs: 150, ...USUAL },
	'refused arrivals count': { processes: [2, 1], texts: 150, countRefused: true, ...USUAL },
	'clocks 20 ms off': { processes: [2, 1], texts: 150, clocksOffMs: 20, ...USUAL },
	'clocks 500 ms off': { processes: [2, 1], texts: 150, clocksOffMs: 500, ...USUAL },
};
const CHOICES = {
	ROUND_MS: [1035, 1060, 1080, 1110],
	MARGIN_MS: [20, 49],
	LATE_MS: [20, 300],
	SPACING_MS: [0, 10, 40],
	GAIN: [0.05, 0.2, 0.4],
	FIRST_PER_JOB: [1, 2, 6],
	FIRST_AT_MOST: [4, 9],
	TOLERATED: [0, 4],
	STARVED_ROUNDS: [1, 2, 6],
};

/**
 * Per second / refused, and fairness where there is anyone to be fair to: the median of all runs, the lowest tenth.
 * @param {Record<string, number>} constants
 * @param {import('../test/api/rate/simulation.ts').Scenario} scenario
 */
async function figuresOf(constants, scenario) {
	const modules = loadApiModules(constants);
	/** @type {import('../test/api/rate/simulation.ts').Outcome[]} */
	const outcomes = [];
	for (let seed = 1; seed <= RUNS; seed++) outcomes.push(await simulate(modules, scenario, seed));
	/** @param {'fairness' | 'perSecond' | 'refusedShare'} key @param {number} part */
	const quantile = (key, part) =>
		outcomes.map((outcome) => outcome[key]).sort((a, b) => a - b)[Math.floor(part * RUNS)];
	const isShared = scenario.processes.length > 1;
	const fairness = `, ${quantile('fairness', 0.5).toFixed(2)} (${quantile('fairness', 0.1).toFixed(2)})`;
	const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
	return [
		`${quantile('perSecond', 0.5).toFixed(2)} / ${(quantile('refusedShare', 0.5) * 100).toFixed(1)} %`,
		isShared ? fairness : '',
		failed > 0 ? `, ${failed} lost` : '',
	].join('');
}

await main(async () => {
	say(`Accepted per second / refused, fairness (its lowest tenth); ${RUNS} runs each.\n`);
	say(`| constants | ${Object.keys(SCENARIOS).join(' | ')} |`);
	say(
		`|---|${Object.keys(SCENARIOS)
			.map(() => '--:')
			.join('|')}|`,
	);
	const choices = Object.entries(CHOICES).flatMap(([name, values]) =>
		values.map((value) => ({ [name]: value })),
	);
	/** @type {Record<string, number>[]} */
	const all = [{}, ...choices];
	for (const constants of all) {
		const [name] = Object.keys(constants);
		const cells = [];
		for (const scenario of Object.values(SCENARIOS))
			cells.push(await figuresOf(constants, scenario));
		say(`| ${name ? `${name} ${constants[name]}` : 'chosen'} | ${cells.join(' | ')} |`);
	}
	say('\n| circumstances, chosen constants | |\n|---|--:|');
	for (const [name, scenario] of Object.entries(OTHERS)) {
		say(`| ${name} | ${await figuresOf({}, scenario)} |`);
	}
});
