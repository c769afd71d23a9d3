import { endpoints } from '../../nodes/Landbot/api/endpoints';
import * as failure from '../../nodes/Landbot/api/errors/apiError';
import { createRateLimiter } from '../../nodes/Landbot/api/rateLimit/rateLimiter';
import { assertOk } from '../../nodes/Landbot/api/response';
import { withRetry } from '../../nodes/Landbot/api/retry';
import { type Outcome, type Scenario, simulate } from './rate/simulation';
import { createVirtualClock } from './rate/virtualClock';

const modules = { ...failure, endpoints, createRateLimiter, withRetry };
const { ResponseError } = failure;

const TEXT = { endpoint: endpoints.sendText, values: { customer: '1' }, token: 'token' };
const LIST = { endpoint: endpoints.listChannels, values: {}, token: 'token' };
const NEAR = { medianMs: 20, sigma: 0.1 };
const USUAL = { medianMs: 150, sigma: 0.35 };
/** Recorded traffic took 0.95 to 1.35 s, a small part of it on the way there. */
const FAR = { medianMs: 1100, sigma: 0.15, beforeShare: 0.1 };

/** The median of what a scenario comes to with different travel times and beginnings. */
async function medianOf(scenario: Scenario) {
	const outcomes: Outcome[] = [];
	for (let seed = 1; seed <= 21; seed++) outcomes.push(await simulate(modules, scenario, seed));
	const median = (key: keyof Outcome) =>
		outcomes.map((outcome) => outcome[key]).sort((a, b) => a - b)[10];
	return {
		perSecond: median('perSecond'),
		refusedShare: median('refusedShare'),
		fairness: median('fairness'),
		failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
	};
}

/** What an answer that cannot be used is to the retries. */
function failureOf(answer: Parameters<typeof assertOk>[0]): failure.Failure {
	try {
		assertOk(answer);
	} catch (error) {
		return (error as InstanceType<typeof ResponseError>).failure;
	}
	throw new Error('The answer can be used');
}

/** A process with a virtual clock, and what leaves it. */
function startProcess() {
	const clock = createVirtualClock();
	const surroundings = { limiter: createRateLimiter(clock, () => 0.5), clock, random: () => 0.5 };
	const left: Array<{ name: string; at: number }> = [];
	return {
		clock,
		left,
		/** Makes a request whose answers are the given failures, one after another, and then a good one. */
		request: async (
			name: string,
			job: object,
			{
				request = TEXT,
				failures = [],
			}: { request?: typeof TEXT | typeof LIST; failures?: failure.Failure[] } = {},
		) => {
			const answers = [...failures];
			const attempt = async () => {
				left.push({ name, at: clock.now() });
				await clock.sleep(20);
				const next = answers.shift();
				if (next) throw new ResponseError(next);
			};
			await withRetry(request, attempt, job, undefined, undefined, surroundings);
		},
	};
}

describe('alone, a process sends close to the limit and is hardly refused', () => {
	it.each([
		['20 ms away', { texts: 300, ...NEAR }, 9.5],
		['150 ms away', { texts: 600, ...USUAL }, 9],
		['1.1 s away', { texts: 600, ...FAR }, 9],
	])('%s', async (_, scenario, least) => {
		const { perSecond, refusedShare, failed } = await medianOf({ processes: [1], ...scenario });
		expect(perSecond).toBeGreaterThan(least);
		expect(refusedShare).toBeLessThan(0.01);
		expect(failed).toBe(0);
	});
});

describe('two workers share the limit by executions, without knowing of each other', () => {
	it.each([
		['20 ms away', NEAR],
		['150 ms away', USUAL],
		['1.1 s away', FAR],
		['150 ms away, over connections that are still cold', { ...USUAL, coldMs: 150 }],
		['150 ms away, in the second campaign of the same workers', { ...USUAL, campaigns: 2 }],
	])('%s', async (_, travel) => {
		const outcome = await medianOf({ processes: [2, 1], texts: 150, ...travel });
		expect(outcome.perSecond).toBeGreaterThan(9.1);
		expect(outcome.refusedShare).toBeLessThan(0.08);
		expect(outcome.fairness).toBeGreaterThan(2 / 3);
		expect(outcome.failed).toBe(0);
	});
});

it.each([
	['four workers', { processes: [1, 1, 1, 1] }],
	['five executions in two workers', { processes: [3, 2] }],
	['a Landbot that counts what it refuses', { processes: [2, 1], countRefused: true }],
	['workers whose clocks are 20 ms off', { processes: [2, 1], clocksOffMs: 20 }],
])('loses nothing with %s', async (_, scenario) => {
	const { perSecond, failed } = await medianOf({ texts: 100, ...USUAL, ...scenario });
	expect(failed).toBe(0);
	expect(perSecond).toBeGreaterThan(7.5);
});

it('throws on what is no failure of Landbot or the network, and does not try again', async () => {
	let tries = 0;
	const broken = async () => {
		tries++;
		throw new TypeError('A bug of ours');
	};
	await expect(withRetry(TEXT, broken, {})).rejects.toThrow('A bug of ours');
	expect(tries).toBe(1);
});

