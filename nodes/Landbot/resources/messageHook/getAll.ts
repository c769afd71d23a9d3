import type { Operation } from '../operation';
import { channel, includeToken, paging } from '../sharedFields';
import { withoutToken } from '../withoutToken';

/** GET channels/{id}/message_hooks/: nobody has verified whether Landbot pages it; the transport copes with both. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many message hooks',
		description: 'Get many message hooks of a channel, also those that n8n has made',
		routing: {
			request: { method: 'GET', url: '/channels/{channel}/message_hooks/' },
			output: { postReceive: [withoutToken] },
		},
	},
	fields: [channel, ...paging, includeToken],
};
