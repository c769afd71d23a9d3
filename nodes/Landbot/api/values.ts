import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../parameters/read';

/** What to make of values that anybody may have sent, and of which Landbot's documentation does not say all. */

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
