import {
	type Failure,
	isTransient,
	LandbotApiError,
	mayHaveTakenEffect,
	networkFailure,
	ResponseError,
	type SentRequest,
} from './errors/apiError';
import { type Clock, systemClock } from './rateLimit/clock';
import { rateLimiter, type RateLimiter } from './rateLimit/rateLimiter';

/** Landbot's guide: exponential backoff with jitter, from 100 ms, doubled each time, at most 5 s. */
const BACKOFF_MS = { first: 100, most: 5000 };

/** How often a request is tried, counted apart. 429 is answered before anything happens: policy costs only time. */
export interface RetryPolicy {
	atTheLimit: number;
	otherwise: number;
}

/** What the retries need of the process. */
export interface Surroundings {
	limiter: RateLimiter;
	clock: Clock;
	/** Gives a number from 0 to 1. */
	random: () => number;
}

const PROCESS: Surroundings = { limiter: rateLimiter, clock: systemClock, random: Math.random };

/** A workflow is waiting. */
export const workflowRetries: RetryPolicy = { atTheLimit: 12, otherwise: 5 };

function triesFor(request: SentRequest, failure: Failure, policy: RetryPolicy): number {
	if (failure.status === 429) return policy.atTheLimit;
	return isTransient(failure) && !mayHaveTakenEffect(request, failure) ? policy.otherwise : 1;
}

/**
 * How long to wait before the next try, in milliseconds: any part of the doubled time, or what Landbot asks for, should
 * it ever send Retry-After and ask for more.
 */
function backoffMs(tries: number, { retryAfterMs = 0 }: Failure, random: number): number {
	const full = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** (tries - 1));
	return Math.max(retryAfterMs, full * random);
}

/**
 * Makes the request when its turn comes, and again while that is safe and promises something. `job` is what the
 * request belongs to; the jobs of one token take turns. Throws a `LandbotApiError` when Landbot gave no usable answer,
 * the signal's reason when it aborts before the request has left, and whatever else `attempt` throws.
 */
export async function withRetry<T>(
	request: SentRequest,
	attempt: () => Promise<T>,
	job: object,
	signal?: AbortSignal,
	policy = workflowRetries,
	{ limiter, clock, random }: Surroundings = PROCESS,
): Promise<T> {
	const tries = { atTheLimit: 0, otherwise: 0 };
	for (;;) {
		const again = tries.atTheLimit + tries.otherwise > 0;
		const departedAt = await limiter.acquire(request.token, job, signal, again);
		const outcome = await outcomeOf(attempt);
		if ('value' in outcome) {
			limiter.onAccepted(request.token, departedAt);
			return outcome.value;
		}
		const { failure } = outcome;
		const kind = failure.status === 429 ? 'atTheLimit' : 'otherwise';
		const pauseMs = backoffMs(++tries[kind], failure, random());
		if (kind === 'atTheLimit')
			limiter.onRateLimited(request.token, departedAt, failure.retryAfterMs ?? 0);
		else if (failure.status !== undefined) limiter.onAccepted(request.token, departedAt);

		if (tries[kind] >= triesFor(request, failure, policy)) {
			throw new LandbotApiError(failure, request, tries.atTheLimit + tries.otherwise);
		}
		await clock.sleep(pauseMs, signal);
	}
}

/** What came of one attempt. Everything that is no failure of Landbot or the network is thrown on. */
async function outcomeOf<T>(
	attempt: () => Promise<T>,
): Promise<{ value: T } | { failure: Failure }> {
	let unexpected: unknown;
	try {
		return { value: await attempt() };
	} catch (error) {
		if (error instanceof ResponseError) return { failure: error.failure };
		const failure = networkFailure(error);
		if (failure) return { failure };
		unexpected = error;
	}
	throw unexpected;
}
