import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
	type PostReceiveAction,
} from 'n8n-workflow';
import { unwrap } from './answer';
import { agentToken, baseUrl, flawOf } from './credential';
import { Refusal, refuse, type Asked } from './failure';
import { collect } from './pages';
import { fillPath } from './path';
import { persist } from './retry';
import type { Run } from './run';

/** How long an answer may take, in milliseconds. n8n's own default is 300,000; the option 'Timeout' wins over this. */
const TIMEOUT_MS = 30_000;

type Request = DeclarativeRestApiSettings.ResultOptions;

/** Turns every answer that is not what Landbot promises into a `Refusal`, before any other output rule sees it. */
export const checkAnswer: PostReceiveAction = async (items, response) => {
	refuse(response);
	return items;
};

interface Prepared {
	asked: Asked;
	ids: Record<string, number>;
	options: Request['options'];
}

/** Everything a request needs before it can leave. Throws a `NodeOperationError` when something in it is unusable. */
async function prepare(context: IExecutePaginationFunctions, request: Request): Promise<Prepared> {
	const credentials = await context.getCredentials('landbotApi');
	const flaw = flawOf(credentials);
	if (flaw) {
		throw new NodeOperationError(context.getNode(), flaw, { itemIndex: context.getItemIndex() });
	}
	if (!request.options.url) {
		const [resource, operation] = ['resource', 'operation'].map((name) =>
			String(context.getNodeParameter(name, '')),
		);
		throw new NodeOperationError(
			context.getNode(),
			`This node has no operation '${operation}' for '${resource}'`,
			{
				itemIndex: context.getItemIndex(),
				description:
					"Open the node and choose 'Resource' and 'Operation' from the lists. A workflow made with a newer version of the node needs that version",
			},
		);
	}
	const { path, ids } = fillPath.call(context, request.options.url);
	const { timeout } = context.getNodeParameter('requestOptions', {}) as IDataObject;
	return {
		asked: { method: request.options.method ?? 'GET', path, token: agentToken(credentials) },
		ids,
		options: {
			...request.options,
			url: path,
			baseURL: baseUrl(credentials),
			timeout: Number(timeout) > 0 ? Number(timeout) : TIMEOUT_MS,
		},
	};
}

/** What the output says where Landbot answers nothing but that it worked. */
const done = (method: string, ids: Record<string, number>): IDataObject => ({
	[method === 'DELETE' ? 'deleted' : 'success']: true,
	...Object.fromEntries(Object.entries(ids).map(([name, id]) => [`${name}_id`, id])),
});

/** How many rows the user wants. n8n's own `maxResults` cannot tell a limit of 0 from none. */
function limitOf(context: IExecutePaginationFunctions): number {
	if (context.getNodeParameter('returnAll', false)) return Infinity;
	const limit = Number(context.getNodeParameter('limit', 50));
	if (limit >= 1) return limit;
	throw new NodeOperationError(context.getNode(), "'Limit' must be 1 or more", {
		itemIndex: context.getItemIndex(),
		description: "Check the expression in 'Limit', or turn on 'Return All'",
	});
}

/**
 * Sends the request of one item and gives its output: a list page by page where the operation has a page size, else
 * the one object, or the news that it worked. Throws what `persist` and `prepare` throw.
 */
export async function deliver(
	context: IExecutePaginationFunctions,
	request: Request,
	run: Run,
): Promise<INodeExecutionData[]> {
	run.signal.throwIfAborted();
	const { asked, ids, options } = await prepare(context, request);
	const { method } = asked;

	const ask = async (qs = options.qs) =>
		await persist(
			asked,
			async () => {
				const [{ json: body }] = await context.makeRoutingRequest({
					...request,
					options: { ...options, qs },
				});
				const content = unwrap(body);
				if (method === 'GET' && !content) throw new Refusal({ status: 200, body });
				return { content, total: body.total as number | undefined };
			},
			run,
			run.signal,
		);

	const rows = options.qs?.limit
		? await collect(async (offset, limit) => {
				const { content, total } = await ask({ ...options.qs, offset, limit });
				return { rows: content as IDataObject[], total };
			}, limitOf(context))
		: [(await ask()).content ?? done(method, ids)].flat();

	run.accepted.add(context.getItemIndex());
	const item = context.getItemIndex();
	return rows.map((json) => ({ json, pairedItem: { item } }));
}
