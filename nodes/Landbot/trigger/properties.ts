import type { INodeProperties } from 'n8n-workflow';
import { withLength } from '../parameters/formCheck';
import { deliveryOptions } from '../webhooks/options';

/** The types of message that Landbot documents. Source: Landbot's page on message hooks. */
export const KNOWN_TYPES: unknown[] = [
	'audio',
	'button',
	'dialog',
	'document',
	'image',
	'location',
	'text',
	'video',
];

/** Stands for every type of message that has no entry of its own. */
export const OTHER_TYPES = 'other';

const MESSAGES = ['customer_message', 'bot_message', 'agent_message'];

const ignoreReplies: INodeProperties = {
	displayName: 'Ignore Replies',
	name: 'ignoreReplies',
	type: 'boolean',
	default: false,
	description:
		"Whether to start nothing for what 'Send and Wait for Reply' waits for. Asks Landbot at every message of a customer, so leave it off where no execution waits on these channels.",
};

/** The same for the trigger, in the order of the alphabet. */
const triggerOptions: INodeProperties = withLength({
	...deliveryOptions,
	options: [...(deliveryOptions.options as INodeProperties[]), ignoreReplies].sort((one, other) =>
		one.displayName < other.displayName ? -1 : 1,
	),
});

/** The fields of the trigger. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Channel Names or IDs',
		name: 'channels',
		type: 'multiOptions',
		required: true,
		default: [],
		typeOptions: { loadOptionsMethod: 'getChannels' },
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['customer_message'],
		options: [
			{
				name: 'Agent Message',
				value: 'agent_message',
				description: 'A human agent, or a Landbot node, has written to a customer',
			},
			{
				name: 'Bot Message',
				value: 'bot_message',
				description: 'A bot has written to a customer',
			},
			{
				name: 'Conversation Assigned',
				value: 'conversation_assigned',
				description: 'A conversation has been given to an agent',
			},
			{
				name: 'Conversation Unassigned',
				value: 'conversation_unassigned',
				description: 'An agent has left a conversation',
			},
			{
				name: 'Customer Message',
				value: 'customer_message',
				description: 'A customer has written, sent a file or clicked a button',
			},
			{
				name: 'Other System Event',
				value: 'system_event',
				description: 'Everything else that Landbot reports about a conversation',
			},
		],
	},
	{
		displayName:
			'A text that the Landbot node sends comes back as an agent message. A workflow that answers agent messages therefore answers itself, without end: check the sender first.',
		name: 'loopNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['agent_message'] } },
	},
	{
		displayName:
			'Every line of a bot starts one execution. On a busy channel these are many: choose fewer message types.',
		name: 'volumeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['bot_message'] } },
	},
	{
		displayName: 'Message Types',
		name: 'messageTypes',
		type: 'multiOptions',
		default: [],
		description: 'Start only on messages of these types. Leave it empty for all of them.',
		displayOptions: { show: { events: MESSAGES } },
		options: [
			{ name: 'Audio', value: 'audio' },
			{ name: 'Button Click', value: 'button' },
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'Location', value: 'location' },
			{ name: 'Other', value: OTHER_TYPES, description: 'Every type that is not in this list' },
			{ name: 'Question With Buttons', value: 'dialog' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
		],
	},
	triggerOptions,
];
