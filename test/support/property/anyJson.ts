/** Arbitrary JSON, with the names and words that the code looks at more often than chance would bring them. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

/** Names and words that something is read by. */
export interface Vocabulary {
	keys: string[];
	words: string[];
}

/** Names that every object of JavaScript has already. */
const INHERITED = ['__proto__', 'constructor', 'toString'];

/** What Landbot delivers. */
export const DELIVERED: Vocabulary = {
	keys: [
		...'type timestamp data sender customer channel _raw action agent_id message url body'.split(
			' ',
		),
		...'payload payloads buttons button extra location latitude id name author_type'.split(' '),
		...'uuid seq messages files urls cards caption filename'.split(' '),
	],
	words: ['text', 'event', 'image', 'assign', 'customer', 'bot', 'sys', 'True'],
};

/** What Landbot answers. */
export const ANSWERED: Vocabulary = {
	keys: [
		...'success errors error detail total id name customer customers channel channels'.split(' '),
		...'field fields hook hooks message messages template templates custom_fields'.split(' '),
		...'phone email type channel_id token url text language languages translations'.split(' '),
		...'params_number status last_message message_datetime sender author title'.split(' '),
	],
	words: ['whatsapi', 'apichat', 'en', 'APPROVED', '{{1}}', '2026-10-05 12:00:00', 'Not found.'],
};

/** JSON as it comes over the wire: any value, and objects with so many keys at most. */
export function anyJson({ keys, words }: Vocabulary) {
	const key = fc.constantFrom(...keys, ...INHERITED);
	const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
		anything: fc.oneof(
			{ maxDepth: 5, withCrossShrink: true },
			fc.jsonValue({ maxDepth: 1 }),
			fc.constantFrom(...words),
			fc.array(tie('anything'), { maxLength: 4 }),
			fc.dictionary(fc.oneof(key, fc.string()), tie('anything'), { maxKeys: 8 }),
		),
	}));
	const received = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');
	return {
		json: anything.map(received),
		objectOf: (maxKeys: number) =>
			fc.dictionary(key, anything, { maxKeys }).map((value) => received(value) as IDataObject),
	};
}
