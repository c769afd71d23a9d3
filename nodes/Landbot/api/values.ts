import type { IDataObject } from 'n8n-workflow';
import { codeOf, wellFormed } from './text';

/** What to make of values that anybody may have sent, and of which Landbot's documentation does not say all. */

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An object or list as JSON has it, with well-formed texts; what expressions give as dates of JavaScript and of Luxon
 * becomes ISO 8601.
 */
export const asJson = (value: unknown): unknown =>
	value !== null && typeof value === 'object'
		? JSON.parse(JSON.stringify(value), (_, inner) =>
				typeof inner === 'string' ? wellFormed(inner) : inner,
			)
		: value;

/** Whether a number, or one in JSON, has lost digits: JavaScript keeps 15 of them; which ones are lost, nobody can tell. */
export const hasLostDigits = (value: unknown): boolean =>
	value !== null && typeof value === 'object'
		? Object.values(value).some(hasLostDigits)
		: Number.isInteger(value) && !Number.isSafeInteger(value);

/** Whether a value has more levels of objects and lists inside each other than these. */
export function isDeeperThan(levels: number, value: unknown): boolean {
	let level = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > levels) return true;
		level = level
			.filter((inner) => typeof inner === 'object' && inner !== null)
			.flatMap((inner) => Object.values(inner as object));
	}
	return false;
}

/** JSON that a person has written; undefined for what is none. An expression may have given the value itself. */
export function parseJson(given: unknown): unknown {
	if (typeof given !== 'string') return given;
	try {
		return JSON.parse(given) as unknown;
	} catch {
		return undefined;
	}
}

/** How people and programs write yes and no. */
const BOOLEANS: Record<string, boolean> = {
	true: true,
	yes: true,
	'1': true,
	false: false,
	no: false,
	'0': false,
};

/** What a person or a program means by a value: yes, no, or undefined for what is neither. */
export const asBoolean = (value: unknown): boolean | undefined => {
	const text = codeOf(value).toLowerCase();
	return Object.keys(BOOLEANS).includes(text) ? BOOLEANS[text] : undefined;
};

/** An object, or an empty one in its place. */
export const object = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** A text that is not empty; a number becomes one. Null for everything else. */
export function text(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** A number, also when it came as text. Null for everything else. */
export function number(value: unknown): number | null {
	const given = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof given === 'number' && Number.isFinite(given) ? given : null;
}

/** An ID, also when it came as text: a whole number above 0. Null for everything else. */
export function id(value: unknown): number | null {
	const given = number(value);
	return given !== null && Number.isSafeInteger(given) && given > 0 ? given : null;
}

/** True or false, also when it came as Python's text form. Null for everything else. */
export function flag(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	const given = text(value)?.toLowerCase();
	return given === 'true' || given === 'false' ? given === 'true' : null;
}

/** What `read` gives for the first of these values that it gives anything for. */
export function first<T>(read: (value: unknown) => T | null, ...values: unknown[]): T | null {
	for (const value of values) {
		const found = read(value);
		if (found !== null) return found;
	}
	return null;
}

/** Seconds since 1970 above this are milliseconds: as seconds they would be after the year 5000. */
const MILLISECONDS_FROM = 1e11;

/** The last moment that a `Date` can hold, in milliseconds. */
const LAST_MOMENT_MS = 8.64e15;

/** Epoch seconds, whole or with a fraction, in milliseconds; null for what is no time. */
export function epochMs(seconds: unknown): number | null {
	if (typeof seconds !== 'number') return null;
	const ms = Math.abs(seconds) < MILLISECONDS_FROM ? seconds * 1000 : seconds;
	return Math.abs(ms) <= LAST_MOMENT_MS ? ms : null;
}

/** Epoch seconds, whole or with a fraction, as ISO 8601 in UTC; null for what is no time. */
export function isoTime(seconds: unknown): string | null {
	const ms = epochMs(seconds);
	return ms === null ? null : new Date(ms).toISOString();
}