it('sends ten at once, and the next ten in the first round of a later second', async () => {
	const { clock, left, request } = startProcess();
	const job = {};
	await clock.run(Promise.all(Array.from({ length: 25 }, async () => await request('text', job))));
	const moments = left.map(({ at }) => at);
	expect(moments[9]).toBeLessThan(200);
	for (const [index, at] of moments.slice(10).entries())
		expect(at - moments[index]).toBeGreaterThan(1000);
	expect(moments[24]).toBeLessThan(2500);
});

it('pauses before it tries again what the network or Landbot lost, longer each time', async () => {
	const { clock, left, request } = startProcess();
	const failures = [{ status: 503 }, { status: 503 }, { status: 503 }];
	await clock.run(request('list', {}, { request: LIST, failures }));
	const pauses = left.slice(1).map(({ at }, index) => at - left[index].at - 20);
	expect(pauses).toEqual([50, 100, 200]);
});

it('pauses before it tries again what was refused at the limit', async () => {
	const { clock, left, request } = startProcess();
	await clock.run(request('text', {}, { failures: [{ status: 429 }, { status: 429 }] }));
	const pauses = left.slice(1).map(({ at }, index) => at - left[index].at - 20);
	expect(pauses[0]).toBeGreaterThanOrEqual(50);
	expect(pauses[1]).toBeGreaterThanOrEqual(100);
});

it.each([
	'0',
	'-5',
	'0.001',
	'',
	'soon',
	'NaN',
	'Wed, 21 Oct 2015 07:28:00 GMT',
	'2015-10-21T07:28:00Z',
	undefined,
])('pauses longer each time although the answers ask for a pause of %p', async (header) => {
	const { clock, left, request } = startProcess();
	const refused = { statusCode: 503, body: '', headers: { 'retry-after': header } };
	const failures = Array.from({ length: 4 }, () => failureOf(refused));
	await clock.run(request('list', {}, { request: LIST, failures }));
	const pauses = left.slice(1).map(({ at }, index) => at - left[index].at - 20);
	expect(pauses).toEqual([50, 100, 200, 400]);
});

it('is not worn out by a limit that lasts for ten seconds and asks for a pause of 0', async () => {
	const { clock, left, request } = startProcess();
	const refused = failureOf({ statusCode: 429, body: {}, headers: { 'retry-after': '0' } });
	const failures = Array.from({ length: 11 }, () => refused);
	await clock.run(request('text', {}, { failures }));
	expect(left).toHaveLength(12);
	expect(left[11].at).toBeGreaterThan(10_000);
});

it.each([
	['three seconds', '3', 3000],
	['a day', '86400', 60_000],
	['tomorrow', new Date(Date.now() + 86_400_000).toUTCString(), 60_000],
])('waits as long as an answer asks for, a minute at most: %s', async (_, header, pause) => {
	const { clock, left, request } = startProcess();
	const refused = { statusCode: 503, body: '', headers: { 'retry-after': header } };
	await clock.run(request('list', {}, { request: LIST, failures: [failureOf(refused)] }));
	expect(left[1].at - left[0].at - 20).toBe(pause);
});

it('lets nothing of the token leave while Landbot asks for a pause', async () => {
	const { clock, left, request } = startProcess();
	const first = request('first', {}, { failures: [{ status: 429, retryAfterMs: 3000 }] });
	const later = clock.sleep(100).then(async () => await request('second', {}));
	await clock.run(Promise.all([first, later]));
	expect(left.slice(1).every(({ at }) => at >= 3000)).toBe(true);
});

it('lets what was refused leave before what waits of the same job', async () => {
	const { clock, left, request } = startProcess();
	const job = {};
	const texts = Array.from({ length: 30 }, async (_, index) => {
		const failures = index === 0 ? [{ status: 429 }] : [];
		await request(`text ${index + 1}`, job, { failures });
	});
	await clock.run(Promise.all(texts));
	const backAt = left[0].at + 20 + 50;
	expect(left.find(({ at }) => at >= backAt)?.name).toBe('text 1');
});

it('lets the list of a form leave ahead of a long campaign', async () => {
	const { clock, left, request } = startProcess();
	const campaign = {};
	const texts = Array.from({ length: 60 }, async () => await request('text', campaign));
	const list = clock.sleep(500).then(async () => await request('list', {}, { request: LIST }));
	await clock.run(Promise.all([...texts, list]));
	expect(left.findIndex(({ name }) => name === 'list')).toBeLessThan(12);
});

it('counts a request that was on its way for long as one that left later', async () => {
	/** How long after the first of ten requests the last of ten more leaves, in milliseconds. */
	const lastAfter = async (firstTakesMs: number) => {
		const clock = createVirtualClock();
		const limiter = createRateLimiter(clock, () => 0.5);
		const job = {};
		const send = async (takesMs: number) => {
			const departedAt = await limiter.acquire('token', job);
			await clock.sleep(takesMs);
			limiter.onAccepted('token', departedAt);
			return departedAt;
		};
		const others = Array<number>(9).fill(100);
		const [first] = await clock.run(Promise.all([firstTakesMs, ...others].map(send)));
		const more = await clock.run(Promise.all([100, ...others].map(send)));
		return more[9] - first;
	};
	expect(await lastAfter(100)).toBeLessThan(1300);
	// The usual time is 180 ms then: half of the 720 ms that it took longer, and a second.
	expect(await lastAfter(900)).toBeGreaterThan(1360);
});
