import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { isLocal } from '../../nodes/Landbot/api/localAddress';
import { readDelivery } from '../../nodes/Landbot/webhooks/delivery';
import { eventOf } from '../../nodes/Landbot/webhooks/event';
import { eventKindOf } from '../../nodes/Landbot/webhooks/eventKind';
import { isGenuine, newSecret } from '../../nodes/Landbot/webhooks/secret';

const SECRET = newSecret();
const GENUINE = { authorization: `Token ${SECRET}` };

/** Any JSON, with the keys that the code looks at more often than chance would bring them. */
const KEYS = fc.constantFrom(
	...'type timestamp data sender customer channel _raw action agent_id message url body payload'.split(
		' ',
	),
	...'payloads buttons button extra location latitude id name author_type uuid seq messages'.split(
		' ',
	),
	'__proto__',
	'constructor',
	'toString',
);
const WORDS = fc.constantFrom('text', 'event', 'image', 'assign', 'customer', 'bot', 'sys', 'True');
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
	anything: fc.oneof(
		{ maxDepth: 5, withCrossShrink: true },
		fc.jsonValue({ maxDepth: 1 }),
		WORDS,
		fc.array(tie('anything'), { maxLength: 4 }),
		fc.dictionary(fc.oneof(KEYS, fc.string()), tie('anything'), { maxKeys: 8 }),
	),
}));
/** As it comes over the wire. */
const json = anything.map((value) => JSON.parse(JSON.stringify(value) ?? 'null') as unknown);
const message = fc
	.dictionary(KEYS, anything, { maxKeys: 10 })
	.map((value) => JSON.parse(JSON.stringify(value)) as IDataObject);
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

it('reads whatever arrives without throwing, and lets nothing forged pass', () => {
	fc.assert(
		fc.property(headers, json, fc.nat(2_000_000), (given, body, size) => {
			const reading = readDelivery({ headers: given, body, size }, [newSecret(), SECRET]);
			const genuine = given.authorization === GENUINE.authorization;
			if ('status' in reading) expect([403, 413, 400]).toContain(reading.status);
			if (!genuine) expect(reading).toMatchObject({ status: 403 });
			if (size > 1_000_000) expect(reading).toHaveProperty('status');
		}),
		{ numRuns: 300 },
	);
});

it('never takes one secret for another', () => {
	fc.assert(
		fc.property(header, fc.array(fc.string(), { maxLength: 5 }), (given, secrets) => {
			const expected = secrets.some((secret) => given === `Token ${secret}`);
			expect(isGenuine(given, secrets)).toBe(expected);
		}),
		{ numRuns: 300 },
	);
});

it('gives the same keys for whatever a genuine delivery holds', () => {
	const keys = Object.keys(eventOf({}, null));
	fc.assert(
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
		{ numRuns: 300 },
	);
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

it('judges every address that is one', () => {
	fc.assert(
		fc.property(fc.oneof(fc.webUrl(), fc.ipV4Extended(), fc.ipV6()), (text) => {
			const host = text.includes(':') && !text.includes('/') ? `[${text}]` : text;
			const url = host.startsWith('http') ? host : `http://${host}/`;
			if (URL.canParse(url)) expect(typeof isLocal(new URL(url))).toBe('boolean');
		}),
	);
});

it('knows every spelling of this machine', () => {
	fc.assert(
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
	);
});
