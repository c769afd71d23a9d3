/** The rate limit of all tokens. */
export interface Limit {
	/**
	 * Whether an arrival of this token is let through.
	 *
	 * @param at the arrival in milliseconds, never before an earlier call's
	 */
	admits(token: string, at: number): boolean;
	/** Forgets all arrivals. */
	clear(): void;
}

/**
 * At most `requests` arrivals per token in any `windowMs` milliseconds. Landbot documents a hard ceiling of
 * 10 per second; whether refused arrivals count is not known, so `countRefused` decides each time.
 */
export function createLimit(
	{ requests, windowMs }: { requests: number; windowMs: number },
	countRefused: () => boolean,
): Limit {
	const arrivals = new Map<string, number[]>();
	return {
		admits(token, at) {
			const recent = (arrivals.get(token) ?? []).filter((earlier) => at - earlier < windowMs);
			const admitted = requests === 0 || recent.length < requests;
			if (admitted || countRefused()) recent.push(at);
			arrivals.set(token, recent);
			return admitted;
		},
		clear: () => arrivals.clear(),
	};
}
