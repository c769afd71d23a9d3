import fc from 'fast-check';
import { isLocal } from '../../nodes/Landbot/api/localAddress';
import { readDelivery } from '../../nodes/Landbot/webhooks/delivery';
import { eventOf } from '../../nodes/Landbot/webhooks/event';
import { eventKindOf } from '../../nodes/Landbot/webhooks/eventKind';
import { isGenuine, newSecret } from '../../nodes/Landbot/webhooks/secret';
import { anyJson, DELIVERED } from '../support/property/anyJson';
import { holds } from '../support/property/holds.js';

const SECRET = newSecret();
const GENUINE = { authorization: `Token ${SECRET}` };

const { json, objectOf } = anyJson(DELIVERED);
const message = objectOf(10);

/** Anything that could be a header, and what comes near to the right one. */
const header = fc.oneof(
	json,
	fc.string({ unit: 'binary' }),
	fc
		.tuple(fc.constantFrom('Token ', 'token ', 'Bearer ', ''), fc.nat(64), fc.string())
		.map(([scheme, length, rest]) => scheme + SECRET.slice(0, length) + rest),
	fc.constant(GENUINE.authorization),
);
const headers = fc.dictionary(
	fc.constantFrom('authorization', 'sentry-trace', 'content-type', 'x'),
	header,
);

it('reads whatever arrives without throwing, and lets nothing forged pass', async () => {
	await holds(
		fc.property(headers, json, fc.nat(2_000_000), (given, body, size) => {
			const reading = readDelivery({ headers: given, body, size }, [newSecret(), SECRET]);
			const genuine = given.authorization === GENUINE.authorization;
			if ('status' in reading) expect([403, 413, 400]).toContain(reading.status);
			if (!genuine) expect(reading).toMatchObject({ status: 403 });
			if (size > 1_000_000) expect(reading).toHaveProperty('status');
		}),
		300,
	);
});

it('never takes one secret for another', async () => {
	await holds(
		fc.property(header, fc.array(fc.string(), { maxLength: 5 }), (given, secrets) => {
			const expected = secrets.some((secret) => given === `Token ${secret}`);
			expect(isGenuine(given, secrets)).toBe(expected);
		}),
		300,
	);
});

it('gives the same keys for whatever a genuine delivery holds', async () => {
	const keys = Object.keys(eventOf({}, null));
	await holds(
		fc.property(json, fc.array(message, { minLength: 1, maxLength: 3 }), (other, messages) => {
			const body = { messages: [...messages, other] };
			const reading = readDelivery({ headers: GENUINE, body, size: 0 }, [SECRET]);
			if ('status' in reading) return;
			for (const each of reading.messages) {
				const event = eventOf(each, reading.id);
				expect(Object.keys(event)).toEqual(keys);
				expect(event.event).toBe(eventKindOf(each));
				expect(() => JSON.stringify(event)).not.toThrow();
				if (event.time !== null) expect(Date.parse(String(event.time))).not.toBeNaN();
				for (const key of ['customer_id', 'channel_id', 'agent_id', 'latitude'] as const) {
					expect(event[key] === null || Number.isFinite(event[key])).toBe(true);
				}
			}
		}),
		300,
	);
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

it('judges every address that is one', async () => {
	await holds(
		fc.property(fc.oneof(fc.webUrl(), fc.ipV4Extended(), fc.ipV6()), (text) => {
			const host = text.includes(':') && !text.includes('/') ? `[${text}]` : text;
			const url = host.startsWith('http') ? host : `http://${host}/`;
			if (URL.canParse(url)) expect(typeof isLocal(new URL(url))).toBe('boolean');
		}),
		100,
	);
});

it('knows every spelling of this machine', async () => {
	await holds(
		fc.property(fc.integer({ min: 0x7f000000, max: 0x7fffffff }), (number) => {
			const parts = [24, 16, 8, 0].map((shift) => (number >>> shift) & 255);
			const spellings = [
				String(number),
				`0x${number.toString(16)}`,
				`0${number.toString(8)}`,
				parts.join('.'),
				`[::ffff:${parts.join('.')}]`,
				`[64:ff9b::${parts.join('.')}]`,
			];
			for (const host of spellings) expect(isLocal(new URL(`http://${host}/`))).toBe(true);
		}),
		100,
	);
});
