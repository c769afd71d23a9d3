import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { allChannels, labelOf } from './channels';

/**
 * Fills the list of channels where several can be chosen. Messages of APIchat customers do not fire message hooks,
 * says Landbot's documentation: their channels are marked.
 */
export async function getChannels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await allChannels(this)).map((channel) => ({
		name:
			channel.type === 'apichat'
				? `${labelOf(channel)} - its messages start no workflow`
				: labelOf(channel),
		value: channel.id as number,
	}));
}
