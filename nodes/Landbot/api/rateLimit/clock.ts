import { sleep as wait } from 'n8n-workflow';

/** Time as the rate limiter and the retries see it; tests and the simulation bring one of their own. */
export interface Clock {
	/** Milliseconds that only ever go forward: a clock that is set back must not hold up a campaign. */
	now(): number;
	/** Milliseconds of the time of day, which processes on machines with synchronized clocks have in common. */
	timeOfDay(): number;
	/** Waits so many milliseconds. Rejects when the signal aborts first. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Waits so many milliseconds. Rejects with the signal's reason when that aborts first, which n8n's own `sleep` does not
 * do before 2.35.
 */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
	if (!signal) return await wait(ms);
	signal.throwIfAborted();
	const over = new AbortController();
	const aborted = new Promise<never>((_resolve, reject) => {
		const onAbort = () => reject(signal.reason as Error);
		signal.addEventListener('abort', onAbort, { signal: over.signal });
	});
	await Promise.race([aborted, wait(ms, signal)]).finally(() => over.abort());
}

export const systemClock: Clock = {
	now: () => performance.now(),
	timeOfDay: () => Date.now(),
	sleep,
};
