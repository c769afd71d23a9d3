import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../operation';
import { unwrap } from '../../transport/answer';
import type { Behaviour } from '../../transport/behaviour';
import { wordsOf } from '../../transport/explain';
import { LandbotFailure } from '../../transport/failure';
import { requiredText } from '../../transport/form';
import { landbot } from '../../transport/send';
import { campaignReport, shownWhen, templateChannel, whichCustomer } from '../fields';
import { templateBody } from './templateBody';
import { whichTemplate } from './templateFields';

/** Landbot answers 412 to a text when WhatsApp's 24-hour window is closed; templates go through. */
const withFallback: Behaviour = {
	async prepare(options, door) {
		const { message } = options.body as IDataObject;
		options.body = {
			text: { message: requiredText(this, 'Text', message) },
			template:
				this.getNodeParameter('ifWindowClosed', 'fail') === 'template'
					? await templateBody(this, door)
					: undefined,
		};
	},
	async steps(door, ids, { body }) {
		const { text, template } = body as { text: IDataObject; template?: IDataObject };
		const customer = `/customers/${ids.customer_id}`;
		const send = async (path: string, content: IDataObject) =>
			await door.ask({ method: 'POST', path: `${customer}${path}`, body: content }, unwrap);
		const sent = await send('/send_text/', text).then(
			() => ({ sent: 'text', text_refused: null }),
			async (error) => {
				const closed = error instanceof LandbotFailure && error.failure.status === 412;
				if (!closed || !template) return await Promise.reject(error);
				const words = wordsOf(error.failure, error.asked);
				await send('/send_template/', template).catch(async (second) => {
					if (second instanceof LandbotFailure) {
						second.partly = `The template was tried because the text was refused${words && ` with: ${words}`}`;
					}
					await Promise.reject(second);
				});
				return { sent: 'template', text_refused: words || 'Landbot gave no reason' };
			},
		);
		return [{ success: true, ...ids, ...(template && sent) }];
	},
};

/** What to write. */
export const text: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Your order has left our warehouse',
	description: 'What the customer will read',
	routing: { send: { type: 'body', property: 'message' } },
};

/** POST customers/{id}/send_text/: `message` is the only documented key; the answer has no message ID. */
export const sendText: Operation = {
	option: {
		name: 'Send Text',
		value: 'sendText',
		action: 'Send a text message to a customer',
		description: 'Send a text to a customer, signed by the agent that the token belongs to',
		routing: {
			request: { method: 'POST', url: '/customers/{customer}/send_text/' },
			operations: { pagination: landbot(withFallback) },
		},
	},
	fields: [
		...whichCustomer,
		text,
		{
			displayName: 'If the Window Is Closed',
			name: 'ifWindowClosed',
			type: 'options',
			noDataExpression: true,
			default: 'fail',
			description:
				'WhatsApp takes texts only within 24 hours of what the customer has written last, templates at any time',
			options: [
				{ name: 'Do Not Send', value: 'fail' },
				{ name: 'Send a Template Instead', value: 'template' },
			],
		},
		...[templateChannel, ...whichTemplate].map(shownWhen('ifWindowClosed', 'template')),
		campaignReport,
	],
};
