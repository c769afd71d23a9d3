import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
	type PostReceiveAction,
} from 'n8n-workflow';
import { pageOf, unwrap, type Page } from './answer';
import { agentToken, baseUrl, flawOf } from './credential';
import { Refusal, refuse, type Asked } from './failure';
import { collect } from './pages';
import type { FilledPath } from './path';
import { persist } from './retry';
import type { Run } from './run';

/** How long an answer may take, in milliseconds. n8n's own default is 300,000; the option 'Timeout' wins over this. */
const TIMEOUT_MS = 30_000;

/** Reading a list of more rows than this takes so long that the log says so. */
const LONG_LIST = 1000;

type Request = DeclarativeRestApiSettings.ResultOptions;

/** Turns every answer that is not what Landbot promises into a `Refusal`, before any other output rule sees it. */
export const checkAnswer: PostReceiveAction = async (items, response) => {
	refuse(response);
	return items;
};

/** What the output says where Landbot answers nothing but that it worked. */
const done = (method: string, ids: Record<string, number>): IDataObject => ({
	[method === 'DELETE' ? 'deleted' : 'success']: true,
	...Object.fromEntries(Object.entries(ids).map(([name, id]) => [`${name}_id`, id])),
});

/** How many rows the user wants. n8n's own `maxResults` cannot tell a limit of 0 from none. */
function limitOf(context: IExecutePaginationFunctions): number {
	if (context.getNodeParameter('returnAll', false)) return Infinity;
	const limit = Math.floor(Number(context.getNodeParameter('limit', 50)));
	if (limit >= 1) return limit;
	throw new NodeOperationError(context.getNode(), "'Limit' must be 1 or more", {
		itemIndex: context.getItemIndex(),
		description: "Check the expression in 'Limit', or turn on 'Return All'",
	});
}

/**
 * Sends the request of one item and gives its output: a list page by page where the operation has a page size, else
 * the one object, or the news that it worked. Throws what `persist` throws, and a `NodeOperationError` when the
 * credential or the limit is unusable.
 */
export async function deliver(
	context: IExecutePaginationFunctions,
	request: Request,
	{ path, ids }: FilledPath,
	run: Run,
): Promise<INodeExecutionData[]> {
	run.signal.throwIfAborted();
	const item = context.getItemIndex();
	const credentials = await context.getCredentials('landbotApi');
	const flaw = flawOf(credentials);
	if (flaw) throw new NodeOperationError(context.getNode(), flaw, { itemIndex: item });

	const { method = 'GET', qs } = request.options;
	const { timeout } = context.getNodeParameter('requestOptions', {}) as IDataObject;
	const asked: Asked = { method, path, token: agentToken(credentials) };
	const options = {
		...request.options,
		url: path,
		baseURL: baseUrl(credentials),
		timeout: Number(timeout) > 0 ? Number(timeout) : TIMEOUT_MS,
	};
	/** Makes the request with these parameters; `read` gives what is wanted of the body, or throws a `Refusal`. */
	const ask = async <T>(query: typeof qs, read: (body: unknown) => T): Promise<T> =>
		await persist(
			asked,
			async () => {
				const [{ json }] = await context.makeRoutingRequest({
					...request,
					options: { ...options, qs: query },
				});
				return read(json);
			},
			run,
			run.signal,
		);

	const readPage = async (offset: number, limit: number): Promise<Page> => {
		const page = await ask({ ...qs, offset, limit }, pageOf);
		if (offset === 0 && (page.total ?? 0) > LONG_LIST) {
			context.logger.info(`Landbot has ${page.total} results: reading up to 1,000 in a second`);
		}
		return page;
	};
	const readOne = (body: unknown) => {
		const content = unwrap(body);
		if (method === 'GET' && !content) throw new Refusal({ status: 200, body });
		return [content ?? done(method, ids)].flat();
	};

	const rows = qs?.limit ? await collect(readPage, limitOf(context)) : await ask(qs, readOne);
	run.accepted.add(item);
	return rows.map((json) => ({ json, pairedItem: { item } }));
}
