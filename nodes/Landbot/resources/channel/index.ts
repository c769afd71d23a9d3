import { defineResource } from '../operation';
import { get } from './get';
import { getAll } from './getAll';

export const channelResource = defineResource('Channel', 'channel', {
	default: 'getAll',
	operations: [get, getAll],
});
