import type { IDataObject, PreSendAction } from 'n8n-workflow';
import type { Operation } from '../../operation';
import { customer } from '../fields';

/** Landbot refuses anything but a string, and a column of numbers in a sheet gives numbers. */
const numberAsText: PreSendAction = async (request) => {
	const body = request.body as IDataObject;
	if (typeof body.message === 'number') body.message = String(body.message);
	return request;
};

/** POST customers/{id}/send_text/: `message` is the only documented key; the answer has no message ID. */
export const sendText: Operation = {
	option: {
		name: 'Send Text',
		value: 'sendText',
		action: 'Send a text message',
		description: 'Send a text to a customer, signed by the agent that the token belongs to',
		routing: { request: { method: 'POST', url: '/customers/{customer}/send_text/' } },
	},
	fields: [
		customer,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your order has left our warehouse',
			description: 'What the customer will read',
			routing: { send: { type: 'body', property: 'message', preSend: [numberAsText] } },
		},
	],
};
