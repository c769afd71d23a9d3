import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { pageOf } from '../api/response';
import { ask } from '../api/client';
import { collect } from '../api/pagination';
import { found } from './found';

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

/** Landbot's words for the types of a channel, as people know them; it has several for WhatsApp and the web. */
const TYPES: Record<string, string> = {
	apichat: 'APIchat',
	facebook: 'Facebook',
	landbot: 'Web',
	webchat: 'Web',
	whatsapi: 'WhatsApp',
	whatsapp: 'WhatsApp',
};

/** What a person recognises a channel by. */
export const labelOf = ({ name, type, active }: IDataObject): string =>
	`${name || 'Unnamed'} (${TYPES[String(type)] ?? type}${active === false ? ', inactive' : ''})`;

const listOf = (channels: IDataObject[], filter: string): INodeListSearchResult =>
	found(
		channels.map((channel) => ({ name: labelOf(channel), value: channel.id as number })),
		filter,
	);

/** Fills the list of channels. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return listOf(await allChannels(this), filter);
}

/** Fills the list of WhatsApp channels; Landbot calls their type `whatsapi` here and `whatsapp` in message hooks. */
export async function searchWhatsAppChannels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const channels = await allChannels(this);
	return listOf(
		channels.filter(({ type }) => /whatsap/i.test(String(type))),
		filter,
	);
}
