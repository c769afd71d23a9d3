import { endpoints } from '../../nodes/Landbot/api/endpoints';
import { ResponseError, type Failure } from '../../nodes/Landbot/api/errors/apiError';
import { createRateLimiter, type RateLimiter } from '../../nodes/Landbot/api/rateLimit/rateLimiter';
import { withRetry } from '../../nodes/Landbot/api/retry';
import { createVirtualClock } from './rate/virtualClock';

const LIST = { endpoint: endpoints.listChannels, values: {}, token: 'token' };
const [LOST, REFUSED]: Failure[] = [{ status: 503 }, { status: 429 }];

it.each([
	['lost answers', Array(5).fill(LOST), 5],
	['refusals at the limit', Array(12).fill(REFUSED), 12],
	['refusals after a lost answer', [LOST, ...Array(12).fill(REFUSED)], 13],
	['lost answers after refusals', [REFUSED, REFUSED, ...Array(5).fill(LOST)], 7],
	['one that will not change', [REFUSED, { status: 404 }], 2],
])('counts each try until it gives up: %s', async (_, failures: Failure[], tries) => {
	const clock = createVirtualClock();
	const surroundings = { limiter: createRateLimiter(clock, () => 0.5), clock, random: () => 0.5 };
	const answers = [...failures];
	const attempt = async () => {
		const failure = answers.shift();
		if (failure) throw new ResponseError(failure);
	};
	const gaveUp = clock.run(withRetry(LIST, attempt, {}, undefined, undefined, surroundings));
	await expect(gaveUp).rejects.toMatchObject({ tries, failure: failures[failures.length - 1] });
	expect(answers).toEqual([]);
});

it('tells the limiter what Landbot accepted and refused, and nothing where no answer came', async () => {
	const clock = createVirtualClock();
	const told: unknown[] = [];
	const limiter: RateLimiter = {
		async acquire(_token, _job, _signal, again) {
			told.push(again ? 'again' : 'first');
			return clock.now();
		},
		onAccepted: () => told.push('accepted'),
		onRateLimited: (_token, _departedAt, pauseMs) => told.push(pauseMs),
	};
	const failures = [LOST, { status: 429, retryAfterMs: 70 }, { code: 'ECONNRESET' }, REFUSED];
	const attempt = async () => {
		const failure = failures.shift();
		if (failure) throw new ResponseError(failure);
	};
	const surroundings = { limiter, clock, random: () => 0.5 };
	await clock.run(withRetry(LIST, attempt, {}, undefined, undefined, surroundings));
	expect(told).toEqual([
		'first',
		'accepted',
		'again',
		70,
		'again',
		'again',
		0,
		'again',
		'accepted',
	]);
});
