import type { INodeProperties } from 'n8n-workflow';
import { picked } from '../sharedFields';

export const messageHook: INodeProperties = {
	displayName: 'Message Hook',
	name: 'messageHook',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'One of the addresses that Landbot sends the messages of the channel to',
	...picked('searchMessageHooks', 'e.g. 81234'),
};
