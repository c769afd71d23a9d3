import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { channelLabel, listChannels, reportsNothing } from '../api/channels';
import { textOf } from '../api/text';
import { listClient, matching } from './helpers';

const asSearchResult = (channels: IDataObject[], filter: string): INodeListSearchResult =>
	matching(
		channels.map((channel) => ({ name: channelLabel(channel), value: channel.id as number })),
		filter,
	);

/** Fills the list of channels. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return asSearchResult(await listChannels(listClient(this)), filter);
}

/** Fills the list of WhatsApp channels; Landbot calls their type `whatsapi` here and `whatsapp` in message hooks. */
export async function searchWhatsAppChannels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const channels = await listChannels(listClient(this));
	return asSearchResult(
		channels.filter(({ type }) => /whatsap/i.test(textOf(type))),
		filter,
	);
}

/** Fills the list of channels where several can be chosen. Those whose messages start no workflow are marked. */
export async function getChannels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await listChannels(listClient(this))).map((channel) => ({
		name: reportsNothing(channel.type)
			? `${channelLabel(channel)} - its messages start no workflow`
			: channelLabel(channel),
		value: channel.id as number,
	}));
}
