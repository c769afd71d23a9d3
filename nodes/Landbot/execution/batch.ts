import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { skipsItems } from '../api/errors/n8nVersion';
import { sleep } from '../api/rateLimit/clock';
import { checkForm, type FormCheck } from '../parameters/formCheck';
import { booleanOf, type Locator } from '../parameters/read';
import { type RequestSettings, requestSettingsOf } from '../parameters/requestSettings';
import { followLoop, type ItemLoop, runKey } from './engineFacts';

/** Why an item did not leave: another one of its run failed, and the node does not continue on fail. */
export const NOT_ATTEMPTED = new Error('Another item stopped the run');

/** An item on its way. */
export interface QueuedItem {
	/** The customer as it was entered, where the item is about one. */
	customer?: Locator;
	/** The output. Rejects when the item cannot be right or failed, and with `NOT_ATTEMPTED` when it must not leave. */
	work: Promise<INodeExecutionData[]>;
}

/** What the items of one run of a node know of each other. */
export interface Batch {
	loop: ItemLoop;
	/** Whether the node continues on fail. */
	continues: boolean;
	/** Whether the output is a report, with a row for each item whatever became of it. */
	reports: boolean;
	/** Whether n8n may run the node again when it fails. */
	retries: boolean;
	settings: RequestSettings;
	/** What to look at in the form of each item. */
	form: FormCheck;
	/** Aborted once an item fails for good: what has not left by then stays. */
	stop: AbortController;
	/** Aborts with `stop`, and when the execution is cancelled. */
	signal: AbortSignal;
	/** Aborts when the execution is cancelled. */
	cancel?: AbortSignal;
	/** Whether n8n has begun a new try, and looks at nothing of this one any more. */
	isGivenUp?: boolean;
	/** What is known of the items that were handed over, as long as the first one has not left. */
	preparing: Array<Promise<unknown>>;
	/** Resolves when n8n has handed over all items, and each is found right or wrong. Nothing leaves before. */
	ready: Promise<void>;
	/** What is asked once for all items and tries, by what it is. */
	shared: Map<string, Promise<unknown>>;
	/** How many items are under way, and those that wait for one of them to be answered. */
	underWay: number;
	waiting: Array<() => void>;
	/** When the groups of the user's own batching may leave, by their number. */
	groups: Array<Promise<void>>;
	/** What ended the run for all items that had not left, in a campaign that reports. */
	ended?: Error;
	/** Items that are not answered yet. */
	open: Set<Promise<unknown>>;
	/** The IDs of the customers that were found, by the index of the item. */
	customers: Map<number, number>;
	/** Indexes of the items that Landbot accepted, and of those that came to nothing. */
	accepted: Set<number>;
	failed: Set<number>;
	/** When the log was last told how far the batch is, in milliseconds of `performance.now()`. */
	loggedAt?: number;
	/** What must not happen again when Retry On Fail runs the node again, by the index of the item. */
	done: Map<number, QueuedItem>;
}

/** By what all items and all tries of Retry On Fail have in common. */
const batches = new WeakMap<object, Batch>();

/**
 * The batch that an item belongs to, which learns that n8n has handed it over. A new try of Retry On Fail begins where
 * the index falls back; it gets a fresh stop, and remembers what is done.
 */
export function joinBatch(context: IExecutePaginationFunctions, form: INodeProperties[]): Batch {
	const key = runKey(context);
	const item = context.getItemIndex();
	const known = batches.get(key);
	const isNewTry = !known || item <= known.loop.last;
	const batch = isNewTry ? startBatch(context, form, known) : known;
	if (isNewTry) {
		if (known) giveUpTry(known);
		batches.set(key, batch);
	}
	batch.loop.handedOver(item);
	if (batch.cancel?.aborted) batch.loop.cut();
	return batch;
}

/** Should n8n have given up a try because it could not calculate an item, the others must not hold up the next try. */
function giveUpTry(batch: Batch): void {
	batch.isGivenUp = true;
	batch.stop.abort(NOT_ATTEMPTED);
	batch.loop.giveUp();
}

function startBatch(
	context: IExecutePaginationFunctions,
	form: INodeProperties[],
	before?: Batch,
): Batch {
	const node = context.getNode();
	const continues = context.continueOnFail();
	const loop = followLoop(context, continues && skipsItems);
	const cancel = context.getExecutionCancelSignal();
	const stop = new AbortController();
	const signal = cancel ? AbortSignal.any([cancel, stop.signal]) : stop.signal;
	// A cancelled execution would otherwise go on preparing its items.
	cancel?.addEventListener('abort', loop.cut, { once: true });
	const batch: Batch = {
		loop,
		continues,
		reports: booleanOf(
			context,
			'Campaign Report',
			context.getNodeParameter('options.report', false),
		),
		retries: node.retryOnFail ?? false,
		settings: requestSettingsOf(node, (name) => context.getNodeParameter(name, {})),
		form: checkForm(node, form),
		stop,
		signal,
		cancel,
		preparing: [],
		ready: Promise.resolve(),
		shared: before?.shared ?? new Map(),
		underWay: 0,
		waiting: [],
		groups: [],
		open: new Set(),
		customers: before?.customers ?? new Map(),
		accepted: before?.accepted ?? new Set(),
		failed: new Set(),
		done: before?.done ?? new Map(),
	};
	batch.ready = preparedAll(batch);
	return batch;
}

/** Waits until all items are found right, or stops the run because one is not. */
async function preparedAll(batch: Batch): Promise<void> {
	await batch.loop.over;
	const outcomes = await Promise.allSettled(batch.preparing);
	batch.preparing = [];
	const isWrong = outcomes.some(({ status }) => status === 'rejected');
	if (isWrong && stopsAtFailure(batch)) batch.stop.abort(NOT_ATTEMPTED);
}

/** Whether one item that fails keeps all others from leaving. */
export const stopsAtFailure = ({ continues, reports }: Batch): boolean => !continues && !reports;

/** Resolves when the user's own batching lets an item leave, at once when there is none or the run has stopped. */
export async function groupOf(batch: Batch, item: number): Promise<void> {
	const { groups, settings, signal } = batch;
	if (!settings.batching) return;
	const { size, intervalMs } = settings.batching;
	groups[0] ??= Promise.resolve();
	const number = Math.floor(item / size);
	while (groups.length <= number) {
		const before = groups[groups.length - 1];
		groups.push(before.then(async () => await sleep(intervalMs, signal)).catch(() => {}));
	}
	await groups[number];
}

/** Does the work when fewer than `most` items of the batch are under way, in the order of the calls. */
export async function inTurn<T>(batch: Batch, most: number, work: () => Promise<T>): Promise<T> {
	if (batch.underWay >= most) await new Promise<void>((resolve) => batch.waiting.push(resolve));
	else batch.underWay++;
	try {
		return await work();
	} finally {
		const next = batch.waiting.shift();
		if (next) next();
		else batch.underWay--;
	}
}
