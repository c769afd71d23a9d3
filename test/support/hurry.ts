import { systemClock } from '../../nodes/Landbot/api/rateLimit/clock';

const { now, timeOfDay, sleep } = systemClock;
const TIMES = 10;

/** Landbot's limit for those who hurry. */
export const HURRIED_LIMIT = { requests: 10, windowMs: 1000 / TIMES };

/**
 * Lets time pass ten times faster for the rate limiter and the retries of the package, for the rest of the file: where
 * tests are about what comes after a pause, not about when. Nothing else hurries.
 */
export function hurry(): void {
	Object.assign(systemClock, {
		now: () => now() * TIMES,
		timeOfDay: () => timeOfDay() * TIMES,
		sleep: async (ms: number, signal?: AbortSignal) => await sleep(ms / TIMES, signal),
	} satisfies typeof systemClock);
}
