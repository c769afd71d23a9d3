import { ExpiringMap } from '../api/expiringMap';

/** Landbot delivers again for little more than a minute; an hour covers a receiver in between that holds things back. */
const REMEMBERED_MS = 3_600_000;

/** The most deliveries that are remembered, so that a flood costs about 15 MB; the oldest are forgotten first. */
const MOST = 50_000;

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
 * What arrived over a connection that closed before n8n had answered, with the delivery that it was. Node.js tells nobody
 * when the answer ends afterwards: the next delivery looks.
 */
const closedEarly = new Map<Arrival, string>();

/**
 * Whether this process has had the same delivery within the last hour; from now on it has. Answers at once, so that of
 * two that arrive in the same millisecond one is the second. `open` is one whose answer is not decided yet. One that
 * n8n did not take, which it answers with 4xx or 5xx, counts as never had: Landbot delivers it again.
 */
export function registerDelivery(delivery: string, answer: Answer): 'new' | 'open' | 'done' {
	for (const [earlier, key] of closedEarly) {
		if (release(earlier) || arrivals.get(key) !== earlier) closedEarly.delete(earlier);
	}
	const former = arrivals.get(delivery)?.answer;
	if (former && !former.writableEnded) return 'open';
	if (former && former.statusCode < 400) return 'done';

	const arrival: Arrival = { answer };
	arrivals.set(delivery, arrival);
	answer.once('close', () => {
		if (!release(arrival)) closedEarly.set(arrival, delivery);
	});
	return 'new';
}

/** Keeps of an answer that is over only how it ended, as it holds the whole connection. Gives whether it is over. */
function release(arrival: Arrival): boolean {
	const { statusCode, writableEnded } = arrival.answer;
	if (writableEnded) arrival.answer = { statusCode, writableEnded };
	return writableEnded;
}
