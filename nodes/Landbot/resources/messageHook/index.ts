import { defineResource } from '../operation';
import { create } from './create';
import { deleteHook } from './deleteHook';
import { get } from './get';
import { getAll } from './getAll';

export const messageHookResource = defineResource('Message Hook', 'messageHook', {
	default: 'getAll',
	operations: [create, deleteHook, get, getAll],
});
