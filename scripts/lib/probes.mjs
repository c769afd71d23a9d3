import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How a probe was answered; times in milliseconds.
 * @typedef {{ count: number, refused: number, p99Ms: number, worstMs: number }} Answered
 */

/**
 * Asks a server again and again, whether it has answered the time before or not, as many people would.
 * @param {number} everyMs
 * @param {() => Promise<boolean>} ask Gives whether the answer was the expected one.
 * @returns {{ stop: () => Promise<Answered> }}
 */
export function startProbe(everyMs, ask) {
	/** @type {number[]} */
	const took = [];
	let refused = 0;
	let stopped = false;
	/** @type {Set<Promise<void>>} */
	const underWay = new Set();
	const one = async () => {
		const from = performance.now();
		if (!(await ask().catch(() => false))) refused++;
		took.push(performance.now() - from);
	};
	const going = (async () => {
		while (!stopped) {
			const asked = one().finally(() => underWay.delete(asked));
			underWay.add(asked);
			await sleep(everyMs);
		}
	})();
	return {
		/** Ends it and waits for the last answers. */
		async stop() {
			stopped = true;
			await going;
			await Promise.all(underWay);
			took.sort((one, other) => one - other);
			return {
				count: took.length,
				refused,
				p99Ms: took[Math.ceil(took.length * 0.99) - 1],
				worstMs: took[took.length - 1],
			};
		},
	};
}
