import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { addHook, secretsOf } from '../../nodes/Landbot/trigger/storedHooks';
import { registerDelivery } from '../../nodes/Landbot/webhooks/duplicates';
import { hashOf, isGenuine, newSecret, secretBehind } from '../../nodes/Landbot/webhooks/secret';

describe('the memory for replays', () => {
	const HOUR_MS = 3_600_000;
	const ok = () => ({ statusCode: 200, writableEnded: true, once: () => undefined });
	const at = (ms: number) => jest.spyOn(performance, 'now').mockReturnValue(ms);
	afterEach(() => jest.restoreAllMocks());

	/** A connection that is closed at once. */
	const closes = (event: string, listener: () => void) => event === 'close' && listener();

	it('lasts an hour', () => {
		at(0);
		expect(registerDelivery('hour', ok())).toBe('new');
		at(HOUR_MS - 1);
		expect(registerDelivery('hour', ok())).toBe('done');
		at(HOUR_MS);
		expect(registerDelivery('hour', ok())).toBe('new');
	});

	it('holds a limited number, and forgets the oldest first', () => {
		at(10 * HOUR_MS);
		for (let number = 0; number < 50_001; number++) registerDelivery(`flood ${number}`, ok());
		expect(registerDelivery('flood 50000', ok())).toBe('done');
		expect(registerDelivery('flood 2', ok())).toBe('done');
		expect(registerDelivery('flood 0', ok())).toBe('new');
	});

	it('takes a delivery that is not answered yet for neither, and one that failed for new', () => {
		const first = { ...ok(), writableEnded: false };
		expect(registerDelivery('open', first)).toBe('new');
		expect(registerDelivery('open', ok())).toBe('open');
		Object.assign(first, { statusCode: 500, writableEnded: true });
		expect(registerDelivery('open', ok())).toBe('new');
		expect(registerDelivery('open', ok())).toBe('done');
	});

	it('lets go of a connection that Landbot gave up before n8n had answered', () => {
		const answer = { statusCode: 200, writableEnded: false, once: closes };
		registerDelivery('given up', answer);
		expect(registerDelivery('given up', ok())).toBe('open');
		answer.writableEnded = true;
		registerDelivery('another', ok());

		// What becomes of the answer now is not looked at any more.
		answer.statusCode = 500;
		expect(registerDelivery('given up', ok())).toBe('done');
	});

	it('looks no longer at an answer that never comes than the delivery is remembered', () => {
		let looks = 0;
		const answer = {
			statusCode: 200,
			once: closes,
			get writableEnded() {
				looks++;
				return false;
			},
		};
		at(100 * HOUR_MS);
		registerDelivery('never answered', answer);
		at(101 * HOUR_MS);
		registerDelivery('an hour later', ok());
		const before = looks;
		expect(before).toBeGreaterThan(0);
		registerDelivery('afterwards', ok());
		expect(looks).toBe(before);
	});
});

describe('the secret', () => {
	it('is another one each time, of 256 bits', () => {
		const secrets = new Set(Array.from({ length: 100 }, newSecret));
		expect(secrets.size).toBe(100);
		for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is accepted only in the whole header', () => {
		expect(isGenuine('Token a', ['b', 'a', 'c'])).toBe(true);
		for (const header of ['Token', 'Token ', 'a', 'Token a ', 'token a', undefined, ['Token a']]) {
			expect(isGenuine(header, ['a'])).toBe(false);
		}
		expect(isGenuine('Token undefined', [])).toBe(false);
	});

	it('is recognised by its hash only in the whole header', () => {
		expect(secretBehind('Token a', hashOf('a'))).toBe('a');
		for (const header of ['x Token a', 'Token a\nb', 'Token b', undefined, ['Token a']]) {
			expect(secretBehind(header, hashOf('a'))).toBeUndefined();
		}
	});

	it('is remembered until n8n has stored it, and not much longer', () => {
		/** A node of which n8n has stored nothing yet. */
		const node = (id: string, stored: IDataObject = {}) =>
			({
				getWorkflowStaticData: () => stored,
				getInstanceId: () => 'instance',
				getWorkflow: () => ({ id: 'workflow', active: true }),
				getNode: () => ({ id }),
			}) as unknown as IHookFunctions;
		const add = (id: string, secret: string) =>
			addHook(node(id), { channel: 1, id: 1, url: 'https://n8n.example.com/', secret });
		const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
		add('node', 'one');
		clock.mockReturnValue(400_000);
		add('node', 'two');
		clock.mockReturnValue(500_000);
		expect(secretsOf(node('node'))).toEqual(['one', 'two']);
		clock.mockReturnValue(700_000);
		expect(secretsOf(node('node'))).toEqual(['two']);
		clock.mockReturnValue(2_000_000);
		add('other', 'three');
		expect(secretsOf(node('node'))).toEqual([]);
		expect(secretsOf(node('other'))).toEqual(['three']);
		const hooks = [{ channel: 1, id: 1, url: 'https://n8n.example.com/', secret: 'one' }];
		const stored = { instance: 'instance', workflow: 'workflow', hooks };
		expect(secretsOf(node('node', stored))).toEqual(['one']);
		expect(secretsOf(node('node', { ...stored, instance: 'another' }))).toEqual([]);
		expect(secretsOf(node('node', { ...stored, workflow: 'another' }))).toEqual([]);
		clock.mockRestore();
	});
});
