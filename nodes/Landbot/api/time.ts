import { tryToParseDateTime } from 'n8n-workflow';
import { asJson, codeOf } from '../parameters/read';

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

/** A date of the calendar, alone or before a time of any form. */
const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)([T ].+)?$/;

/**
 * What a person or an expression has entered as a point in time; without a zone it is meant in the workflow's.
 * Undefined for everything else. ISO 8601 only, because n8n's own reader takes `Plan 3` for a day in 2001 and
 * 31 February for one in March.
 */
export function timeOf(value: unknown, zone: string) {
	const text = codeOf(asJson(value));
	const [, year, month, day] = ISO_DATE.exec(text) ?? [];
	if (
		new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)
	) {
		return undefined;
	}
	try {
		return tryToParseDateTime(text, zone);
	} catch {
		return undefined;
	}
}
