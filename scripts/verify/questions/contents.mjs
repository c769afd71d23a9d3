import { spoken } from '../privacy/keys.mjs';
import { formOf, safeWord } from '../privacy/shape.mjs';
import { question } from './question.mjs';

/**
 * @import { Answer } from '../run/api.mjs'
 * @import { Side } from '../run/side.mjs'
 *
 * What a list has, each as an object.
 * @typedef {Record<string, any>[]} Rows
 */

/** Seconds by which a clock and a conversation may differ. */
const NEAR_S = 120;
const QUARTER_S = 900;

/** All keys that any of them has. @param {Rows} rows */
const keysOf = (rows) => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** Those beyond the documented ones. @param {Rows} rows @param {string[]} documented */
const more = (rows, documented) => keysOf(rows).filter((key) => !documented.includes(key));

const askTranscript = (/** @type {Side} */ side) => side.transcript();
/** When the messages of a conversation were written, as Landbot writes it. @param {Answer} answer */
const timesOf = ({ rows }) => rows.map(({ message_datetime: time }) => time);

/** The placeholders of a template, such as `{{1}}`. @param {unknown} text @returns {string[]} */
const placeholders = (text) => String(text).match(/\{\{\d+\}\}/g) ?? [];
const countDifferent = (/** @type {string[]} */ words) => new Set(words).size;

/**
 * What `params_number` may count, each with how to count it in an entry.
 * @type {[words: string, count: (entry: Rows[number]) => number][]}
 */
const COUNTS = [
	['the placeholders of the text', ({ text }) => countDifferent(placeholders(text))],
	['the occurrences in the text', ({ text }) => placeholders(text).length],
	[
		'the placeholders of the whole entry',
		(entry) => countDifferent(placeholders(JSON.stringify(entry))),
	],
];

const askTemplates = async (/** @type {Side} */ side) => ({ answer: await side.templates() });
const NO_TEMPLATES = { came: 'no entries', why: 'there are no templates' };

/** Where a template says its language. @param {Rows} rows */
function languagePlace(rows) {
	/** @param {string} key @param {(value: unknown) => boolean} test */
	const has = (key, test) => rows.some((row) => test(row[key]));
	if (has('language', (value) => typeof value === 'string')) return 'language';
	if (has('languages', Array.isArray)) return 'languages';
	if (has('translations', Array.isArray)) return 'translations';
	return keysOf(rows).some((key) => /lang|locale/i.test(key)) ? 'under another key' : 'none';
}

/** Conversations, templates and channels. */
export const contentQuestions = [
	question({
		question: 'Which keys has an entry of a conversation?',
		switch: 'transcriptKeys',
		ask: askTranscript,
		read({ answer: { rows } }) {
			const further = more(rows, ['type', 'message', 'message_datetime']);
			const known = further.includes('uuid') && further.includes('author_type');
			const words = spoken(further, 'entry of a conversation');
			return {
				came: `${rows.length} entries; besides type, message and message_datetime: ${words}`,
				value: further.length === 0 ? 'documented' : known ? 'all' : words,
			};
		},
	}),
	question({
		question: 'How does a conversation write its times?',
		ask: askTranscript,
		read({ answer }) {
			const forms = [...new Set(timesOf(answer).map(formOf))].sort();
			return { came: forms.join(', '), value: forms };
		},
	}),
	question({
		question: 'Are the times of a conversation in UTC?',
		ask: askTranscript,
		read({ answer, lastMessage }) {
			const latest = Math.max(...timesOf(answer).map((time) => Date.parse(`${time}Z`) / 1000));
			const ahead = latest - lastMessage;
			const quarters = Math.round(ahead / QUARTER_S);
			if (!(Math.abs(ahead - quarters * QUARTER_S) < NEAR_S) || Math.abs(quarters) > 56) {
				return { came: 'no relation', why: "the last entry is not the customer's last message" };
			}
			return { came: `${quarters / 4} hours ahead of UTC`, value: quarters / 4 };
		},
	}),
	question({
		question: 'In which order does a conversation come?',
		ask: askTranscript,
		read({ answer }) {
			const times = timesOf(answer).map((time) => Date.parse(time));
			/** @param {(one: number, next: number) => boolean} test */
			const sorted = (test) => times.every((time, n) => n === 0 || test(times[n - 1], time));
			if (times.length < 3) return { came: `${times.length} entries`, why: 'too few entries' };
			const up = sorted((a, b) => a <= b) && 'oldest first';
			const came = up || (sorted((a, b) => a >= b) && 'latest first') || 'in no order of time';
			// none is promised, so every order is as assumed
			return { came, value: 'any' };
		},
	}),
	question({
		question: 'Where does a template say its language?',
		switch: 'templateLanguageKey',
		ask: askTemplates,
		read({ answer: { rows } }) {
			if (rows.length === 0) return NO_TEMPLATES;
			const further = spoken(more(rows, ['id', 'params_number', 'text']), 'template');
			const repeated = rows.length - new Set(rows.map(({ id }) => id)).size;
			return {
				came: `${rows.length} entries, ${repeated} with the ID of another; besides id, params_number and text: ${further}`,
				value: languagePlace(rows),
			};
		},
	}),
	question({
		question: 'What does params_number of a template count?',
		ask: askTemplates,
		read({ answer: { rows } }) {
			if (!rows.some(({ params_number: number }) => number > 0)) return NO_TEMPLATES;
			const fitting = COUNTS.filter(([, count]) =>
				rows.every((row) => row.params_number === count(row)),
			).map(([words]) => words);
			return { came: fitting.join(', ') || 'none of the likely', value: fitting[0] ?? 'otherwise' };
		},
	}),
	question({
		question: 'Which words are there for the type of a channel?',
		ask: async (side) => ({ answer: await side.channels() }),
		read({ answer: { rows } }) {
			const words = [...new Set(rows.map(({ type }) => safeWord(String(type))))].sort();
			if (words.length === 0) return { came: 'no channels', why: 'there are no channels' };
			return { came: words.join(', '), value: words };
		},
		fits: (/** @type {string[]} */ words, /** @type {string[]} */ known) =>
			words.every((word) => known.includes(word)),
	}),
];
