import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pageOf } from '../transport/answer';
import { ask } from '../transport/ask';
import { collect } from '../transport/pages';

/** A workspace has few channels and Landbot cannot search them: all are fetched at once. */
export const allChannels = async (context: ILoadOptionsFunctions): Promise<IDataObject[]> =>
	await collect(
		async (offset, limit) =>
			await ask(context, { method: 'GET', path: '/channels/', qs: { offset, limit } }, pageOf),
		Infinity,
	);

/** The names of all channels by their ID. */
export async function channelNames(this: ILoadOptionsFunctions): Promise<Map<unknown, unknown>> {
	return new Map((await allChannels(this)).map(({ id, name }) => [id, name]));
}

/** What a person recognises a channel by. */
export const labelOf = ({ name, type, active }: IDataObject): string =>
	`${name || 'Unnamed'} (${type}${active === false ? ', inactive' : ''})`;

/** Fills the list of channels. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return {
		results: (await allChannels(this))
			.map((channel) => ({ name: labelOf(channel), value: channel.id as number }))
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}
