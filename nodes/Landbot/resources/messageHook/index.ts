import type { Resource } from '../operation';
import { create } from './create';
import { deleteHook } from './deleteHook';
import { get } from './get';
import { getAll } from './getAll';

export const messageHookResource: Resource = {
	name: 'Message Hook',
	value: 'messageHook',
	default: 'getAll',
	operations: [create, deleteHook, get, getAll],
};
