import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { pageOf } from '../transport/answer';
import { ask } from '../transport/ask';
import { collect } from '../transport/pages';
import { chosen } from './chosen';

/** Fills the list of message hooks of the chosen channel. */
export async function searchMessageHooks(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const channel = chosen(this, 'channel');
	if (!channel) throw new NodeOperationError(this.getNode(), "Choose a 'Channel' first");
	const path = `/channels/${channel}/message_hooks/`;
	const hooks = await collect(
		async (offset, limit) =>
			await ask(this, { method: 'GET', path, qs: { offset, limit } }, pageOf),
		Infinity,
	);
	return {
		results: hooks
			.map(({ id, name, url }) => ({
				name: `${name || 'Unnamed'} - ${url}`,
				value: id as number,
			}))
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}
