import type { INodeProperties, NodeOperationError } from 'n8n-workflow';
import { endpoints } from '../../../api/endpoints';
import { stopsOnTimeout } from '../../../api/errors/n8nVersion';
import { invalidParameter, type ItemForm } from '../../../parameters/read';
import { deliveryOptions } from '../../../webhooks/options';
import { type Operation, shownWhen } from '../../operation';
import { templateChannel, whichCustomer } from '../../sharedFields';
import { whichImage } from '../sendImage';
import { textField } from '../sendText';
import { whichTemplate } from '../templateFields';

/** How long to wait. There is always an end: the message hook of an execution that nobody remembers would stay. */
const waitLimit: INodeProperties[] = [
	{
		displayName: 'Limit Wait Time',
		name: 'waitLimit',
		type: 'options',
		noDataExpression: true,
		default: 'interval',
		description: 'When to stop waiting, a year from now at the latest',
		options: [
			{ name: 'After Time Interval', value: 'interval' },
			{ name: 'At Specified Time', value: 'time' },
		],
	},
	{
		displayName: 'Wait at Most',
		name: 'waitAmount',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 24,
		description: 'How many minutes, hours or days to wait for the reply',
		displayOptions: { show: { waitLimit: ['interval'] } },
	},
	{
		displayName: 'Unit',
		name: 'waitUnit',
		type: 'options',
		noDataExpression: true,
		default: 'hours',
		displayOptions: { show: { waitLimit: ['interval'] } },
		options: [
			{ name: 'Minutes', value: 'minutes' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Days', value: 'days' },
		],
	},
	{
		displayName: 'Wait Until',
		name: 'waitTime',
		type: 'dateTime',
		required: true,
		default: '',
		placeholder: 'e.g. 2026-01-31T14:30:00',
		description: 'The date and time to stop waiting at, in the time zone of the workflow',
		displayOptions: { show: { waitLimit: ['time'] } },
	},
	{
		displayName: 'If Nobody Replies',
		name: 'ifNobodyReplies',
		type: 'options',
		noDataExpression: true,
		default: 'continue',
		description: 'What the execution does when the time is up',
		options: [
			{
				name: 'Continue',
				value: 'continue',
				description: "Goes on with 'timedOut' set to true in the output",
			},
			{
				name: 'Stop the Workflow',
				value: 'fail',
				description: stopsOnTimeout
					? "Ends the execution, unless 'On Error' in the settings says otherwise"
					: "Needs n8n 2.27 or newer; this n8n goes on with 'timedOut' set to true",
			},
		],
	},
];

/**
 * A tool answers its agent at once; there is no execution of its own that could wait. n8n takes the operation for a way
 * to approve what an agent does, too.
 */
export const notAsTool = (form: ItemForm): NodeOperationError =>
	form.getNode().type.endsWith('HitlTool')
		? invalidParameter(
				form,
				'Landbot cannot ask a person to approve what an agent does',
				"A reply of a customer is no approval. Choose another node under 'Human in the Loop'. Nothing was sent",
			)
		: invalidParameter(
				form,
				'An agent cannot wait for a reply with this tool',
				"Put the node into the workflow behind the agent, or give the agent 'Send Text'. Nothing was sent",
			);

/**
 * Sends a message and waits for what the customer answers. `reply/` holds what it does, registered as a custom
 * operation in `Landbot.node.ts`. The routing is for the tools that n8n runs without looking at custom operations.
 */
export const sendAndWait: Operation = {
	name: 'Send and Wait for Reply',
	value: 'sendAndWait',
	action: 'Send a message and wait for the reply',
	description: 'Send a message and let the execution wait until the customer answers',
	displayOptions: { hide: { '@tool': [true] } },
	endpoint: endpoints.sendText,
	prepare(form) {
		throw notAsTool(form);
	},
	fields: [
		...whichCustomer,
		{
			displayName: 'What to Send',
			name: 'whatToSend',
			type: 'options',
			noDataExpression: true,
			default: 'text',
			options: [
				{ name: 'Image', value: 'image' },
				{ name: 'Text', value: 'text' },
				{
					name: 'WhatsApp Template',
					value: 'template',
					description: 'Also outside the 24-hour window',
				},
			],
		},
		// by a name of its own, because n8n evaluates a text once more for every property of its name
		...shownWhen('whatToSend', 'text', [{ ...textField, name: 'question' }]),
		...shownWhen('whatToSend', 'image', whichImage),
		...shownWhen('whatToSend', 'template', [templateChannel, ...whichTemplate]),
		...waitLimit,
		{
			displayName:
				"A Landbot Trigger on the same channel hears the reply, too, and starts its workflow: turn on 'Ignore Replies' in its options.",
			name: 'triggerNotice',
			type: 'notice',
			default: '',
		},
		deliveryOptions,
	],
};
