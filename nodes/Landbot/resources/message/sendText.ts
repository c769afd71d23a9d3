import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../operation';
import { requiredText } from '../../transport/form';
import { landbot } from '../../transport/send';
import { whichCustomer } from '../fields';

/** POST customers/{id}/send_text/: `message` is the only documented key; the answer has no message ID. */
export const sendText: Operation = {
	option: {
		name: 'Send Text',
		value: 'sendText',
		action: 'Send a text message to a customer',
		description: 'Send a text to a customer, signed by the agent that the token belongs to',
		routing: {
			request: { method: 'POST', url: '/customers/{customer}/send_text/' },
			operations: {
				pagination: landbot({
					prepare({ body }) {
						const text = body as IDataObject;
						text.message = requiredText(this, 'Text', text.message);
					},
				}),
			},
		},
	},
	fields: [
		...whichCustomer,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your order has left our warehouse',
			description: 'What the customer will read',
			routing: { send: { type: 'body', property: 'message' } },
		},
	],
};
