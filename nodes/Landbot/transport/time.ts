/** Epoch seconds, whole or with a fraction, as ISO 8601 in UTC; null for what is no time. */
export const isoTime = (seconds: unknown): string | null =>
	typeof seconds === 'number' && Number.isFinite(seconds)
		? new Date(seconds * 1000).toISOString()
		: null;
