import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IExecutePaginationFunctions,
} from 'n8n-workflow';
import type { RequestError } from '../api/errors/apiError';
import { customerKey, type CustomerReference, readCustomer } from '../parameters/customer';
import { mustBeMeant } from '../parameters/formCheck';
import { pathParameter, unknownOperation } from '../parameters/pathParameters';
import { type Locator, locatorOf } from '../parameters/read';
import {
	type Batch,
	groupOf,
	inTurn,
	NOT_ATTEMPTED,
	type QueuedItem,
	stopsAtFailure,
} from './batch';
import type { ItemOperation, ItemPlan } from './behaviour';
import { ItemClient } from './itemClient';
import { sendItem, type Target } from './sendItem';

/**
 * How many items are under way at once. For each of them n8n reads the credential from its database; this many keep the
 * pace up to an answer time of 5 seconds.
 */
const AT_ONCE = 50;

/** The same where an item takes several requests, because those that have begun are finished when another one fails. */
const ATOMIC_AT_ONCE = 10;

/** By the execution data, which the calls of all tools of an agent share. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/** The last item for each customer: messages keep their order, also when an agent sends several at once. */
function customerQueues(executeData: object): Map<string, Promise<unknown>> {
	const known = queues.get(executeData) ?? new Map<string, Promise<unknown>>();
	queues.set(executeData, known);
	return known;
}

/** Where the request of an item goes, as far as the form says it. Throws a `NodeOperationError` for an unusable value. */
function targetOf(
	context: IExecutePaginationFunctions,
	{ endpoint, pathParameters }: ItemOperation,
	customer?: Locator,
): Target {
	const others = pathParameters.filter((name) => name !== 'customer');
	return {
		endpoint,
		person: customer && readCustomer(context, customer),
		values: Object.fromEntries(others.map((name) => [name, pathParameter(context, name)])),
	};
}

/** Keeps what Retry On Fail must not do again: everything but what certainly stayed here or was refused. */
function remember(queued: QueuedItem, item: number, batch: Batch): void {
	batch.done.set(item, queued);
	queued.work.catch((error: RequestError) => {
		const isRefused = error.mayHaveTakenEffect === false;
		const hasStayed = error === NOT_ATTEMPTED || error instanceof NodeOperationError;
		if (isRefused || hasStayed) batch.done.delete(item);
	});
}

/**
 * Prepares an item at once and sends it when all are found right, it is not to wait for its group, the former item of
 * the same customer is answered, so that messages and changes keep their order, and few enough are under way.
 */
export function enqueueItem(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	batch: Batch,
	operation?: ItemOperation,
): QueuedItem {
	const item = context.getItemIndex();
	// Several requests that belong together are not cut off halfway by the failure of another item.
	const signal = operation?.atomic ? batch.cancel : batch.signal;
	const client = new ItemClient(context, request, batch, signal);
	const customer = operation?.pathParameters.includes('customer')
		? locatorOf(context, 'customer')
		: undefined;
	let person: CustomerReference | undefined;
	let prepared: Promise<{ target: Target; plan: ItemPlan }>;
	try {
		mustBeMeant(context, batch.form);
		if (!operation) throw unknownOperation(context);
		const target = targetOf(context, operation, customer);
		person = target.person;
		const plan = Promise.resolve(operation.prepare?.(context, client) ?? {});
		prepared = plan.then((found) => ({ target, plan: found }));
	} catch (error) {
		prepared = Promise.reject(error);
	}
	batch.preparing.push(prepared);
	prepared.catch(() => {
		// What is found wrong is told at once, not when the rest of a long list is prepared.
		if (stopsAtFailure(batch)) batch.loop.cut();
	});

	const changes = operation?.endpoint.method !== 'GET';
	const line = changes && person ? customerKey(person) : undefined;
	const lines = customerQueues(context.getExecuteData());
	const before = line && lines.get(line);
	const send = async () => {
		await batch.ready;
		const ready = await prepared;
		batch.signal.throwIfAborted();
		await groupOf(batch, item);
		await before;
		return await inTurn(batch, operation?.atomic ? ATOMIC_AT_ONCE : AT_ONCE, async () => {
			batch.signal.throwIfAborted();
			if (changes && batch.retries) remember(queued, item, batch);
			return await sendItem(context, request, ready.target, client, ready.plan);
		});
	};
	const queued: QueuedItem = { customer, work: send() };
	// An item that is refused at once must not let the one behind it overtake those before it.
	if (line)
		lines.set(
			line,
			Promise.allSettled([before, queued.work]).then(() => undefined),
		);
	return queued;
}
