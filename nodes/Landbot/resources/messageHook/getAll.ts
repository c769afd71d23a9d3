import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { channel, includeToken, paging } from '../sharedFields';
import { withoutToken } from '../withoutToken';

/** GET channels/{id}/message_hooks/: nobody has verified whether Landbot pages it; it is read to the end either way. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many message hooks',
	description: 'Get many message hooks of a channel, also those that n8n has made',
	endpoint: endpoints.listMessageHooks,
	output: withoutToken,
	fields: [channel, ...paging, includeToken],
};
