import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { listHooks } from '../api/messageHooks';
import { chosenId, listClient, matching } from './helpers';

/** Fills the list of message hooks of the chosen channel. */
export async function searchMessageHooks(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const channel = chosenId(this, 'channel');
	if (!channel) throw new NodeOperationError(this.getNode(), "Choose a 'Channel' first");
	const hooks = await listHooks(listClient(this), Number(channel));
	return matching(
		hooks.map(({ id, name, url }) => ({ name: `${name || 'Unnamed'} - ${url}`, value: id })),
		filter,
	);
}
