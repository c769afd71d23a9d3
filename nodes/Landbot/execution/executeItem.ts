import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { RequestError } from '../api/errors/apiError';
import { errorJson, toNodeError } from '../api/errors/toNodeError';
import { number } from '../api/values';
import type { Locator } from '../parameters/read';
import { type Batch, joinBatch, NOT_ATTEMPTED, type QueuedItem } from './batch';
import type { ItemOperation } from './behaviour';
import { endsRun, sentRow, unsentRow } from './campaignReport';
import { enqueueItem } from './itemQueue';
import { logProgress } from './progress';

/**
 * The one way to Landbot for every operation: n8n's engine calls what this gives, instead of sending the request of an
 * item. That gives the item's output, linked to the input. It throws a `NodeApiError` or `NodeOperationError` with the
 * index of the item, unless the node continues on fail: then the output is an error item. `find` gives the operation of
 * a resource by their values in the form.
 */
export const executeItem = (
	find: (resource: unknown, operation: unknown) => ItemOperation | undefined,
) =>
	async function (
		this: IExecutePaginationFunctions,
		request: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const item = this.getItemIndex();
		const operation = find(
			this.getNodeParameter('resource', ''),
			this.getNodeParameter('operation', ''),
		);
		const batch = joinBatch(this, operation?.form ?? []);
		logProgress(this, batch);
		const queued = batch.done.get(item) ?? enqueueItem(this, request, batch, operation);
		const { work } = queued;
		batch.open.add(work);
		try {
			const output = await work;
			return batch.reports
				? output.map(({ json, ...rest }) => ({
						json: sentRow(json, whomOf(item, queued, batch)),
						...rest,
					}))
				: output;
		} catch (error) {
			// n8n looks at the items only when it has handed over all of them.
			await batch.ready;
			// n8n says itself why an execution was cancelled, and not what may have been done all the same.
			if (batch.isGivenUp || (batch.cancel?.aborted && !error.mayHaveTakenEffect)) return [];
			return batch.reports
				? [report(this, error, queued, batch)]
				: await giveUp(this, error, queued, batch);
		} finally {
			batch.open.delete(work);
			logProgress(this, batch);
		}
	};

/** What a failed item of a campaign gives that reports: a row for each item, and no error. */
function report(
	context: IExecutePaginationFunctions,
	error: RequestError,
	queued: QueuedItem,
	batch: Batch,
): INodeExecutionData {
	const item = context.getItemIndex();
	const node = context.getNode();
	if (endsRun(error, batch) && !batch.ended) {
		batch.ended = toNodeError(node, error, item);
		batch.stop.abort(NOT_ATTEMPTED);
	}
	const whom = whomOf(item, queued, batch);
	return { json: unsentRow(node, error, item, whom, batch), pairedItem: { item } };
}

/** What a failed item gives: nothing when it was only held back, an error item when the node continues, else a throw. */
async function giveUp(
	context: IExecutePaginationFunctions,
	error: RequestError,
	queued: QueuedItem,
	batch: Batch,
): Promise<INodeExecutionData[]> {
	if (error === NOT_ATTEMPTED) return [];

	const itemIndex = context.getItemIndex();
	batch.failed.add(itemIndex);
	const node = context.getNode();
	if (batch.continues) {
		const shown = toNodeError(node, error, itemIndex);
		const whom = whomOf(itemIndex, queued, batch);
		return [{ json: errorJson(shown, whom), pairedItem: { item: itemIndex } }];
	}
	batch.stop.abort(NOT_ATTEMPTED);
	await Promise.allSettled(batch.open);
	throw toNodeError(node, error, itemIndex, progressOf(batch));
}

/** Whom an item is about: what the person entered, and the ID that was found for it. */
function whomOf(item: number, { customer }: QueuedItem, { customers }: Batch): IDataObject {
	if (!customer) return {};
	const { mode, value } = customer as Locator & { value: string };
	return mode === 'phone' || mode === 'email'
		? { customer_id: customers.get(item) ?? null, [`customer_${mode}`]: value }
		: { customer_id: number(value) ?? value };
}

/** How far a batch got, as a sentence; empty for a single item. */
function progressOf({ loop: { total }, accepted, failed }: Batch): string {
	if (total === 1) return '';
	const left = total - accepted.size - failed.size;
	const were = (count: number) => (count === 1 ? 'was' : 'were');
	const done = `${accepted.size} of ${total} items ${were(accepted.size)} done`;
	return left > 0 ? `${done}, ${left} ${were(left)} not attempted` : done;
}
