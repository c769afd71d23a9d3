import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { shownWhen, type Operation } from '../operation';
import { unwrap } from '../../api/response';
import type { Behaviour } from '../../execution/behaviour';
import { chosenEntry } from '../../parameters/choice';
import { wordsOf } from '../../api/errors/toNodeError';
import { LandbotFailure } from '../../api/errors/apiError';
import { requiredText } from '../../parameters/read';
import { executeItem } from '../../execution/executeItem';
import { campaignReport, templateChannel, whichCustomer } from '../sharedFields';
import { templateBody } from './templateBody';
import { whichTemplate } from './templateFields';

/** What is sent: the text, and the template in its place where the window is closed. */
interface Plan {
	text: IDataObject;
	template?: IDataObject;
}

/** Landbot answers 412 to a text when WhatsApp's 24-hour window is closed; templates go through. */
const withFallback: Behaviour<Plan> = {
	async prepare(context, client) {
		const message = requiredText(context, 'Text', context.getNodeParameter('text', ''));
		const falls = chosenEntry(context, 'If the Window Is Closed', 'ifWindowClosed', [
			['fail', false],
			['template', true],
		]);
		return {
			text: { message },
			...(falls && { template: await templateBody(context, client) }),
		};
	},
	async execute(client, ids, { text, template }) {
		const customer = `/customers/${ids.customer_id}`;
		const send = async (path: string, content: IDataObject) =>
			await client.ask({ method: 'POST', path: `${customer}${path}`, body: content }, unwrap);
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
			operations: { pagination: executeItem(withFallback) },
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
		...shownWhen('ifWindowClosed', 'template', [templateChannel, ...whichTemplate]),
		campaignReport,
	],
};
