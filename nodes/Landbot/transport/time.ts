/** Seconds since 1970 above this are milliseconds: as seconds they would be after the year 5000. */
const MILLISECONDS_FROM = 1e11;

/** The last moment that a `Date` can hold, in milliseconds. */
const LAST_MOMENT_MS = 8.64e15;

/** Epoch seconds, whole or with a fraction, as ISO 8601 in UTC; null for what is no time. */
export function isoTime(seconds: unknown): string | null {
	if (typeof seconds !== 'number') return null;
	const ms = Math.abs(seconds) < MILLISECONDS_FROM ? seconds * 1000 : seconds;
	return Math.abs(ms) <= LAST_MOMENT_MS ? new Date(ms).toISOString() : null;
}
