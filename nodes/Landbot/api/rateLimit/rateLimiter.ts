import { ExpiringMap } from '../expiringMap';
import {
	type AdaptiveRate,
	afterAccepted,
	afterDeparture,
	afterRateLimited,
	createAdaptiveRate,
	departureOf,
	nextDeparture,
	REQUESTS,
} from './adaptiveRate';
import { type Clock, systemClock } from './clock';

/** After this time without a request, in milliseconds, a token is forgotten. */
const FORGOTTEN_AFTER_MS = 600_000;

/** What the process knows about one token. All moments are milliseconds of `Clock.now`. */
interface TokenState {
	/** When the last requests left; at most `REQUESTS`, oldest first. */
	departures: number[];
	/** Nothing leaves before this moment. */
	closedUntil: number;
	/** Who waits, by job. The jobs take turns, so that a long campaign does not keep a dropdown waiting. */
	queues: Map<object, Array<(departedAt: number) => void>>;
	/** Whether somebody is being served. */
	isServing: boolean;
	rate: AdaptiveRate;
}

/** Decides when the requests of each token leave. */
export interface RateLimiter {
	/**
	 * Resolves when a request of this token may leave, with that moment in milliseconds: at most `REQUESTS` in any second,
	 * shared by everything that uses this limiter. `job` is whatever the request belongs to, such as one run of a node;
	 * what was refused and comes `again` is the first of its job. Rejects with the signal's reason when the signal aborts first.
	 */
	acquire(token: string, job: object, signal?: AbortSignal, again?: boolean): Promise<number>;
	/** Landbot let a request pass that had left at `departedAt`. */
	onAccepted(token: string, departedAt: number): void;
	/** Landbot answered 429 to a request that had left at `departedAt`: nothing of the token leaves for `pauseMs`. */
	onRateLimited(token: string, departedAt: number, pauseMs: number): void;
}

/** A limiter that knows no token yet. `random` gives numbers from 0 to 1. */
export function createRateLimiter(clock: Clock, random: () => number): RateLimiter {
	const tokens = new ExpiringMap<string, TokenState>(FORGOTTEN_AFTER_MS, Infinity, () =>
		clock.now(),
	);

	function stateOf(token: string): TokenState {
		const state = tokens.get(token) ?? {
			departures: [],
			closedUntil: 0,
			queues: new Map(),
			isServing: false,
			rate: createAdaptiveRate(),
		};
		tokens.set(token, state);
		return state;
	}

	/** Lets everyone who waits leave: the first of one job, then the first of the next. */
	async function serve(state: TokenState): Promise<void> {
		state.isServing = true;
		while (state.queues.size > 0) {
			const now = clock.now();
			const next = nextDeparture(state.rate, {
				now,
				timeOfDay: clock.timeOfDay(),
				jobs: state.queues.size,
				departures: state.departures,
				random,
			});
			const waitMs = Math.max(next, state.closedUntil) - now;
			if (waitMs > 0) {
				await clock.sleep(waitMs);
				continue;
			}
			const [[job, queue]] = state.queues;
			state.queues.delete(job);
			const leave = queue.shift();
			if (queue.length > 0) state.queues.set(job, queue);
			state.departures = [...state.departures, now].slice(-REQUESTS);
			afterDeparture(state.rate);
			leave?.(now);
		}
		state.isServing = false;
	}

	/** Corrects when a request left, now that its answer tells how long it was on its way. */
	function correct({ departures, rate }: TokenState, departedAt: number): void {
		const place = departures.indexOf(departedAt);
		if (place < 0) return;
		departures[place] = departureOf(rate, departedAt, clock.now());
		departures.sort((a, b) => a - b);
	}

	return {
		async acquire(token, job, signal, again) {
			signal?.throwIfAborted();
			const state = stateOf(token);
			return await new Promise((resolve, reject) => {
				const queue = state.queues.get(job) ?? [];
				const giveUp = () => {
					queue.splice(queue.indexOf(leave), 1);
					if (queue.length === 0) state.queues.delete(job);
					reject(signal?.reason);
				};
				const leave = (departedAt: number) => {
					signal?.removeEventListener('abort', giveUp);
					resolve(departedAt);
				};
				if (again) queue.unshift(leave);
				else queue.push(leave);
				state.queues.set(job, queue);
				signal?.addEventListener('abort', giveUp);
				if (!state.isServing) void serve(state);
			});
		},
		onAccepted(token, departedAt) {
			const state = stateOf(token);
			correct(state, departedAt);
			afterAccepted(state.rate, departedAt, clock.now());
		},
		onRateLimited(token, departedAt, pauseMs) {
			const state = stateOf(token);
			correct(state, departedAt);
			state.closedUntil = Math.max(state.closedUntil, clock.now() + pauseMs);
			afterRateLimited(state.rate, state.queues.size || 1, departedAt, clock.now());
		},
	};
}

/** The limiter of this process. */
export const rateLimiter = createRateLimiter(systemClock, Math.random);
