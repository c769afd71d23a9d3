import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listChannels } from '../api/channels';
import type { DirectClient } from '../api/client';
import { endpoints } from '../api/endpoints';
import { pageOf, rowsOf } from '../api/response';
import { textOf, trimmed } from '../api/text';
import { first, text } from '../api/values';
import { formsOf, startOfPhone } from '../parameters/phone';
import { listClient } from './helpers';

/** How many customers the list shows at a time. */
const SHOWN = 50;

/** What to ask Landbot for a text: a number may be the beginning of a phone, an @ means email, all else is a name. */
function searchesFor(filter: string): IDataObject[] {
	const typed = trimmed(filter);
	if (!typed) return [{}];
	const start = startOfPhone(typed);
	if (typeof start === 'string') {
		return formsOf(start).map((search) => ({ search_by: 'phone', search }));
	}
	if (typed.includes('@')) return [{ search_by: 'email', search: typed }];
	return [{ search_by: 'name', search: typed }];
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
const withId = async (client: DirectClient, customer: string): Promise<IDataObject[]> =>
	(await client.callIfKnown(endpoints.getCustomer, { values: { customer } }, rowsOf)) ?? [];

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
	const client = listClient(this);
	const [channels, ...pages] = await Promise.all([
		// An agent who may not see the channels still sees the customers.
		listChannels(client).catch(() => []),
		...searches.map(
			async (search) =>
				await client.call(
					endpoints.listCustomers,
					{ values: {}, qs: { ...search, offset, limit: SHOWN } },
					pageOf,
				),
		),
	]);
	const names = new Map(channels.map(({ id, name }) => [id, name]));
	const rows = pages.flatMap((page) => page.rows);
	const isNumber = searches[0].search_by === 'phone' && rows.length === 0 && offset === 0;
	const customers = isNumber ? await withId(client, textOf(searches[0].search)) : rows;
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
					text(name) ?? 'Unnamed',
					first(text, phone, email, id),
					first(text, names.get(channel), channel),
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
