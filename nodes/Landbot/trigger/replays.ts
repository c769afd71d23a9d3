/** Landbot delivers again for little more than a minute; an hour covers a receiver in between that holds things back. */
const REMEMBERED_MS = 3_600_000;

/** The most deliveries that are remembered, so that a flood costs about 15 MB; the oldest are forgotten first. */
const MOST = 50_000;

/** When each delivery arrived, in milliseconds, oldest first. */
const arrivals = new Map<string, number>();

/**
 * Whether this process has had the same delivery within the last hour; from now on it has. Answers at once, so that of
 * two that arrive in the same millisecond one is the second.
 */
export function isReplay(delivery: string, now = performance.now()): boolean {
	for (const [known, at] of arrivals) {
		if (arrivals.size <= MOST && at > now - REMEMBERED_MS) break;
		arrivals.delete(known);
	}
	if (arrivals.has(delivery)) return true;
	arrivals.set(delivery, now);
	return false;
}

/** Forgets a delivery that came to nothing, so that the next attempt counts as the first. */
export function forget(delivery: string): void {
	arrivals.delete(delivery);
}
