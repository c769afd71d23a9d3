import type { INodeExecutionData } from 'n8n-workflow';

/** What the items of one run of a node know of each other. */
export interface Run {
	/** Aborted once an item fails for good: what has not left by then stays. */
	stop: AbortController;
	/** Aborts with `stop`, and when the execution is cancelled. */
	signal: AbortSignal;
	/** Aborts when the execution is cancelled. */
	cancel?: AbortSignal;
	/** What the items wait for before the first one leaves, and the end of that. */
	preparing: Array<Promise<void> | void>;
	ready?: Promise<unknown>;
	/** What is asked once for all items and tries, by what it is. */
	shared: Map<string, Promise<unknown>>;
	/** The latest items by their index. */
	latest: Map<number, Promise<unknown>>;
	/** Index of the item that came last: n8n starts the items of a try in order. */
	lastItem: number;
	/** Resolves when n8n has started the last item. */
	complete: Promise<void>;
	becomeComplete: () => void;
	/** What ended the run for all items that had not left, in a campaign that reports. */
	ended?: Error;
	/** Items under way or waiting. */
	open: Set<Promise<unknown>>;
	/** The IDs of the customers that were found, by the index of the item. */
	customers: Map<number, number>;
	/** Indexes of the items that Landbot accepted, and of those that came to nothing. */
	accepted: Set<number>;
	failed: Set<number>;
	/** What must not happen again when Retry On Fail runs the node again, by the index of the item. */
	done: Map<number, Promise<INodeExecutionData[]>>;
}

/** Why an item did not leave: another one of its run failed, and the node does not continue on fail. */
export const NOT_ATTEMPTED = new Error('Another item stopped the run');

/** By the execution data, which the calls of all tools of an agent share. */
const lines = new WeakMap<object, Map<string, Promise<unknown>>>();

/** The last item in line for each customer: messages keep their order, also when an agent sends several at once. */
export function linesOf(executeData: object): Map<string, Promise<unknown>> {
	const known = lines.get(executeData) ?? new Map<string, Promise<unknown>>();
	lines.set(executeData, known);
	return known;
}

/** By what all items and all tries of Retry On Fail have in common. */
const runs = new WeakMap<object, Run>();

/** The run that an item belongs to. A new try of Retry On Fail gets a fresh stop, and remembers what is done. */
export function runOf(key: object, item: number, cancel?: AbortSignal): Run {
	const known = runs.get(key);
	if (known && item > known.lastItem) {
		known.lastItem = item;
		return known;
	}

	const stop = new AbortController();
	let becomeComplete = () => {};
	const complete = new Promise<void>((resolve) => (becomeComplete = resolve));
	const run: Run = {
		stop,
		cancel,
		signal: cancel ? AbortSignal.any([cancel, stop.signal]) : stop.signal,
		preparing: [],
		shared: known?.shared ?? new Map(),
		latest: new Map(),
		lastItem: item,
		complete,
		becomeComplete,
		open: new Set(),
		customers: known?.customers ?? new Map(),
		accepted: known?.accepted ?? new Set(),
		failed: new Set(),
		done: known?.done ?? new Map(),
	};
	runs.set(key, run);
	return run;
}
