/**
 * With a `sleep` of n8n that is another one.
 * @engine own
 */
import { sleep, systemClock } from '../../nodes/Landbot/api/rateLimit/clock';
import { pause } from '../../simulator/test/client.ts';
import { listenersOf } from '../support/listeners.js';

/** n8n's own as it was before 2.35: it looks at no signal. */
jest.mock('n8n-workflow', () => ({
	sleep: async (ms: number) => await pause(ms),
}));

it('ends a wait with the reason of the signal, also on an n8n that does not', async () => {
	const controller = new AbortController();
	const waiting = sleep(60, controller.signal);
	controller.abort(new Error('The person has clicked Stop'));
	await expect(waiting).rejects.toThrow('The person has clicked Stop');
});

it('does not begin to wait when the signal has aborted', async () => {
	await expect(sleep(60, AbortSignal.abort(new Error('Stopped')))).rejects.toThrow('Stopped');
});

it('leaves nothing behind at a signal that many waits share', async () => {
	const { signal } = new AbortController();
	await Promise.all([sleep(1, signal), sleep(1, signal), sleep(1)]);
	expect(listenersOf(signal)).toBe(0);
});

it('tells the time of day as the machine has it', () => {
	const before = Date.now();
	const time = systemClock.timeOfDay();
	expect(time).toBeGreaterThanOrEqual(before);
	expect(time).toBeLessThanOrEqual(Date.now());
});
