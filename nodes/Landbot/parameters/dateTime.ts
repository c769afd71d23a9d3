import { tryToParseDateTime } from 'n8n-workflow';
import { codeOf } from '../api/text';
import { asJson } from '../api/values';

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
