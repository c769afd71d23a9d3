import {
	NodeConnectionTypes,
	type DeclarativeRestApiSettings,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Behaviour } from './behaviour';
import { keyOfPerson, personOf } from './customer';
import { deliver, type Address } from './deliver';
import { doorOf } from './door';
import { mustBeKnown, namesIn, partOf } from './path';
import { linesOf, NOT_ATTEMPTED, type Run } from './run';

/**
 * How many items are prepared at once. n8n starts all items together, and reads the credential from its database for
 * each; this many keep the pace up to an answer time of 5 seconds.
 */
const PREPARED = 50;

/** The same where an item takes several requests, because those that have begun are finished when another one fails. */
const BEGUN = 10;

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

/** Where the request of an item goes, as far as the form says it. Throws a `NodeOperationError` for an unusable value. */
function addressOf(context: IExecutePaginationFunctions, template?: string): Address {
	mustBeKnown(context, template);
	const names = namesIn(template);
	const others = names.filter((name) => name !== 'customer');
	return {
		template,
		person: names.includes('customer') ? personOf(context) : undefined,
		parts: Object.fromEntries(others.map((name) => [name, partOf(context, name)])),
	};
}

/**
 * Starts an item once those that it must not overtake are answered: the former one of the same customer, so that
 * messages and changes keep their order, and the one `PREPARED` places before it. Rejects at once when the form of
 * the item cannot be right, and with `NOT_ATTEMPTED` when it must not leave.
 */
export function inLine(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	run: Run,
	behaviour: Behaviour,
): Promise<INodeExecutionData[]> {
	let address: Address;
	let prepared: Promise<void> | void;
	const { whole } = behaviour;
	// Several requests that belong together are not cut off halfway by the failure of another item.
	const door = doorOf(context, request, run, whole ? run.cancel : run.signal);
	const sideBySide = whole ? BEGUN : PREPARED;
	try {
		address = addressOf(context, request.options.url);
		prepared = behaviour.prepare?.call(context, request.options, door);
	} catch (error) {
		return Promise.reject(error);
	}
	const item = context.getItemIndex();
	const customer =
		address.person && request.options.method !== 'GET' ? keyOfPerson(address.person) : undefined;
	const lines = linesOf(context.getExecuteData());
	const ahead = [customer && lines.get(customer), run.latest.get(item - sideBySide)];
	run.preparing.push(prepared);
	const work = Promise.all([prepared, Promise.allSettled(ahead)]).then(async () => {
		// Nothing leaves before every item that n8n has started is found right; it starts them all at once.
		await (run.ready ??= Promise.allSettled(run.preparing));
		if (isAbandoned(context, run)) throw NOT_ATTEMPTED;
		return await deliver(context, request, address, run, door, behaviour);
	});
	// An item that is refused at once must not let the one behind it overtake those before it.
	const answered = Promise.allSettled([...ahead, work]).then(() => undefined);
	run.latest.delete(item - sideBySide);
	run.latest.set(item, answered);
	if (customer) lines.set(customer, answered);
	return work;
}
