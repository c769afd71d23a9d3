import {
	NodeConnectionTypes,
	type DeclarativeRestApiSettings,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { deliver } from './deliver';
import { fillPath, type FilledPath } from './path';
import { NOT_ATTEMPTED, type Run } from './run';

/**
 * How many items are prepared at once. n8n starts all items together, and reads the credential from its database for
 * each; this many keep the pace up to an answer time of 5 seconds.
 */
const PREPARED = 50;

/** Whether the node runs inside an agent or MCP server, which lends its own execution data to all of its tools. */
const isLentTool = (context: IExecutePaginationFunctions): boolean =>
	context.getExecuteData().node.name !== context.getNode().name;

/** What all items and all tries of one run have in common: the execution data, or the arguments of a tool call. */
export const keyOf = (context: IExecutePaginationFunctions): object =>
	isLentTool(context)
		? context.getInputData(0, NodeConnectionTypes.AiTool).json
		: context.getExecuteData();

/** How many items the node runs for. */
export function totalOf(context: IExecutePaginationFunctions): number {
	if (isLentTool(context) || context.getNode().executeOnce) return 1;
	return context.getExecuteData().data.main?.[0]?.length ?? 1;
}

/** Whether n8n pauses between the items that it starts, by the option Batching. */
export function isBatched(context: IExecutePaginationFunctions): boolean {
	const { batching } = context.getNodeParameter('requestOptions', {}) as {
		batching?: { batch?: { batchInterval?: number } };
	};
	return Number(batching?.batch?.batchInterval) > 0;
}

/**
 * Whether n8n gave up before it had started all items, because an expression of a later one failed: then nobody waits
 * for these, nobody can cancel them, and they must not leave.
 */
const isAbandoned = (context: IExecutePaginationFunctions, run: Run): boolean =>
	run.lastItem < totalOf(context) - 1 && !context.continueOnFail() && !isBatched(context);

/**
 * Starts an item once those that it must not overtake are answered: the former one of the same customer, so that
 * messages and changes keep their order, and the one `PREPARED` places before it. Rejects at once when the path of
 * the item is unusable, and with `NOT_ATTEMPTED` when it must not leave.
 */
export function inLine(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	run: Run,
): Promise<INodeExecutionData[]> {
	let filled: FilledPath;
	try {
		filled = fillPath.call(context, request.options.url);
	} catch (error) {
		return Promise.reject(error);
	}
	const item = context.getItemIndex();
	const customer = request.options.method === 'GET' ? undefined : filled.ids.customer;
	const ahead = [customer && run.lines.get(customer), run.latest.get(item - PREPARED)];
	const work = Promise.allSettled(ahead).then(async () => {
		if (isAbandoned(context, run)) throw NOT_ATTEMPTED;
		return await deliver(context, request, filled, run);
	});
	run.latest.delete(item - PREPARED);
	run.latest.set(item, work);
	if (customer) run.lines.set(customer, work);
	return work;
}
