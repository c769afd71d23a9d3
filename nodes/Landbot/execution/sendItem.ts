import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { pageOf, rowsOf, unwrap, type Page } from '../api/response';
import type { Behaviour } from './behaviour';
import { idOfPerson, keyOfPerson, type Person } from '../parameters/customer';
import { refuse } from '../api/errors/apiError';
import { booleanOf, codeOf, unusable } from '../parameters/read';
import type { ItemClient } from './itemClient';
import { collect } from '../api/pagination';
import { fill, keyOfSlot } from '../parameters/pathParameters';

/** Reading a list of more rows than this takes so long that the log says so. */
const LONG_LIST = 1000;

/** The operations that change something and give what it has become. */
const GIVING = ['create', 'update'];

/** The path of a customer, whose rows have their own ID. */
const OF_A_CUSTOMER = '/customers/{customer}/';

/** Where the request of an item goes. */
export interface Address {
	/** The path with the names of parameters in braces. */
	template: string;
	/** What stands in their place, but for the customer. */
	parts: Record<string, string>;
	person?: Person;
}

/** Turns every answer that is not what Landbot promises into a `Refusal`, before any other output rule sees it. */
export const checkAnswer: PostReceiveAction = async (items, response) => {
	refuse(response);
	return items;
};

/** How many rows the user wants. n8n's own `maxResults` cannot tell a limit of 0 from none. */
function limitOf(context: IExecutePaginationFunctions): number {
	if (booleanOf(context, 'Return All', context.getNodeParameter('returnAll', true)))
		return Infinity;
	const given = codeOf(context.getNodeParameter('limit', 50));
	if (/^\d{1,15}$/.test(given) && Number(given) >= 1) return Number(given);
	throw unusable(
		context,
		"'Limit' must be a whole number of 1 or more",
		"Check the expression in 'Limit', or turn on 'Return All'",
	);
}

/** The IDs in a path as the output names them; those that JavaScript cannot hold as numbers stay texts. */
const idsOf = (parts: Record<string, string>): IDataObject =>
	Object.fromEntries(
		Object.entries(parts).map(([name, part]) => [
			keyOfSlot(name),
			name !== 'fieldName' && Number.isSafeInteger(Number(part)) ? Number(part) : part,
		]),
	);

/**
 * Sends what one item asks for and gives its output: a list page by page where the operation has a page size, else the
 * one object, or the news that it worked. Throws what the client throws, and a `NodeOperationError` when the customer
 * cannot be found or the limit is unusable.
 */
export async function sendItem<Plan>(
	context: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
	{ template, parts, person }: Address,
	client: ItemClient,
	{ prepare, execute }: Behaviour<Plan>,
	plan: Plan,
): Promise<INodeExecutionData[]> {
	const { batch, item } = client;
	const all: Record<string, string> = person
		? { customer: await customerOf(context, person, client), ...parts }
		: parts;
	if (person) batch.customers.set(item, Number(all.customer));
	batch.signal.throwIfAborted();
	const path = fill(template, all);
	const { method = 'GET', qs, body } = options;
	const planned = prepare && !execute ? (plan as IDataObject | undefined) : undefined;
	const isGet = method === 'GET';
	const query = isGet ? { ...qs, ...planned } : qs;
	const request = { path, body: ((!isGet && planned) || body) as IDataObject };

	const readPage = async (offset: number, limit: number): Promise<Page> => {
		const page = await client.send({ ...request, qs: { ...query, offset, limit } }, pageOf);
		if (offset === 0 && (page.total ?? 0) > LONG_LIST) {
			context.logger.info(`Landbot has ${page.total} results: reading up to 1,000 in a second`);
		}
		return page;
	};
	const readOne = (answer: unknown): IDataObject[] => {
		const operation = String(context.getNodeParameter('operation'));
		const gives = method === 'GET' || (GIVING.includes(operation) && unwrap(answer));
		if (gives) return rowsOf(answer);
		// All others do something, and the output says to whom, whatever Landbot answers.
		return [{ [operation === 'delete' ? 'deleted' : 'success']: true, ...idsOf(all) }];
	};
	const readAll = async () => {
		const limit = limitOf(context);
		if (qs?.limit) return await collect(readPage, limit);
		return (await client.send({ ...request, qs: query }, readOne)).slice(0, limit);
	};

	const rows = execute ? await execute(client, idsOf(all), plan) : await readAll();
	batch.accepted.add(item);
	// What belongs to a customer says to whom; Landbot leaves that out.
	const owner = person && template !== OF_A_CUSTOMER ? idsOf({ customer: all.customer }) : {};
	return rows.map((row) => ({ json: { ...owner, ...row }, pairedItem: { item } }));
}

/** The ID of the customer, looked up once for all items of the run that mean the same person. */
const customerOf = async (
	context: IExecutePaginationFunctions,
	person: Person,
	client: ItemClient,
): Promise<string> =>
	person.by === 'id'
		? person.forms[0]
		: await client.once(
				`customer ${keyOfPerson(person)} ${person.channel ?? ''}`,
				async () => await idOfPerson(context, person, client),
			);
