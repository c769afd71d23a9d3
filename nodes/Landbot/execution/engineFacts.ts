import {
	NodeConnectionTypes,
	sleep,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { number } from '../api/values';
import { PAUSES } from '../parameters/requestSettings';

/*
 * What n8n does not tell a declarative node. Its engine (n8n-core, `RoutingNode.runNode`) hands over one item after
 * another, each as if it were alone. How many there are, which belong together, when the last one has been handed over
 * and how to make room for others meanwhile is concluded here, and nowhere else.
 */

/**
 * Where n8n's engine looks for its own option Batching, a parameter of every declarative node. n8n prepares an item in
 * about 5 ms, during which nothing else of n8n runs. The only place where it lets others run is the pause of that
 * option: so many milliseconds after so many items. The pause is longer than the work, because an answer of n8n needs
 * several turns. The parameter is hidden, and has this value unless a workflow holds another one: what people set stands
 * in `requestSettings`, and slows down the sending, not the preparing.
 */
export const enginePauses: INodeProperties = {
	displayName: 'Pauses',
	name: 'requestOptions',
	type: 'hidden',
	default: { batching: { batch: PAUSES } },
};

/** Whether the node runs inside an agent or MCP server, which lends its own execution data to all of its tools. */
const isLentTool = (context: IExecutePaginationFunctions): boolean =>
	context.getExecuteData().node.name !== context.getNode().name;

/** What all items and all tries of one run have in common: the execution data, or the arguments of a tool call. */
export const runKey = (context: IExecutePaginationFunctions): object =>
	isLentTool(context)
		? context.getInputData(0, NodeConnectionTypes.AiTool).json
		: context.getExecuteData();

/**
 * The list of items that n8n's loop goes over. n8n keeps the input of a node that fails, to start again from there, and
 * gives it to the next try: from here on that is a copy, which stays whole when the loop is cut.
 */
function itemsOfLoop(context: IExecutePaginationFunctions): INodeExecutionData[] | undefined {
	if (isLentTool(context) || context.getNode().executeOnce) return undefined;
	const { main } = context.getExecuteData().data;
	const items = main?.[0];
	if (!items) return undefined;
	main[0] = [...items];
	return items;
}

/** How n8n's engine pauses in this run; an interval of 0 means that it does not. */
function pausesOf(context: IExecutePaginationFunctions): typeof PAUSES {
	const { batching } = context.getNodeParameter('requestOptions', {}) as {
		batching?: { batch?: Partial<typeof PAUSES> };
	};
	const { batchSize, batchInterval } = batching?.batch ?? {};
	return {
		batchSize: Math.max(1, number(batchSize) ?? 1),
		batchInterval: number(batchInterval) ?? 0,
	};
}

/** n8n's loop over the items of a run. */
export interface ItemLoop {
	/** How many items the node runs for. */
	total: number;
	/** The index of the item that was handed over last. */
	last: number;
	/** Resolves when the loop is over; not by itself when n8n gave up because it could not calculate an item. */
	over: Promise<void>;
	/** Tells the loop that an item was handed over. */
	handedOver(item: number): void;
	/** Ends the loop behind the next item. */
	cut(): void;
	/** Takes the loop for over, because n8n has begun a new one. */
	giveUp(): void;
}

/** Follows n8n's loop from the first item of a run on. `skips` says whether n8n goes on past items that it cannot calculate. */
export function followLoop(context: IExecutePaginationFunctions, skips: boolean): ItemLoop {
	const list = itemsOfLoop(context);
	const size = () => list?.length ?? 1;
	const total = size();
	const { batchSize, batchInterval } = pausesOf(context);
	let end = () => {};
	let isOver = false;
	const over = new Promise<void>((resolve) => {
		end = () => {
			isOver = true;
			resolve();
		};
	});

	/**
	 * n8n does not say when it skips the last items, or that a list was cut. But timers of one length end in the order in
	 * which they were started: when none of as many pauses as may be left, and two more, has brought an item, the loop is
	 * over.
	 */
	const watch = async () => {
		let seen;
		do {
			seen = loop.last;
			const left = Math.ceil((size() - 1 - seen) / batchSize) + 2;
			for (let pause = 0; pause < left && loop.last === seen && !isOver; pause++) {
				await sleep(batchInterval);
			}
		} while (loop.last !== seen && !isOver);
		end();
	};

	const loop: ItemLoop = {
		total,
		last: -1,
		over,
		handedOver(item) {
			const isFirst = loop.last < 0;
			loop.last = item;
			if (item === size() - 1) end();
			else if (skips && isFirst) void watch();
		},
		cut() {
			// The pause before the next item may have begun: n8n will look at that one in any case.
			list?.splice(loop.last + 2);
		},
		giveUp: end,
	};
	return loop;
}
