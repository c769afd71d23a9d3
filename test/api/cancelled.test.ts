import { createRateLimiter } from '../../nodes/Landbot/api/rateLimit/rateLimiter';
import { listenersOf } from '../support/listeners.js';
import { createVirtualClock } from './rate/virtualClock';

/** When the last of ten requests leaves that come while ten others are leaving. */
async function lastDeparture({ withCancelled }: { withCancelled: boolean }): Promise<number> {
	const clock = createVirtualClock();
	const limiter = createRateLimiter(clock, () => 0.5);
	const ten = async (job: object) =>
		await Promise.all(Array.from({ length: 10 }, async () => await limiter.acquire('token', job)));
	const first = ten({});
	await clock.run(clock.sleep(300));
	await clock.run(first);
	const controller = new AbortController();
	const cancelled = withCancelled
		? limiter.acquire('token', {}, controller.signal).catch((error: Error) => error.message)
		: 'Stopped';
	controller.abort(new Error('Stopped'));
	expect(await clock.run(Promise.resolve(cancelled))).toBe('Stopped');
	return (await clock.run(ten({})))[9];
}

it('gives nothing of the limit to what was cancelled while it waited', async () => {
	const last = await lastDeparture({ withCancelled: true });
	expect(last).toBe(await lastDeparture({ withCancelled: false }));
	expect(last).toBeLessThan(2100);
});

it('lets the others of its job leave when one of them is cancelled while it waits', async () => {
	const clock = createVirtualClock();
	const limiter = createRateLimiter(clock, () => 0.5);
	const job = {};
	const first = Array.from({ length: 10 }, async () => await limiter.acquire('token', job));
	const controller = new AbortController();
	const cancelled = limiter.acquire('token', job, controller.signal).catch(() => 'cancelled');
	const other = limiter.acquire('token', job);
	const last = limiter.acquire('token', job);
	controller.abort();
	expect(await clock.run(Promise.all([cancelled, other, last, ...first]))).toEqual([
		'cancelled',
		...Array.from({ length: 12 }, () => expect.any(Number)),
	]);
});

it('leaves nothing at a signal behind once a request has left', async () => {
	const clock = createVirtualClock();
	const limiter = createRateLimiter(clock, () => 0.5);
	const { signal } = new AbortController();
	const left = limiter.acquire('token', {}, signal);
	expect(listenersOf(signal)).toBe(1);
	await clock.run(left);
	expect(listenersOf(signal)).toBe(0);
});
