import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IExecutePaginationFunctions,
} from 'n8n-workflow';
import {
	groupOf,
	inTurn,
	NOT_ATTEMPTED,
	stopsAtFailure,
	type Batch,
	type QueuedItem,
} from './batch';
import type { Behaviour } from './behaviour';
import { keyOfPerson, personOf } from '../parameters/customer';
import { LandbotFailure, mayHaveArrived } from '../api/errors/apiError';
import { locatorOf, type Locator } from '../parameters/read';
import { mustBeMeant } from '../parameters/formCheck';
import { ItemClient } from './itemClient';
import { mustBeKnown, namesIn, partOf } from '../parameters/pathParameters';
import { sendItem, type Address } from './sendItem';

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
function addressOf(
	context: IExecutePaginationFunctions,
	template?: string,
	customer?: Locator,
): Address {
	mustBeKnown(context, template);
	const others = namesIn(template).filter((name) => name !== 'customer');
	return {
		template,
		person: customer && personOf(context, customer),
		parts: Object.fromEntries(others.map((name) => [name, partOf(context, name)])),
	};
}

/** Keeps what Retry On Fail must not do again: everything but what certainly stayed here or was refused. */
function remember(queued: QueuedItem, item: number, batch: Batch): void {
	batch.done.set(item, queued);
	queued.work.catch((error) => {
		const refused = error instanceof LandbotFailure && !mayHaveArrived(error.asked, error.failure);
		const stayed = error === NOT_ATTEMPTED || error instanceof NodeOperationError;
		if (refused || stayed) batch.done.delete(item);
	});
}

/**
 * Prepares an item at once and sends it when all are found right, it is not to wait for its group, the former item of
 * the same customer is answered, so that messages and changes keep their order, and few enough are under way.
 */
export function enqueueItem<Plan>(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	batch: Batch,
	behaviour: Behaviour<Plan>,
): QueuedItem {
	const item = context.getItemIndex();
	// Several requests that belong together are not cut off halfway by the failure of another item.
	const signal = behaviour.atomic ? batch.cancel : batch.signal;
	const client = new ItemClient(context, request, batch, signal);
	const template = request.options.url;
	const customer = template?.includes('{customer}') ? locatorOf(context, 'customer') : undefined;
	let address: Address | undefined;
	let prepared: Promise<Plan | undefined>;
	try {
		mustBeMeant(context, batch.form);
		address = addressOf(context, template, customer);
		prepared = Promise.resolve(behaviour.prepare?.(context, client));
	} catch (error) {
		prepared = Promise.reject(error);
	}
	batch.preparing.push(prepared);
	prepared.catch(() => {
		// What is found wrong is told at once, not when the rest of a long list is prepared.
		if (stopsAtFailure(batch)) batch.restore ??= batch.loop.cut();
	});

	const changes = request.options.method !== 'GET';
	const person = changes ? address?.person : undefined;
	const line = person && keyOfPerson(person);
	const lines = customerQueues(context.getExecuteData());
	const before = line && lines.get(line);
	const send = async () => {
		await batch.ready;
		const plan = await prepared;
		batch.signal.throwIfAborted();
		await groupOf(batch, item);
		await before;
		return await inTurn(batch, behaviour.atomic ? ATOMIC_AT_ONCE : AT_ONCE, async () => {
			batch.signal.throwIfAborted();
			if (changes && batch.retries) remember(queued, item, batch);
			return await sendItem(context, request, address as Address, client, behaviour, plan as Plan);
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
