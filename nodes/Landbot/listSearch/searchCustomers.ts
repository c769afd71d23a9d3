import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pageOf } from '../transport/answer';
import { ask } from '../transport/ask';
import { channelNames } from './searchChannels';

const PAGE = 50;

/** What Landbot looks at for this text: digits are a phone number, an @ means email, all else is a name. */
function searchFor(filter: string): IDataObject {
	const text = filter.trim();
	if (!text) return {};
	if (text.includes('@')) return { search_by: 'email', search: text };
	const digits = text.replace(/[\s()+./-]/g, '');
	if (/^\d+$/.test(digits)) return { search_by: 'phone', search: digits };
	return { search_by: 'name', search: text };
}

/**
 * Fills the list of customers, page by page; the search runs in Landbot and finds beginnings. The label names the
 * channel, because the same person on two channels is two customers.
 */
export async function searchCustomers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken);
	const [names, { rows: customers, total = Infinity }] = await Promise.all([
		// An agent who may not see the channels still sees the customers.
		channelNames.call(this).catch(() => new Map<unknown, unknown>()),
		ask(
			this,
			{
				method: 'GET',
				path: '/customers/',
				qs: { ...searchFor(filter), offset, limit: PAGE },
			},
			pageOf,
		),
	]);
	const next = offset + customers.length;
	return {
		results: customers.map(({ id, name, phone, email, channel_id: channel }) => ({
			name: [name || 'Unnamed', phone ?? email ?? id, names.get(channel) ?? channel]
				.filter(Boolean)
				.join(' - '),
			value: id as number,
		})),
		paginationToken: customers.length > 0 && next < total ? String(next) : undefined,
	};
}
