import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from '../transport/ask';

const PAGE = 100;

/** Fills the list of channels, page by page; Landbot cannot search them, so the filter is applied to each page. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken);
	const { channels = [], total = 0 } = (await ask.call(this, '/channels/', {
		offset,
		limit: PAGE,
	})) as { channels?: IDataObject[]; total?: number };
	const next = offset + channels.length;
	return {
		results: channels
			.map(({ id, name, type, active }) => ({
				name: `${name || 'Unnamed'} (${type}${active === false ? ', inactive' : ''})`,
				value: id as number,
			}))
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
		paginationToken: channels.length > 0 && next < total ? String(next) : undefined,
	};
}
