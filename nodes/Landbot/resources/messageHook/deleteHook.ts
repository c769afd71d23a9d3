import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { channel } from '../sharedFields';
import { messageHook } from './fields';

/** DELETE channels/{id}/message_hooks/{hook_id}/: answers 204. */
export const deleteHook: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a message hook permanently',
	description:
		'Stop Landbot from sending the messages of a channel to an address. This cannot be undone.',
	endpoint: endpoints.deleteMessageHook,
	fields: [channel, messageHook],
};
