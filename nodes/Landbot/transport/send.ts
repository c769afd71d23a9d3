import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
	type INodeParameterResourceLocator,
} from 'n8n-workflow';
import type { Behaviour } from './behaviour';
import { canceled, errorJson, toNodeError } from './explain';
import { LandbotFailure, mayHaveArrived } from './failure';
import { inLine, isBatched, keyOf, totalOf } from './order';
import { REQUESTS } from './pace';
import { endsRun, sentRow, unsentRow } from './report';
import { NOT_ATTEMPTED, runOf, type Run } from './run';

type Request = DeclarativeRestApiSettings.ResultOptions;

/**
 * The one way to Landbot for every operation: n8n's engine calls what this gives, instead of sending the request of an
 * item. That gives the item's output, linked to the input. It throws a `NodeApiError` or `NodeOperationError` with the
 * index of the item, unless the node continues on fail: then the output is an error item.
 */
export const landbot = (behaviour: Behaviour = {}) =>
	async function (
		this: IExecutePaginationFunctions,
		request: Request,
	): Promise<INodeExecutionData[]> {
		const item = this.getItemIndex();
		const run = runOf(keyOf(this), item, this.getExecutionCancelSignal());
		if (item === 0) announce(this);
		if (item === totalOf(this) - 1) run.becomeComplete();

		const work = run.done.get(item) ?? inLine(this, request, run, behaviour);
		if (request.options.method !== 'GET' && this.getNode().retryOnFail) remember(work, item, run);
		run.open.add(work);
		const reports = this.getNodeParameter('options.report', false) === true;
		try {
			const output = await work;
			return reports
				? output.map(({ json, ...rest }) => ({
						json: sentRow(json, customerOf(this, request, run)),
						...rest,
					}))
				: output;
		} catch (error) {
			return reports && !this.getExecutionCancelSignal()?.aborted
				? [report(this, request, error, run)]
				: await giveUp(this, request, error, run);
		} finally {
			run.open.delete(work);
		}
	};

/** Says in the log how long a batch takes, so that nobody takes the pacing for a standstill. */
function announce(context: IExecutePaginationFunctions): void {
	const total = totalOf(context);
	if (total <= REQUESTS) return;
	const seconds = Math.ceil(total / REQUESTS);
	context.logger.info(
		`Landbot accepts ${REQUESTS} requests per second: ${total} items take about ${seconds} seconds`,
	);
}

/** Keeps what Retry On Fail must not do again: everything but what certainly stayed here or was refused. */
function remember(work: Promise<INodeExecutionData[]>, item: number, run: Run): void {
	run.done.set(item, work);
	work.catch((error) => {
		const refused = error instanceof LandbotFailure && !mayHaveArrived(error.asked, error.failure);
		const stayed = error === NOT_ATTEMPTED || error instanceof NodeOperationError;
		if (refused || stayed) run.done.delete(item);
	});
}

/** What a failed item of a campaign gives that reports: a row for each item, and no error. */
function report(
	context: IExecutePaginationFunctions,
	request: Request,
	error: unknown,
	run: Run,
): INodeExecutionData {
	const item = context.getItemIndex();
	const node = context.getNode();
	if (endsRun(error) && !run.ended) {
		run.ended = toNodeError(node, error, item);
		run.stop.abort(NOT_ATTEMPTED);
	}
	const whom = customerOf(context, request, run);
	return { json: unsentRow(node, error, item, whom, run), pairedItem: { item } };
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
	const continues = context.continueOnFail();
	if (context.getExecutionCancelSignal()?.aborted) {
		if (continues) return [];
		await startedAll(context, run);
		throw canceled(node, itemIndex);
	}
	if (error === NOT_ATTEMPTED) return [];

	run.failed.add(itemIndex);
	if (continues) {
		const shown = toNodeError(node, error, itemIndex);
		const whom = customerOf(context, request, run);
		return [{ json: errorJson(shown, whom), pairedItem: { item: itemIndex } }];
	}
	run.stop.abort(NOT_ATTEMPTED);
	await Promise.allSettled(run.open);
	await startedAll(context, run);
	throw toNodeError(node, error, itemIndex, progressOf(context, run));
}

/** Whom an item is about: what the person entered, and the ID that was found for it. */
function customerOf(
	context: IExecutePaginationFunctions,
	{ options: { url } }: Request,
	{ customers }: Run,
): IDataObject {
	if (!url?.includes('{customer}')) return {};
	const { mode, value } = (context.getNodeParameter('customer', {}) ??
		{}) as Partial<INodeParameterResourceLocator>;
	if (mode === 'phone' || mode === 'email') {
		const found = customers.get(context.getItemIndex()) ?? null;
		return { customer_id: found, [`customer_${mode}`]: value };
	}
	const customer = context.getNodeParameter('customer', '', { extractValue: true });
	return { customer_id: Number(customer) || customer };
}

/**
 * With the option Batching n8n pauses between the items that it starts, and only then looks at what became of them:
 * an item that throws before would be an unhandled rejection.
 */
async function startedAll(context: IExecutePaginationFunctions, run: Run): Promise<void> {
	if (isBatched(context)) await run.complete;
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
