import { sleep } from 'n8n-workflow';

/** Time as the rate limiter and the retries see it; tests and the simulation bring one of their own. */
export interface Clock {
	/** Milliseconds that only ever go forward: a clock that is set back must not hold up a campaign. */
	now(): number;
	/** Milliseconds of the time of day, which processes on machines with synchronized clocks have in common. */
	timeOfDay(): number;
	/** Waits so many milliseconds. Rejects when the signal aborts first. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
	now: () => performance.now(),
	timeOfDay: () => Date.now(),
	sleep: async (ms, signal) => await sleep(ms, signal),
};
