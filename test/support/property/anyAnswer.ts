/** Arbitrary answers to a request, from those of Landbot to those that are no HTTP, byte for byte. */
import fc from 'fast-check';
import { ANSWERED, anyJson } from './anyJson';
import { encoders, type RawAnswer } from './rawServer.js';

/** What an answer repeats of the request, and where else it wants to have it. */
export interface Circumstances {
	/** The token of the credential, and that of the message hook in the request. */
	token: string;
	secret: string;
	/** Another server, to which a redirect may lead. */
	elsewhere: string;
}

const { json, objectOf } = anyJson(ANSWERED);

/** What stands for the token and the secret until they are known. */
const TOKEN = 'the-token-itself';
const SECRET = 'the-secret-itself';
const echo = fc.constantFrom(TOKEN, SECRET);

/** What Landbot would say, for every operation, with something else in one place. */
const nearlyRight = fc
	.tuple(fc.constantFrom(...ANSWERED.keys), fc.oneof(json, echo))
	.map(([key, value]) => ({
		success: true,
		total: 1,
		customer: { id: 473500001, name: 'Ana', channel_id: 2955001, phone: '34600000021' },
		channel: { id: 2955001, name: 'Support bot', type: 'landbot' },
		hook: { id: 81234, url: 'https://n8n.example/hook', token: 'secret' },
		[key]: value,
	}));
const refusal = fc
	.tuple(fc.constantFrom('errors', 'detail', 'error'), fc.oneof(json, echo))
	.map(([key, value]) => ({ [key]: value }));
const list = fc
	.tuple(fc.constantFrom(...ANSWERED.keys), fc.array(objectOf(5), { maxLength: 4 }), json)
	.map(([key, rows, total]) => ({ success: true, total, [key]: rows }));

/** Something over and over, as only those send it who mean harm. */
const repeated = fc
	.tuple(
		fc.constantFrom('<', '<style', '<a ', '[', '{"a":', ' ', '{{', '&', '\u0000', 'captcha '),
		fc.integer({ min: 1, max: 100_000 }),
		fc.constantFrom('', '>', '</style>', 'x'),
	)
	.map(([part, times, end]) => part.repeat(times) + end);
const page = fc
	.tuple(
		fc.string(),
		fc.constantFrom('', TOKEN, `Token ${TOKEN}`, SECRET, 'Just a moment...', 'squid'),
	)
	.map(([text, words]) => `<!doctype html><title>${text}</title><p>${words}</p>`);
/** Objects inside each other, deeper than code that follows them by recursion can go. */
const deep = fc
	.tuple(fc.constantFrom('errors', 'detail', 'customer', 'customers'), fc.nat(20_000))
	.map(([key, depth]) => `{"success":true,"${key}":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`);

const text = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.oneof(nearlyRight, list, refusal, json).map((body) => JSON.stringify(body)),
	},
	{ weight: 2, arbitrary: fc.oneof(page, repeated, deep) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

const status = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(200, 201, 204) },
	{ weight: 3, arbitrary: fc.constantFrom(400, 401, 402, 403, 404, 405, 412, 413, 422, 500, 502) },
	{ weight: 1, arbitrary: fc.constantFrom(301, 302, 307, 308, 407, 429, 511) },
	{ weight: 1, arbitrary: fc.integer({ min: 200, max: 999 }) },
);

/** A pause that is asked for is taken, so it is short. */
const retryAfter = fc.oneof(
	fc.constantFrom('0', '0.2', '-5', 'soon', '1e-3'),
	fc.string({ unit: 'grapheme-ascii' }).map((one) => one.replace(/\d/g, '')),
);
const contentType = fc.constantFrom(
	...[
		'application/json',
		'application/json; charset=utf-16le',
		'text/html',
		'text/plain; charset=x',
	],
	...['application/octet-stream', 'image/png', 'json', ';', ''],
);
const target = fc.constantFrom('/', '..', '//', 'https://', 'javascript:1', 'http://[');

/** In the end the header and the bytes need not fit. */
const encoding = fc.constantFrom(...encoders.keys());

/** The usual value, and now and then another one. */
const mostly = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
	fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const headerLines = (headers: Record<string, string | undefined>): string =>
	Object.entries(headers)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}: ${value?.replace(/[\r\n]/g, '')}\r\n`)
		.join('');

/** Any answer to a request. `write` gives its bytes once it is known what the request holds. */
export const anyAnswer = fc
	.record({
		status,
		text,
		contentType: mostly('application/json', contentType),
		retryAfter: mostly<string | undefined>(undefined, retryAfter),
		isRedirect: fc.boolean(),
		target,
		encoded: mostly('identity', encoding),
		declared: mostly<string | undefined>(undefined, encoding),
		/** Which part of the bytes is written, in thousandths. */
		part: mostly(1000, fc.nat(1000)),
		length: mostly('right', fc.constantFrom('none', 'wrong', 'chunked')),
		isHttp: mostly(true, fc.boolean()),
		end: mostly<RawAnswer['end']>('close', fc.constant('reset')),
	})
	.map((answer) => ({
		...answer,
		/** Whether it repeats the token or the secret. */
		repeats: answer.text.includes(TOKEN) || answer.text.includes(SECRET),
		write({ token, secret, elsewhere }: Circumstances): RawAnswer {
			const given = Buffer.from(answer.text.split(TOKEN).join(token).split(SECRET).join(secret));
			const content = encoders.get(answer.encoded)?.(given) ?? given;
			const { length } = content;
			const lengths: Record<string, Record<string, string>> = {
				right: { 'content-length': String(length) },
				wrong: { 'content-length': String(length + 7) },
				chunked: { 'transfer-encoding': 'chunked' },
				none: {},
			};
			const body =
				answer.length === 'chunked'
					? Buffer.concat([
							Buffer.from(`${length.toString(16)}\r\n`),
							content,
							Buffer.from(length > 0 ? '\r\n0\r\n\r\n' : '\r\n'),
						])
					: content;
			const head = `HTTP/1.1 ${answer.status} Token ${token}\r\n${headerLines({
				'content-type': answer.contentType,
				'content-encoding':
					answer.declared ?? (answer.encoded === 'identity' ? undefined : answer.encoded),
				'retry-after': answer.retryAfter,
				location: answer.isRedirect ? `${elsewhere}${answer.target}` : answer.target,
				'x-request': `Token ${token}`,
				...lengths[answer.length],
			})}\r\n`;
			const all = Buffer.concat([Buffer.from(answer.isHttp ? head : ''), body]);
			return {
				bytes: all.subarray(0, Math.ceil((all.length * answer.part) / 1000)),
				end: answer.end,
			};
		},
	}));
