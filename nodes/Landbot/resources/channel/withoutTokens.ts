import type { IDataObject, INodeExecutionData, PostReceiveAction } from 'n8n-workflow';

const withoutToken = (channel: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(channel).filter(([key]) => key !== 'token'));

/** Landbot returns the secret token of every channel in the clear; execution data is no place for it. */
export const withoutTokens: PostReceiveAction = async (items) =>
	items.map(({ json }): INodeExecutionData => {
		const { channel, channels } = json as { channel?: IDataObject; channels?: IDataObject[] };
		return {
			json: {
				...json,
				...(channel && { channel: withoutToken(channel) }),
				...(channels && { channels: channels.map(withoutToken) }),
			},
		};
	});
