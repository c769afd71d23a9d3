import type { IExecutePaginationFunctions } from 'n8n-workflow';
import type { Batch } from './batch';

/** What `npm run bench` has measured, items in a second. */
const PER_SECOND = { checked: 80, accepted: 9 };

/** Fewer items are done before anybody wonders. */
const FEW = 20;

/** How often the log says how far a long run is, in milliseconds. */
const EVERY_MS = 60_000;

/** A number as people write it, such as `1,000`. */
export const formatted = (count: number): string => count.toLocaleString('en');

/** `90` as `2 minutes`, `40` as `40 seconds`. */
function duration(seconds: number): string {
	const [amount, unit] =
		seconds < 90 ? [Math.ceil(seconds), 'second'] : [Math.round(seconds / 60), 'minute'];
	return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/**
 * Says in the log how long a batch takes when it begins, so that nobody takes preparing and pacing for a standstill, and
 * once a minute how far it is.
 */
export function logProgress({ logger }: IExecutePaginationFunctions, batch: Batch): void {
	const { loop, accepted, failed, loggedAt } = batch;
	const now = performance.now();
	if (loop.total <= FEW || (loggedAt && now - loggedAt < EVERY_MS)) return;
	batch.loggedAt = now;
	const total = formatted(loop.total);
	if (!loggedAt) {
		const [checking, sending] = [PER_SECOND.checked, PER_SECOND.accepted].map((rate) =>
			duration(loop.total / rate),
		);
		logger.info(
			`Landbot: checking ${total} items takes about ${checking}, sending them about ${sending} more. Landbot accepts 10 requests per second`,
		);
		return;
	}
	const done = accepted.size + failed.size;
	logger.info(
		done > 0
			? `Landbot: ${formatted(done)} of ${total} items are done`
			: `Landbot: ${formatted(loop.last + 1)} of ${total} items are checked`,
	);
}
