import type { Resource } from '../operation';
import { get } from './get';
import { getAll } from './getAll';

export const channelResource: Resource = {
	name: 'Channel',
	value: 'channel',
	default: 'getAll',
	operations: [get, getAll],
};
