import { call, pause, until } from './client.ts';
import { startSimulator, type Simulator } from '../index.ts';
import { createLimit } from '../limit.ts';
import { logNormal, randomFrom } from '../random.ts';

describe('a Landbot that is busy, slow or broken', () => {
	let simulator: Simulator;
	const asked = async (path = '/channels/') => await call(simulator, 'GET', path);
	const sent = async () =>
		await call(simulator, 'POST', '/customers/473500009/send_text/', { message: 'Hi' });
	const statuses = async (count: number) => {
		const answers = await Promise.all(Array.from({ length: count }, async () => await asked()));
		return answers.map(({ status }) => status);
	};

	afterEach(async () => await simulator?.close());

	describe('the rate limit', () => {
		it('lets ten requests pass in any second and refuses the eleventh without Retry-After', async () => {
			simulator = await startSimulator();
			expect(await statuses(10)).toEqual(Array(10).fill(200));
			const refused = await asked();
			expect(refused).toMatchObject({
				status: 429,
				body: { errors: { rate: ['Too many requests'] } },
			});
			expect(refused.headers.has('retry-after')).toBe(false);
			expect(simulator.log.filter(({ accepted }) => accepted)).toHaveLength(10);
		});

		it('counts per token, and strangers not at all', async () => {
			simulator = await startSimulator({ limit: { requests: 1, windowMs: 60_000 } });
			const other = { Authorization: 'Token simulator-token-2' };
			await call(simulator, 'GET', '/channels/', undefined, {});
			expect(await asked()).toMatchObject({ status: 200 });
			expect(await call(simulator, 'GET', '/channels/', undefined, other)).toMatchObject({
				status: 200,
			});
			expect(await asked()).toMatchObject({ status: 429 });
		});

		it('slides: whoever waits for the window to pass gets in again', async () => {
			simulator = await startSimulator({ limit: { requests: 2, windowMs: 100 } });
			const accepted = () => simulator.log.filter((entry) => entry.accepted).map(({ at }) => at);
			while (accepted().length < 8) await asked();
			for (const [index, at] of accepted().slice(2).entries())
				expect(at - accepted()[index]).toBeGreaterThanOrEqual(100);
		});

		it.each([
			[false, [true, false, true, false]],
			[true, [true, false, false, false]],
		])('counts refused arrivals: %s', (countRefused, admitted) => {
			const limit = createLimit({ requests: 1, windowMs: 100 }, () => countRefused);
			expect([0, 99, 100, 150].map((at) => limit.admits('night-shift', at))).toEqual(admitted);
		});

		it('can say when to come back', async () => {
			simulator = await startSimulator({
				limit: { requests: 1, windowMs: 60_000 },
				switches: { retryAfter: 3 },
			});
			await asked();
			expect((await asked()).headers.get('retry-after')).toBe('3');
		});

		it.each([false, { requests: 0, windowMs: 1000 }] as const)(
			'is off when the option says %j',
			async (limit) => {
				simulator = await startSimulator({ limit });
				expect(await statuses(30)).toEqual(Array(30).fill(200));
			},
		);
	});

	describe('latency', () => {
		it('passes before and after the arrival is counted', async () => {
			simulator = await startSimulator({ latency: { medianMs: 300, beforeShare: 0.3 } });
			const left = performance.timeOrigin + performance.now();
			await asked();
			const back = performance.timeOrigin + performance.now();
			const { at } = simulator.log[0];
			expect(at - left).toBeGreaterThanOrEqual(88);
			expect(back - at).toBeGreaterThanOrEqual(208);
		});

		it('is over when it is taken away', async () => {
			simulator = await startSimulator({ latency: { medianMs: 600_000 } });
			simulator.setLatency(undefined);
			expect(await asked()).toMatchObject({ status: 200 });
		});

		it('spreads around its median, the same way for the same seed', () => {
			const draw = (seed: number) => {
				const random = randomFrom(seed);
				return Array.from({ length: 999 }, () => logNormal(100, 0.5, random)).sort((a, b) => a - b);
			};
			expect(draw(7)).toEqual(draw(7));
			expect(draw(7)).not.toEqual(draw(8));
			expect(draw(7)[499]).toBeCloseTo(100, -1);
			expect(draw(7)[0]).toBeGreaterThan(0);
		});
	});

	describe('faults', () => {
		beforeEach(async () => {
			simulator = await startSimulator({ limit: false });
		});

		it('answers the status and body of the rule', async () => {
			simulator.addFault({ status: 503, body: 'Come back later', contentType: 'text/plain' });
			expect(await asked()).toMatchObject({ status: 503, body: 'Come back later' });
			simulator.clearFaults();
			simulator.addFault({});
			expect(await asked()).toMatchObject({ status: 500, body: { errors: expect.anything() } });
		});

		it('hits only the method and path of the rule', async () => {
			simulator.addFault({ method: 'post', path: '^/v1/customers/\\d+/send_', status: 503 });
			expect(await asked()).toMatchObject({ status: 200 });
			expect(await sent()).toMatchObject({ status: 503 });
			expect(simulator.log.map(({ accepted }) => accepted)).toEqual([true, false]);
		});

		it('skips, repeats and ends as the rule says', async () => {
			simulator.addFault({ skip: 1, times: 2, status: 503 });
			const seen = [];
			for (let n = 0; n < 4; n++) seen.push((await asked()).status);
			expect(seen).toEqual([200, 503, 503, 200]);
			simulator.clearFaults();
			simulator.addFault({ every: 2, status: 500 });
			for (let n = 0; n < 4; n++) seen.push((await asked()).status);
			expect(seen.slice(4)).toEqual([200, 500, 200, 500]);
			simulator.clearFaults();
			simulator.addFault({ forMs: 500, status: 500 });
			expect(await asked()).toMatchObject({ status: 500 });
			await pause(505);
			expect(await asked()).toMatchObject({ status: 200 });
		});

		it('can take effect although the answer says otherwise', async () => {
			simulator.addFault({ times: 1, status: 504, applied: true });
			simulator.addFault({ times: 1, status: 504 });
			expect(await sent()).toMatchObject({ status: 504 });
			expect(simulator.messagesOf(473500009)).toHaveLength(1);
			expect(await sent()).toMatchObject({ status: 504 });
			expect(simulator.messagesOf(473500009)).toHaveLength(1);
			expect(simulator.log).toMatchObject([
				{ status: 504, accepted: true, body: { message: 'Hi' }, customerId: 473500009 },
				{ status: 504, accepted: false, body: { message: 'Hi' } },
			]);
		});

		it.each([false, true])('resets the connection (applied: %s)', async (applied) => {
			simulator.addFault({ kind: 'reset', applied });
			await expect(sent()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
			expect(simulator.messagesOf(473500009)).toHaveLength(applied ? 1 : 0);
			expect(simulator.log[0]).toMatchObject({ status: 0 });
		});

		it.each([false, true])('resets in the middle of the answer (applied: %s)', async (applied) => {
			simulator.addFault({ kind: 'resetMidBody', applied });
			await expect(sent()).rejects.toThrow('terminated');
			expect(simulator.messagesOf(473500009)).toHaveLength(applied ? 1 : 0);
		});

		it('hangs until the caller gives up, and does not keep the simulator from closing', async () => {
			simulator.addFault({ kind: 'hang' });
			const response = fetch(`${simulator.baseUrl}/channels/`, {
				headers: { Authorization: 'Token simulator-token' },
				signal: AbortSignal.timeout(50),
			});
			await expect(response).rejects.toMatchObject({ name: 'TimeoutError' });
			const hanging = expect(asked()).rejects.toThrow('fetch failed');
			await until(() => simulator.log.length === 2);
			await simulator.close();
			await hanging;
		});

		it('can take effect and hang all the same', async () => {
			simulator.addFault({ kind: 'hang', applied: true });
			const hanging = expect(sent()).rejects.toThrow('fetch failed');
			await until(() => simulator.messagesOf(473500009).length === 1);
			await simulator.close();
			await hanging;
		});

		it('is slow, before or after the request takes effect', async () => {
			simulator.addFault({ kind: 'slow', delayMs: 60, times: 1 });
			simulator.addFault({ kind: 'slow', delayMs: 60, times: 1, applied: true });
			for (let count = 1; count <= 2; count++) {
				const started = performance.now();
				expect(await sent()).toMatchObject({ status: 200, body: { success: true } });
				expect(performance.now() - started).toBeGreaterThanOrEqual(58);
				expect(simulator.messagesOf(473500009)).toHaveLength(count);
			}
		});

		it('answers with the HTML page of a proxy', async () => {
			simulator.addFault({ kind: 'html' });
			const { status, body, headers } = await asked();
			expect(status).toBe(502);
			expect(body).toContain('<title>502 Bad Gateway</title>');
			expect(headers.get('content-type')).toContain('text/html');
		});

		it('answers with half of the JSON', async () => {
			simulator.addFault({ kind: 'truncated', applied: true });
			const response = await fetch(`${simulator.baseUrl}/channels/`, {
				headers: { Authorization: 'Token simulator-token' },
			});
			const text = await response.text();
			expect(response.status).toBe(200);
			expect(text).toMatch(/^\{"success":true,"total":5,"channels":\[/);
			expect(() => JSON.parse(text)).toThrow();
		});

		it('answers with nothing', async () => {
			simulator.addFault({ kind: 'empty' });
			expect(await asked()).toMatchObject({ status: 200, body: '' });
		});

		it('answers with far too much', async () => {
			simulator.addFault({ kind: 'huge', times: 1 });
			simulator.addFault({ kind: 'huge', bytes: 1000 });
			const size = async () => JSON.stringify((await asked()).body).length;
			expect(await size()).toBeGreaterThan(20_000_000);
			expect(await size()).toBeLessThan(1100);
		});
	});
});
