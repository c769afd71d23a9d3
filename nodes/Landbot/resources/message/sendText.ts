import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { LandbotClient } from '../../api/client';
import { endpoints } from '../../api/endpoints';
import type { RequestError } from '../../api/errors/apiError';
import { wordsOf } from '../../api/errors/toNodeError';
import { unwrap } from '../../api/response';
import type { ItemPlan } from '../../execution/behaviour';
import { chosenEntry } from '../../parameters/choice';
import { type ItemForm, requiredText } from '../../parameters/read';
import { type Operation, shownWhen } from '../operation';
import { campaignReport, templateChannel, whichCustomer } from '../sharedFields';
import { templateBody } from './templateBody';
import { whichTemplate } from './templateFields';

/**
 * Sends the text, and the template in its place where WhatsApp's 24-hour window is closed: Landbot answers 412 then, and
 * templates go through.
 */
async function sendTextOrTemplate(
	client: LandbotClient,
	values: { customer: string },
	text: IDataObject,
	template: IDataObject,
): Promise<IDataObject> {
	return await client.call(endpoints.sendText, { values, body: text }, unwrap).then(
		() => ({ sent: 'text', text_refused: null }),
		async (error: RequestError) => {
			const { status, failure, request } = error;
			if (status !== 412 || !failure || !request) return await Promise.reject(error);
			const words = wordsOf(failure, request);
			await client
				.call(endpoints.sendTemplate, { values, body: template }, unwrap)
				.catch(async (second: RequestError) => {
					second.done?.push(
						`The template was tried because the text was refused${words && ` with: ${words}`}`,
					);
					await Promise.reject(second);
				});
			return { sent: 'template', text_refused: words || 'Landbot gave no reason' };
		},
	);
}

/** What an item sends: the text alone, or what may go in its place, too. */
async function prepare(form: ItemForm, client: LandbotClient): Promise<ItemPlan> {
	const text = { message: requiredText(form, 'Text', form.getNodeParameter('text', '')) };
	const hasFallback = chosenEntry(form, 'If the Window Is Closed', 'ifWindowClosed', [
		['fail', false],
		['template', true],
	]);
	if (!hasFallback) return { body: text };
	const template = await templateBody(form, client);
	return {
		execute: async (itemClient, { customer }) =>
			await sendTextOrTemplate(itemClient, { customer }, text, template),
	};
}

/** What to write. */
export const textField: INodeProperties = {
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
	name: 'Send Text',
	value: 'sendText',
	action: 'Send a text message to a customer',
	description: 'Send a text to a customer, signed by the agent that the token belongs to',
	endpoint: endpoints.sendText,
	prepare,
	fields: [
		...whichCustomer,
		textField,
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
