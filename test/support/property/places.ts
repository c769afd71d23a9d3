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

/** The way to every value of a form that a person may enter, texts only unless told. */
export function placesIn(value: unknown, way: string[] = [], isText = true): string[][] {
	if (value === null || typeof value !== 'object') {
		return isText && typeof value !== 'string' ? [] : [way];
	}
	return Object.entries(value)
		.filter(([key]) => !FIXED.includes(key))
		.flatMap(([key, inner]) => placesIn(inner, [...way, key], isText));
}

/** The same form with another value in one place. */
export function replaced(form: unknown, [key, ...rest]: string[], value: unknown): unknown {
	if (key === undefined) return value;
	const copy = (Array.isArray(form) ? [...form] : { ...(form as IDataObject) }) as IDataObject;
	copy[key] = replaced(copy[key], rest, value) as IDataObject[string];
	return copy;
}
