import type { IDataObject } from 'n8n-workflow';
import type { LandbotClient } from './client';
import { endpoints } from './endpoints';
import { listAll } from './pagination';
import { textOf } from './text';

/** All channels: a workspace has few of them, and Landbot cannot search them. */
export const listChannels = async (client: LandbotClient): Promise<IDataObject[]> =>
	await listAll(client, endpoints.listChannels);

/** Whether messages of this type of channel reach no message hook: Landbot's documentation says so of APIchat. */
export const reportsNothing = (type: unknown): boolean => type === 'apichat';

/** Landbot's words for the types of a channel, as people know them; it has several for WhatsApp and the web. */
const TYPES = new Map([
	['apichat', 'APIchat'],
	['facebook', 'Facebook'],
	['landbot', 'Web'],
	['webchat', 'Web'],
	['whatsapi', 'WhatsApp'],
	['whatsapp', 'WhatsApp'],
]);

/** What a person recognises a channel by. */
export const channelLabel = ({ name, type, active }: IDataObject): string =>
	`${textOf(name) || 'Unnamed'} (${TYPES.get(textOf(type)) ?? textOf(type)}${active === false ? ', inactive' : ''})`;
