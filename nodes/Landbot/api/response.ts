import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	PostReceiveAction,
} from 'n8n-workflow';
import { isErrorBody, ResponseError } from './errors/apiError';
import { impostorOf } from './errors/impostor';
import { textOf } from './text';
import { isDeeperThan, isObject } from './values';

/** However long an answer asks to wait, a node does not stand still for longer. */
const LONGEST_PAUSE_MS = 60_000;

/** What Landbot answers has 6 levels. What follows a structure by recursion, n8n included, a deep one would exhaust. */
const DEEPEST = 32;

/** What is taken in its place: the start of JSON, of which nothing is read or shown. */
const TOO_DEEP = '{';

/** The milliseconds that a Retry-After header asks for, in seconds or as a date; undefined when it asks for nothing. */
function pauseOf(header: unknown): number | undefined {
	const value = textOf(header);
	const ms = /^\d/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return ms > 0 ? Math.min(ms, LONGEST_PAUSE_MS) : undefined;
}

/**
 * Throws a `ResponseError` for every status but 2xx, and for a body that is neither empty, as some state changes and
 * all deletes answer, nor Landbot's JSON.
 */
export function assertOk(response: IN8nHttpFullResponse): void {
	const isDeep = isDeeperThan(DEEPEST, response.body);
	const answer = isDeep ? { ...response, body: TOO_DEEP } : response;
	const { statusCode: status, body, headers } = answer;
	const isUsable =
		!body || (typeof body === 'object' && !Array.isArray(body) && !isErrorBody(body));
	if (status >= 200 && status < 300 && isUsable) return;
	throw new ResponseError({
		status,
		body,
		impostor: impostorOf(answer),
		retryAfterMs: pauseOf(headers['retry-after']),
	});
}

/** The names under which Landbot wraps what an answer is about. */
const WRAPPERS = ['channel', 'customer', 'field', 'hook', 'message', 'template'].flatMap((name) => [
	name,
	`${name}s`,
]);

/** The name and value of what an answer is about; undefined when it holds nothing but the news that it worked. */
function answerContent(body: unknown): [string, IDataObject | IDataObject[]] | undefined {
	const contents = Object.entries((body ?? {}) as IDataObject).filter(
		([, value]) => isObject(value) || (Array.isArray(value) && value.every(isObject)),
	) as Array<[string, IDataObject | IDataObject[]]>;
	return contents.find(([name]) => WRAPPERS.includes(name)) ?? contents[0];
}

/**
 * What Landbot wraps: one object or a list under the name of the resource, beside `success` and, for most lists,
 * `total`. Undefined when the answer holds nothing but the news that it worked.
 */
export const unwrap = (body: unknown): IDataObject | IDataObject[] | undefined =>
	answerContent(body)?.[1];

/** What an answer wraps, as rows. Throws a `ResponseError` when it holds nothing. */
export function rowsOf(body: unknown): IDataObject[] {
	const content = unwrap(body);
	if (!content) throw new ResponseError({ status: 200, body });
	return [content].flat();
}

/**
 * An output rule that changes what an answer wraps. `make` gives the change for one object; it is called once for each
 * answer, so that it may look at the form.
 */
export const eachRow = (
	make: (context: IExecuteSingleFunctions) => (row: IDataObject) => IDataObject,
): PostReceiveAction =>
	async function (items) {
		const change = make(this);
		return items.map(({ json: body }) => {
			const found = answerContent(body);
			if (!found) return { json: body };
			const [name, content] = found;
			const changed = Array.isArray(content) ? content.map(change) : change(content);
			return { json: { ...body, [name]: changed } };
		});
	};

/** One page of a list. */
export interface Page {
	rows: IDataObject[];
	/** Landbot's count of all rows that match, missing in some answers. */
	total?: number;
}

/** The rows of a list and their total. Throws a `ResponseError` when the body is no list. */
export function pageOf(body: unknown): Page {
	const rows = unwrap(body);
	if (!Array.isArray(rows)) throw new ResponseError({ status: 200, body });
	const { total } = body as { total?: unknown };
	return { rows, total: typeof total === 'number' ? total : undefined };
}
