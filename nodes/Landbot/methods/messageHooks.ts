import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { listHooks } from '../api/messageHooks';
import { chosen } from './helpers';
import { found } from './found';

/** Fills the list of message hooks of the chosen channel. */
export async function searchMessageHooks(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const channel = chosen(this, 'channel');
	if (!channel) throw new NodeOperationError(this.getNode(), "Choose a 'Channel' first");
	const hooks = await listHooks(this, Number(channel));
	return found(
		hooks.map(({ id, name, url }) => ({ name: `${name || 'Unnamed'} - ${url}`, value: id })),
		filter,
	);
}
