import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { channel, includeToken } from '../sharedFields';
import { withoutToken } from '../withoutToken';
import { messageHook } from './fields';

/** GET channels/{id}/message_hooks/{hook_id}/. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a message hook',
	description: 'Get the address and the name of one message hook of a channel',
	endpoint: endpoints.getMessageHook,
	output: withoutToken,
	fields: [channel, messageHook, includeToken],
};
