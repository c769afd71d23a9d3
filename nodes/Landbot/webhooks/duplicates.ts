import { ExpiringMap } from '../api/expiringMap';
import { sleep } from '../api/rateLimit/clock';

/** Landbot delivers again for little more than a minute; an hour covers a receiver in between that holds things back. */
const REMEMBERED_MS = 3_600_000;

/** The most deliveries that are remembered, so that a flood costs about 15 MB; the oldest are forgotten first. */
const MOST = 50_000;

/** How often an answer is looked at whose connection is gone, in milliseconds. */
const LOOK_EVERY_MS = 1000;

/** n8n's answer to a delivery, as far as it decides whether the delivery came to something. */
export interface Answer {
	statusCode: number;
	writableEnded: boolean;
	once(event: 'close', listener: () => void): unknown;
}

/** What was answered to a delivery, or will be. */
interface Arrival {
	answer: Pick<Answer, 'statusCode' | 'writableEnded'>;
}

const arrivals = new ExpiringMap<string, Arrival>(REMEMBERED_MS, MOST);

/**
 * Whether this process has had the same delivery within the last hour; from now on it has. Answers at once, so that of
 * two that arrive in the same millisecond one is the second. `open` is one whose answer is not decided yet. One that
 * n8n did not take, which it answers with 4xx or 5xx, counts as never had: Landbot delivers it again.
 */
export function registerDelivery(delivery: string, answer: Answer): 'new' | 'open' | 'done' {
	const former = arrivals.get(delivery)?.answer;
	if (former && !former.writableEnded) return 'open';
	if (former && former.statusCode < 400) return 'done';

	const arrival: Arrival = { answer };
	arrivals.set(delivery, arrival);
	answer.once('close', () => void release(delivery, arrival));
	return 'new';
}

/**
 * Keeps of an answer only how it ended: the answer itself holds the whole connection. One that Landbot gave up closes
 * before n8n answers, and Node.js tells nobody when that happens afterwards.
 */
async function release(delivery: string, arrival: Arrival): Promise<void> {
	const { answer } = arrival;
	while (!answer.writableEnded) {
		await sleep(LOOK_EVERY_MS);
		if (arrivals.get(delivery) !== arrival) return;
	}
	arrival.answer = { statusCode: answer.statusCode, writableEnded: true };
}
