import type { IDataObject } from 'n8n-workflow';
import { codeOf, shownText, visible, wellFormed } from '../../api/text';
import { asBoolean, asJson, hasLostDigits, parseJson } from '../../api/values';
import { timeOf } from '../../parameters/dateTime';
import {
	DECIMAL,
	excerpt,
	invalidParameter,
	type ItemForm,
	jsonAdvice,
} from '../../parameters/read';

/** Landbot's types of a customer field. */
export type FieldType = 'boolean' | 'date' | 'datetime' | 'float' | 'integer' | 'object' | 'string';

/** A field as Landbot takes it; a string may be empty, a boolean false and a number 0. */
export interface TypedValue extends IDataObject {
	type: FieldType;
	value: string | number | boolean | IDataObject | IDataObject[];
}

/** What a value of each type looks like, for a person who gave another one. */
const LOOKS_LIKE: Record<FieldType, string> = {
	boolean: 'true or false',
	date: 'a date, such as 2026-01-31',
	datetime: 'a date with a time, such as 2026-01-31T15:30:00',
	float: 'a number, such as 3.5',
	integer: 'a whole number of at most 15 digits, such as 3',
	object: 'JSON, such as {"size": "M"}',
	string: 'text',
};

/** A number of JavaScript, or one that a person writes: `1e3`, `0x10` and `1,000` mean something else to each reader. */
const asNumber = (value: unknown): number | undefined => {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	const text = typeof value === 'string' ? visible(value) : '';
	// Larger ones would arrive with other digits.
	return DECIMAL.test(text) && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER
		? Number(text)
		: undefined;
};

/** Sheets, databases and Luxon give a day as midnight in some zone; converted, it would be the day before in America. */
const MIDNIGHT = /^\d{4}-\d\d-\d\d[T ]00:00(:00(\.0+)?)? ?(Z|UTC|[+-]\d\d(:?\d\d)?)?$/;

/** Three digits behind a point: a sheet in half of the world means thousands. */
const PERHAPS_THOUSANDS = /\.\d{3}$/;

/** How each type is read; undefined means that the value is none of the type. */
const READ: Record<FieldType, (value: unknown, zone: string) => TypedValue['value'] | undefined> = {
	boolean: asBoolean,
	// Nobody has verified which forms of a date Landbot accepts; ISO 8601 is the safest.
	date: (value, zone) => {
		const time = timeOf(value, zone);
		const written = codeOf(asJson(value));
		if (time && MIDNIGHT.test(written)) return written.slice(0, 10);
		return time?.setZone(zone).toISODate() ?? undefined;
	},
	datetime: (value, zone) =>
		timeOf(value, zone)?.toUTC().startOf('second').toISO({ suppressMilliseconds: true }) ??
		undefined,
	float: asNumber,
	integer: (value) => {
		if (PERHAPS_THOUSANDS.test(codeOf(value))) return undefined;
		const number = asNumber(value);
		// Larger ones would arrive with other digits.
		return Number.isSafeInteger(number) ? number : undefined;
	},
	object: (value) => {
		const parsed = asJson(parseJson(value));
		return parsed !== null && typeof parsed === 'object' ? (parsed as IDataObject) : undefined;
	},
	string: (value) => {
		const plain = asJson(value);
		if (plain === null || (typeof plain === 'number' && !Number.isFinite(plain))) return undefined;
		return wellFormed(shownText(plain));
	},
};

/**
 * The value of the field of this name as Landbot takes it, from what a person has entered or an expression has given.
 * Throws a `NodeOperationError` when it is not of the type.
 */
export function typedValue(
	context: ItemForm,
	name: string,
	type: FieldType,
	value: unknown,
): TypedValue {
	if (!Object.keys(READ).includes(type)) {
		throw invalidParameter(
			context,
			`'${excerpt(type)}' is no type of a field`,
			`Choose one of ${Object.keys(READ).join(', ')}`,
		);
	}
	if (value === null || value === undefined) {
		throw invalidParameter(
			context,
			`There is no value for the field '${excerpt(name)}'`,
			"Check the expression in 'Value' for this item, or leave the field out. An empty text is a value, a missing one is not",
		);
	}
	if (type !== 'float' && hasLostDigits(asJson(type === 'object' ? parseJson(value) : value))) {
		throw invalidParameter(
			context,
			`The value of the field '${excerpt(name)}' is or holds a number that has lost digits`,
			'Programs keep about 15 digits of a number. Give it as a text, in quotes, to a field of the type String',
		);
	}
	const typed = READ[type](value, context.getTimezone());
	if (typed !== undefined) return { type, value: typed };
	const given = typeof value === 'object' ? JSON.stringify(value) : value;
	throw invalidParameter(
		context,
		`The value '${excerpt(given)}' does not fit the type of the field '${excerpt(name)}'`,
		jsonAdvice(
			type === 'object' ? value : '',
			`The field takes ${LOOKS_LIKE[type]}. Change the value, or choose another 'Type'`,
			'{{ ({ size: $json.size }) }}',
		),
	);
}

/** The type that a value of JSON has in Landbot; text stays text, also when it looks like a date. */
export function typeOf(value: unknown): FieldType {
	if (typeof value === 'boolean') return 'boolean';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
	return value !== null && typeof value === 'object' ? 'object' : 'string';
}
