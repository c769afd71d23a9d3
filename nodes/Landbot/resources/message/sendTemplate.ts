import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { campaignReport, customer, whatsAppChannel } from '../sharedFields';
import { templateBody } from './templateBody';
import { whichTemplate } from './templateFields';

/** POST customers/{id}/send_template/: WhatsApp only. The values go as `template_params`. */
export const sendTemplate: Operation = {
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a WhatsApp template to a customer',
	description: 'Send an approved WhatsApp template to a customer, also outside the 24-hour window',
	endpoint: endpoints.sendTemplate,
	prepare: async (form, client) => ({ body: await templateBody(form, client) }),
	fields: [
		customer,
		{
			...whatsAppChannel,
			description:
				'The WhatsApp channel of the customer and the template. It shortens the lists and narrows a lookup.',
		},
		...whichTemplate,
		campaignReport,
	],
};
