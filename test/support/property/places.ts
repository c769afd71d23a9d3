/** The places of a form in which a person may enter something, and the form with something else in one of them. */
import type { IDataObject } from 'n8n-workflow';

/** What says which form it is. */
const FIXED = [
	'resource',
	'operation',
	'mode',
	'__rl',
	'type',
	'valuesFrom',
	'output',
	'mappingMode',
	'input',
	'header',
];

/** Every value of a form that a person may enter, and the way to it. */
export function placesIn(
	value: unknown,
	way: string[] = [],
): Array<{ way: string[]; value: unknown }> {
	if (value === null || typeof value !== 'object') return [{ way, value }];
	return Object.entries(value)
		.filter(([key]) => !FIXED.includes(key))
		.flatMap(([key, inner]) => placesIn(inner, [...way, key]));
}

/** The same form with another value in one place. */
export function replaced(form: unknown, [key, ...rest]: string[], value: unknown): unknown {
	if (key === undefined) return value;
	const copy = (Array.isArray(form) ? [...form] : { ...(form as IDataObject) }) as IDataObject;
	copy[key] = replaced(copy[key], rest, value) as IDataObject[string];
	return copy;
}
