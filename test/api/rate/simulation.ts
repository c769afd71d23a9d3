import { createLimit } from '../../../simulator/limit.ts';
import { logNormal, randomFrom } from '../../../simulator/random.ts';
import { createVirtualClock } from './virtualClock.ts';

type Failure = typeof import('../../../nodes/Landbot/api/errors/apiError');
type Retry = typeof import('../../../nodes/Landbot/api/retry');
type Endpoints = typeof import('../../../nodes/Landbot/api/endpoints');
type Limiter = typeof import('../../../nodes/Landbot/api/rateLimit/rateLimiter');

/** What of the package sends requests. */
export type ApiModules = Pick<Failure, 'ResponseError' | 'LandbotApiError'> &
	Pick<Retry, 'withRetry'> &
	Pick<Limiter, 'createRateLimiter'> &
	Pick<Endpoints, 'endpoints'>;

/** Processes that share a token, and how far away Landbot is. */
export interface Scenario {
	/** Executions in each process, and texts in each execution. */
	processes: number[];
	texts: number;
	/** Milliseconds until an answer, log-normal, and how much of it passes before Landbot counts the arrival. */
	medianMs: number;
	sigma: number;
	beforeShare?: number;
	/** Whether refused arrivals count, too; not known of Landbot. */
	countRefused?: boolean;
	/** How much longer the first ten requests of a process travel, in milliseconds. */
	coldMs?: number;
	/** How often all this happens, half a minute apart; the last time counts. */
	campaigns?: number;
	/** How far the time of day of a process is off at most, to either side, in milliseconds. */
	clocksOffMs?: number;
}

/** What came of a scenario. */
export interface Outcome {
	/** Accepted requests per second, from the first departure to the last that was accepted. */
	perSecond: number;
	/** Part of all requests that were refused, 0 to 1. */
	refusedShare: number;
	/** Texts that Landbot never accepted. */
	failed: number;
	/** What the slowest execution had sent when the first was done, as a part of that. */
	fairness: number;
}

const LIMIT = { requests: 10, windowMs: 1000 };
/** An execution has at most so many texts under way, and the processes begin within this time, in milliseconds. */
const UNDER_WAY = 50;
const STAGGER_MS = 2000;
const PAUSE_MS = 30_000;
const TOKEN = 'token';
const DAY_MS = 86_400_000;

/**
 * Lets processes that know nothing of each other send texts through the package's own rate limiter and retries to a
 * Landbot that counts arrivals, in virtual time. The same seed gives the same outcome.
 */
export async function simulate(
	modules: ApiModules,
	scenario: Scenario,
	seed: number,
): Promise<Outcome> {
	const { processes, texts, medianMs, sigma, beforeShare = 0.5 } = scenario;
	const { countRefused = false, coldMs = 0, clocksOffMs = 0, campaigns = 1 } = scenario;
	const random = randomFrom(seed * 7919);
	const clock = createVirtualClock(random() * DAY_MS);
	const limit = createLimit(LIMIT, () => countRefused);
	let shares: number[] = [];
	let sent = 0;
	let failed = 0;
	let firstAt: number | undefined;
	let lastAcceptedAt = 0;

	const request = {
		endpoint: modules.endpoints.sendText,
		values: { customer: '1' },
		token: TOKEN,
	};

	function createProcess(executions: number) {
		const own = clock.withOffset((random() * 2 - 1) * clocksOffMs);
		const surroundings = { limiter: modules.createRateLimiter(own, random), clock, random };
		let sentByProcess = 0;

		async function startExecution(): Promise<void> {
			const index = shares.push(0) - 1;
			const job = {};
			const attempt = async () => {
				sent += 1;
				firstAt ??= clock.now();
				const travelMs = logNormal(medianMs, sigma, random);
				const lateMs = sentByProcess++ < LIMIT.requests ? coldMs : 0;
				await clock.sleep(travelMs * beforeShare + lateMs);
				const isAccepted = limit.admits(TOKEN, clock.now());
				if (isAccepted) {
					shares[index] += 1;
					lastAcceptedAt = clock.now();
				}
				await clock.sleep(travelMs * (1 - beforeShare));
				if (!isAccepted) throw new modules.ResponseError({ status: 429 });
			};
			let next = 0;
			const lane = async () => {
				while (next++ < texts) {
					await modules
						.withRetry(request, attempt, job, undefined, undefined, surroundings)
						.catch(async (error) => {
							if (!(error instanceof modules.LandbotApiError)) await Promise.reject(error);
							failed += 1;
						});
				}
			};
			await Promise.all(Array.from({ length: UNDER_WAY }, lane));
		}

		return async () => {
			if (processes.length > 1) await clock.sleep(random() * STAGGER_MS);
			const running = Array.from({ length: executions }, startExecution);
			await Promise.race(running);
			fairness ??= Math.min(...shares) / Math.max(...shares);
			await Promise.all(running);
		};
	}

	let fairness: number | undefined;
	async function run(): Promise<void> {
		const starts = processes.map(createProcess);
		for (let campaign = 0; campaign < campaigns; campaign++) {
			[shares, sent, failed, firstAt, fairness] = [[], 0, 0, undefined, undefined];
			await Promise.all(starts.map(async (start) => await start()));
			await clock.sleep(PAUSE_MS);
		}
	}
	await clock.run(run());
	const accepted = shares.reduce((sum, share) => sum + share, 0);
	return {
		perSecond: (accepted / (lastAcceptedAt - (firstAt ?? 0))) * 1000,
		refusedShare: 1 - accepted / sent,
		failed,
		fairness: fairness ?? 0,
	};
}
