import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	NodeApiError,
} from 'n8n-workflow';
import { pageOf, rowsOf } from '../api/response';
import { ask } from '../api/client';
import { trimmed } from '../parameters/read';
import { formsOf, startOfPhone } from '../parameters/phone';
import { channelNames } from './channels';

const PAGE = 50;

/** What to ask Landbot for a text: a number may be the beginning of a phone, an @ means email, all else is a name. */
function searchesFor(filter: string): IDataObject[] {
	const text = trimmed(filter);
	if (!text) return [{}];
	const start = startOfPhone(text);
	if (typeof start === 'string') {
		return formsOf(start).map((search) => ({ search_by: 'phone', search }));
	}
	if (text.includes('@')) return [{ search_by: 'email', search: text }];
	return [{ search_by: 'name', search: text }];
}

/** The time of the last message in the workflow's zone, to the minute. */
const lastActivity = (seconds: unknown, timeZone: string): string | undefined =>
	typeof seconds === 'number'
		? new Date(seconds * 1000).toLocaleString('sv-SE', {
				timeZone,
				dateStyle: 'short',
				timeStyle: 'short',
			})
		: undefined;

/** The customer with this ID, if there is one. */
const withId = async (context: ILoadOptionsFunctions, id: string): Promise<IDataObject[]> =>
	await ask(context, { method: 'GET', path: `/customers/${id}/` }, rowsOf).catch(
		async (error: NodeApiError) => (error.httpCode === '404' ? [] : await Promise.reject(error)),
	);

/**
 * Fills the list of customers, page by page; the search runs in Landbot and finds beginnings. The label names the
 * channel, because the same person on two channels is two customers, and the last activity, because visitors of a
 * website have no names. Digits that no phone begins with may be an ID.
 */
export async function searchCustomers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken);
	const searches = searchesFor(filter);
	const [names, ...pages] = await Promise.all([
		// An agent who may not see the channels still sees the customers.
		channelNames.call(this).catch(() => new Map<unknown, unknown>()),
		...searches.map(
			async (search) =>
				await ask(
					this,
					{ method: 'GET', path: '/customers/', qs: { ...search, offset, limit: PAGE } },
					pageOf,
				),
		),
	]);
	const rows = pages.flatMap((page) => page.rows);
	const isNumber = searches[0].search_by === 'phone' && rows.length === 0 && offset === 0;
	const customers = isNumber ? await withId(this, String(searches[0].search)) : rows;
	const next = offset + Math.max(...pages.map((page) => page.rows.length));
	const hasMore = pages.some(
		({ rows: { length }, total = Infinity }) => length > 0 && next < total,
	);
	const zone = this.getTimezone();
	return {
		results: customers.map((customer) => {
			const { id, name, phone, email, channel_id: channel, last_message: last } = customer;
			return {
				name: [
					name || 'Unnamed',
					phone ?? email ?? id,
					names.get(channel) ?? channel,
					lastActivity(last, zone),
				]
					.filter(Boolean)
					.join(' - '),
				value: id as number,
			};
		}),
		paginationToken: hasMore ? String(next) : undefined,
	};
}
