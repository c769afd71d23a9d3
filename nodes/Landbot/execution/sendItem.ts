import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import type { Endpoint } from '../api/endpoints';
import type { PathValues } from '../api/errors/byEndpoint';
import { fetchAllPages } from '../api/pagination';
import { assertOk, type Page, pageOf, rowsOf, unwrap } from '../api/response';
import { codeOf } from '../api/text';
import { customerKey, type CustomerReference, resolveCustomerId } from '../parameters/customer';
import { outputKey } from '../parameters/pathParameters';
import { booleanOf, invalidParameter } from '../parameters/read';
import type { ItemPlan } from './behaviour';
import type { ItemClient } from './itemClient';
import { formatted } from './progress';

/** Reading a list of more rows than this takes so long that the log says so. */
const LONG_LIST = 1000;

/** Where the request of an item goes. */
export interface Target {
	endpoint: Endpoint;
	/** What stands in the path, but for the customer. */
	values: PathValues;
	person?: CustomerReference;
}

/** Turns every answer that is not what Landbot promises into a `ResponseError`, before any other output rule sees it. */
export const checkAnswer: PostReceiveAction = async (items, response) => {
	assertOk(response);
	return items;
};

/** How many rows the user wants. n8n's own `maxResults` cannot tell a limit of 0 from none. */
function limitOf(context: IExecutePaginationFunctions): number {
	if (booleanOf(context, 'Return All', context.getNodeParameter('returnAll', true)))
		return Infinity;
	const given = codeOf(context.getNodeParameter('limit', 50));
	if (/^\d{1,15}$/.test(given) && Number(given) >= 1) return Number(given);
	throw invalidParameter(
		context,
		"'Limit' must be a whole number of 1 or more",
		"Check the expression in 'Limit', or turn on 'Return All'",
	);
}

/** The IDs in a path as the output names them; those that JavaScript cannot hold as numbers stay texts. */
const idsOf = (values: PathValues): IDataObject =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			outputKey(name),
			name !== 'fieldName' && Number.isSafeInteger(Number(value)) ? Number(value) : value,
		]),
	);

/**
 * Sends what one item asks for and gives its output: a list page by page where the operation has a page size, else the
 * one object, or the news that it worked. Throws what the client throws, and a `NodeOperationError` when the customer
 * cannot be found or the limit is unusable.
 */
export async function sendItem(
	context: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
	{ endpoint, values, person }: Target,
	client: ItemClient,
	plan: ItemPlan,
): Promise<INodeExecutionData[]> {
	const { batch, item } = client;
	const all: PathValues = person
		? { customer: await customerOf(context, person, client), ...values }
		: values;
	if (person) batch.customers.set(item, Number(all.customer));
	batch.signal.throwIfAborted();
	const done = { [endpoint.deletes ? 'deleted' : 'success']: true, ...idsOf(all) };

	const readOne = (answer: unknown): IDataObject[] =>
		endpoint.method === 'GET' || (endpoint.returnsObject && unwrap(answer))
			? rowsOf(answer)
			: // All others do something, and the output says to whom, whatever Landbot answers.
				[done];
	const readAll = async ({ qs, body }: { qs?: IDataObject; body?: IDataObject }) => {
		const limit = limitOf(context);
		const request = { values: all, body: body ?? (options.body as IDataObject) };
		const query: IDataObject = { ...options.qs, ...qs };
		const isPaged = query.limit !== undefined;
		if (!isPaged) {
			const rows = await client.callRouted(endpoint, { ...request, qs: query }, readOne);
			return rows.slice(0, limit);
		}
		const readPage = async (offset: number, size: number): Promise<Page> => {
			const paged = { ...request, qs: { ...query, offset, limit: size } };
			const page = await client.callRouted(endpoint, paged, pageOf);
			const wanted = Math.min(limit, page.total ?? 0);
			if (offset === 0 && wanted > LONG_LIST) {
				context.logger.info(
					`Landbot: reading ${formatted(wanted)} results, at most 1,000 in a second`,
				);
			}
			return page;
		};
		return await fetchAllPages(readPage, limit);
	};

	const rows = plan.execute
		? [{ ...done, ...(await plan.execute(client, all)) }]
		: await readAll(plan);
	batch.accepted.add(item);
	// What belongs to a customer says to whom; Landbot leaves that out.
	const owner = person && !endpoint.returnsCustomer ? idsOf({ customer: all.customer }) : {};
	return rows.map((row) => ({ json: { ...owner, ...row }, pairedItem: { item } }));
}

/** The ID of the customer, looked up once for all items of the run that mean the same person. */
const customerOf = async (
	context: IExecutePaginationFunctions,
	person: CustomerReference,
	client: ItemClient,
): Promise<string> =>
	person.by === 'id'
		? person.forms[0]
		: await client.memoize(
				`customer ${customerKey(person)} ${person.channel ?? ''}`,
				async () => await resolveCustomerId(context, person, client),
			);
