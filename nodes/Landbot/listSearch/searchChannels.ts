import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from '../transport/ask';
import { collect } from '../transport/pages';

/** Fills the list of channels. A workspace has few of them and Landbot cannot search them: all come at once. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const channels = await collect(async (offset, limit) => {
		const body = await ask.call(this, '/channels/', { offset, limit });
		return { rows: body.channels as IDataObject[], total: body.total as number | undefined };
	}, Infinity);
	return {
		results: channels
			.map(({ id, name, type, active }) => ({
				name: `${name || 'Unnamed'} (${type}${active === false ? ', inactive' : ''})`,
				value: id as number,
			}))
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}
