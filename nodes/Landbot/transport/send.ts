import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { deliver } from './deliver';
import { toNodeError } from './explain';
import { LandbotFailure, mayHaveArrived } from './failure';
import { REQUESTS } from './pace';
import { NOT_ATTEMPTED, runOf, type Run } from './run';

/**
 * How many items are prepared at once. n8n starts all items together, and reads the credential from its database for
 * each; this many keep the pace up to an answer time of 5 seconds.
 */
const SIDE_BY_SIDE = 50;

type Request = DeclarativeRestApiSettings.ResultOptions;

/**
 * The one way to Landbot for every operation: n8n's engine calls it instead of sending the request of an item. Gives
 * the item's output, linked to the input. Throws a `NodeApiError` or `NodeOperationError` with the index of the item,
 * unless the node continues on fail: then the output is an error item.
 */
export async function landbot(
	this: IExecutePaginationFunctions,
	request: Request,
): Promise<INodeExecutionData[]> {
	const item = this.getItemIndex();
	const run = runOf(this.getExecuteData(), item, this.getExecutionCancelSignal());
	if (item === 0) announce(this);
	if (item === totalOf(this) - 1) run.becomeComplete();
	const work = run.done.get(item) ?? inLine(this, request, run);
	run.open.add(work);
	try {
		return await work;
	} catch (error) {
		return await giveUp(this, request, error, run);
	} finally {
		run.open.delete(work);
	}
}

/** Says in the log how long a batch takes, so that nobody takes the pacing for a standstill. */
function announce(context: IExecutePaginationFunctions): void {
	const total = totalOf(context);
	if (total <= REQUESTS) return;
	const seconds = Math.ceil(total / REQUESTS);
	context.logger.info(
		`Landbot accepts ${REQUESTS} requests per second: ${total} items take about ${seconds} seconds`,
	);
}

/**
 * Starts an item once those that it must not overtake are answered: the former one of the same customer, so that
 * messages and changes keep their order, and the one `SIDE_BY_SIDE` places before it.
 */
function inLine(
	context: IExecutePaginationFunctions,
	request: Request,
	run: Run,
): Promise<INodeExecutionData[]> {
	const item = context.getItemIndex();
	const customer = request.options.method === 'GET' ? undefined : customerOf(context, request);
	const ahead = [customer && run.lines.get(customer), run.latest.get(item - SIDE_BY_SIDE)];
	const work = Promise.allSettled(ahead).then(() => deliver(context, request, run));

	run.latest.delete(item - SIDE_BY_SIDE);
	run.latest.set(item, work);
	if (customer) run.lines.set(customer, work);
	if (request.options.method !== 'GET' && context.getNode().retryOnFail) remember(work, item, run);
	return work;
}

/** The customer of the item, as given; undefined for operations that concern none. */
function customerOf(context: IExecutePaginationFunctions, request: Request): string | undefined {
	if (!request.options.url?.includes('{customer}')) return undefined;
	return String(context.getNodeParameter('customer', '', { extractValue: true })).trim();
}

/** Keeps what Retry On Fail must not do again: what was done, and a message that may have arrived. */
function remember(work: Promise<INodeExecutionData[]>, item: number, run: Run): void {
	run.done.set(item, work);
	work.catch((error) => {
		const arrived =
			error instanceof LandbotFailure && mayHaveArrived(error.asked.method, error.failure);
		if (!arrived) run.done.delete(item);
	});
}

/** What a failed item gives: nothing when it was only held back, an error item when the node continues, else a throw. */
async function giveUp(
	context: IExecutePaginationFunctions,
	request: Request,
	error: unknown,
	run: Run,
): Promise<INodeExecutionData[]> {
	const itemIndex = context.getItemIndex();
	const node = context.getNode();
	if (context.getExecutionCancelSignal()?.aborted) {
		await startedAll(context, run);
		// n8n recognises a cancelled execution by this word.
		throw new NodeOperationError(node, 'The execution was canceled', { itemIndex });
	}
	if (error === NOT_ATTEMPTED) return [];

	run.failed.add(itemIndex);
	if (context.continueOnFail()) {
		const shown = toNodeError(node, error, itemIndex);
		const details: IDataObject = { description: shown.description };
		if ('httpCode' in shown) details.http_code = shown.httpCode;
		const customer = customerOf(context, request);
		if (customer) details.customer_id = Number(customer) || customer;
		// n8n takes this for an error item, and keeps its link, only without other keys. `message` would be one, but
		// would overwrite a column of that name of the input.
		return [{ json: { error: shown.message, details }, pairedItem: { item: itemIndex } }];
	}
	run.stop.abort(NOT_ATTEMPTED);
	await Promise.allSettled(run.open);
	await startedAll(context, run);
	throw toNodeError(node, error, itemIndex, progressOf(context, run));
}

/**
 * With the option Batching n8n pauses between the items that it starts, and only then looks at what became of them:
 * an item that throws before would be an unhandled rejection.
 */
async function startedAll(context: IExecutePaginationFunctions, run: Run): Promise<void> {
	const { batching } = context.getNodeParameter('requestOptions', {}) as IDataObject;
	if (batching) await run.complete;
}

/** How many items the node runs for; a tool of an agent has no main input. */
function totalOf(context: IExecutePaginationFunctions): number {
	if (context.getNode().executeOnce) return 1;
	return context.getExecuteData().data.main?.[0]?.length ?? 1;
}

/** How far a batch got, as a sentence; empty for a single item. */
function progressOf(context: IExecutePaginationFunctions, run: Run): string {
	const total = totalOf(context);
	if (total === 1) return '';
	const left = total - run.accepted.size - run.failed.size;
	const were = (count: number) => (count === 1 ? 'was' : 'were');
	const done = `${run.accepted.size} of ${total} items ${were(run.accepted.size)} done`;
	return left > 0 ? `${done}, ${left} ${were(left)} not attempted` : done;
}
