import { isKnown, isPlain } from './words.mjs';

/**
 * Turns what Landbot said into words about its form, so that no value is printed.
 *
 * What came back of a request, as far as it is described here.
 * @typedef {Pick<import('../run/api.mjs').Answer, 'status' | 'kind' | 'body'>} Described
 */

/** @type {[pattern: RegExp, name: string][]} */
const FORMS = [
	[/^$/, 'empty string'],
	[/^\d{4}-\d\d-\d\d$/, 'string like YYYY-MM-DD'],
	[/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, 'string like YYYY-MM-DD HH:MM:SS'],
	[/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+$/, 'string like YYYY-MM-DD HH:MM:SS.f'],
	[/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/, 'string like YYYY-MM-DDTHH:MM:SS'],
	[/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, 'string like YYYY-MM-DDTHH:MM:SSZ'],
	[
		/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:?\d\d$/,
		'string like YYYY-MM-DDTHH:MM:SS+HH:MM',
	],
	[/^\d\d\/\d\d\/\d{4}$/, 'string like DD/MM/YYYY'],
	[/^\d+(\.\d+)?$/, 'string of digits'],
];

/** The type of a value: `null`, `array`, or JavaScript's word. @param {unknown} value @returns {string} */
export function typeOf(value) {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

/**
 * Whether a value has keys.
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export const isObject = (value) => typeOf(value) === 'object';

/** The type of a value, and the form of a text where it is a known one. @param {unknown} value @returns {string} */
export function formOf(value) {
	if (typeof value === 'number') return Number.isInteger(value) ? 'whole number' : 'number';
	if (typeof value !== 'string') return typeOf(value);
	return FORMS.find(([pattern]) => pattern.test(value))?.[1] ?? 'string';
}

/** A word that Landbot itself has chosen, such as a channel's type; `<word>` for anything else. @param {string} word */
export const safeWord = (word) => (/^[a-z_]{1,24}$/.test(word) ? word : '<word>');

/**
 * The shape of JSON: its known keys and their types, and how many other keys there are.
 * @param {unknown} value
 * @param {number} depth How many levels are described.
 * @returns {string}
 */
export function shape(value, depth = 2) {
	if (Array.isArray(value)) return value.length > 0 ? `[${shape(value[0], depth - 1)}]` : '[]';
	if (!isObject(value)) return formOf(value);
	const keys = Object.keys(value);
	if (depth < 1) return `object with ${keys.length} keys`;
	const known = keys.filter(isKnown);
	const others = keys.length - known.length;
	const parts = known.map((key) => `${key}: ${shape(value[key], depth - 1)}`);
	if (others > 0) parts.push(`${others} unknown ${others === 1 ? 'key' : 'keys'}`);
	return `{${parts.join(', ')}}`;
}

/** @type {Record<string, string>} */
const WITHOUT_JSON = { empty: 'without a body', html: 'an HTML page', text: 'plain text' };

/** An answer as status and shape, such as `404 {detail: string}`. @param {Described} answer */
export const outline = ({ status, kind, body }) => `${status} ${WITHOUT_JSON[kind] ?? shape(body)}`;

/** Which of the known forms of a refusal a body has: `detail`, `errors`, `html` …, else its shape. @param {Described} answer */
export function refusalKind({ kind, body }) {
	if (kind !== 'json') return kind;
	if (typeof body?.detail === 'string') return 'detail';
	return body?.errors ? 'errors' : shape(body, 1);
}

/**
 * What a refusal says: its sentence when that is one of the framework's, else only that there is one.
 * @param {Described} answer
 * @returns {string | undefined} Nothing when it says nothing.
 */
export function sentence({ kind, body }) {
	if (kind !== 'json') return undefined;
	const text = body?.detail ?? Object.values(body?.errors ?? {}).flat()[0];
	if (typeof text !== 'string') return undefined;
	return isPlain(text) ? `“${text}”` : 'another text';
}
