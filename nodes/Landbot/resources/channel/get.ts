import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { channel, includeToken } from '../sharedFields';
import { withoutToken } from '../withoutToken';

/** GET channels/{id}/. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a channel',
	description: 'Get the name, type and state of one channel',
	endpoint: endpoints.getChannel,
	output: withoutToken,
	fields: [channel, includeToken],
};
