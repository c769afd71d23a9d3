import { setTimeout as sleep } from 'node:timers/promises';

/** How long one kind of weather lasts, in milliseconds. */
const EACH_MS = 4000;

const SEND = { method: 'POST', path: '/send_' };

/**
 * What goes wrong at a time.
 * @typedef {{ fault?: import('../../simulator/control.ts').FaultRule, switches?: Partial<import('../../simulator/index.ts').Switches> }} Weather
 */

/** @type {Record<string, Weather>} */
const WEATHERS = {
	calm: {},
	'429 for everything': {
		fault: { status: 429, body: { errors: { rate: ['Too many requests'] } }, forMs: EACH_MS / 2 },
	},
	'503 for every second request': { fault: { status: 503, every: 2 } },
	'a page for every third request': { fault: { kind: 'html', every: 3 } },
	'connections that break before anything is done': { fault: { kind: 'reset', every: 3 } },
	'connections that break when a message is sent': {
		fault: { ...SEND, kind: 'reset', applied: true, every: 3 },
	},
	'connections that break in mid answer': {
		fault: { kind: 'resetMidBody', applied: true, every: 3 },
	},
	'half an answer': { fault: { kind: 'truncated', applied: true, every: 4 } },
	'no answer': { fault: { kind: 'hang', times: 2 } },
	'no answer when a message is sent': { fault: { ...SEND, kind: 'hang', applied: true, times: 2 } },
	'late answers': { fault: { kind: 'slow', delayMs: 2000, every: 2 } },
	'late deliveries': { switches: { hookJitterMs: EACH_MS } },
	'deliveries that come three times': { switches: { hookReplays: 2, hookJitterMs: 500 } },
	'deliveries that are given up and come again': { switches: { hookTimeoutMs: 30 } },
};

/** What every weather puts back. */
const USUAL = { hookJitterMs: 0, hookReplays: 0, hookTimeoutMs: 30_000 };

/** @param {import('../../simulator/index.ts').Simulator} landbot */
export function clearUp(landbot) {
	landbot.clearFaults();
	landbot.setSwitches(USUAL);
}

/**
 * Lets one thing after the other go wrong, in turn and each as often as the others, until the time is up.
 * @param {import('../../simulator/index.ts').Simulator} landbot
 * @param {number} until Time of day, in milliseconds.
 */
export async function changeWeather(landbot, until) {
	const names = Object.keys(WEATHERS);
	for (let turn = 0; Date.now() < until; turn++) {
		const { fault, switches = {} } = WEATHERS[names[turn % names.length]];
		clearUp(landbot);
		landbot.setSwitches(switches);
		if (fault) landbot.addFault(fault);
		await sleep(EACH_MS);
	}
	clearUp(landbot);
}
