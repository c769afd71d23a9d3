import { seen } from '../../nodes/Landbot/webhooks/duplicates';
import {
	freshSecrets,
	isGenuine,
	newSecret,
	rememberFresh,
} from '../../nodes/Landbot/webhooks/secret';

describe('the memory for replays', () => {
	const HOUR_MS = 3_600_000;
	const ok = () => ({ statusCode: 200, writableEnded: true, once: () => undefined });

	it('lasts an hour', () => {
		expect(seen('hour', ok(), 0)).toBe('new');
		expect(seen('hour', ok(), HOUR_MS - 1)).toBe('done');
		expect(seen('hour', ok(), HOUR_MS)).toBe('new');
	});

	it('holds a limited number, and forgets the oldest first', () => {
		const start = 10 * HOUR_MS;
		for (let number = 0; number < 50_001; number++) seen(`flood ${number}`, ok(), start);
		expect(seen('flood 50000', ok(), start)).toBe('done');
		expect(seen('flood 2', ok(), start)).toBe('done');
		expect(seen('flood 0', ok(), start)).toBe('new');
	});

	it('takes a delivery that is not answered yet for neither, and one that failed for new', () => {
		const first = { ...ok(), writableEnded: false };
		expect(seen('open', first, 0)).toBe('new');
		expect(seen('open', ok(), 1)).toBe('open');
		Object.assign(first, { statusCode: 500, writableEnded: true });
		expect(seen('open', ok(), 2)).toBe('new');
		expect(seen('open', ok(), 3)).toBe('done');
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

	it('is remembered until n8n has stored it, and not much longer', () => {
		rememberFresh('node', 'one', 0);
		rememberFresh('node', 'two', 400_000);
		expect(freshSecrets('node', 500_000)).toEqual(['one', 'two']);
		expect(freshSecrets('node', 700_000)).toEqual(['two']);
		rememberFresh('other', 'three', 2_000_000);
		expect(freshSecrets('node', 0)).toEqual([]);
		expect(freshSecrets('other', 2_000_000)).toEqual(['three']);
	});
});
