import type { Operation } from '../operation';
import { channel, includeToken } from '../sharedFields';
import { withoutToken } from '../withoutToken';

/** GET channels/{id}/. */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a channel',
		description: 'Get the name, type and state of one channel',
		routing: {
			request: { method: 'GET', url: '/channels/{channel}/' },
			output: { postReceive: [withoutToken] },
		},
	},
	fields: [channel, includeToken],
};
