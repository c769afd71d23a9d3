import type { IDataObject } from 'n8n-workflow';
import { endpoints } from '../../api/endpoints';
import { codeOf } from '../../api/text';
import { hookAddress } from '../../parameters/address';
import { optionalText } from '../../parameters/read';
import type { Operation } from '../operation';
import { channel, includeToken } from '../sharedFields';
import { withoutToken } from '../withoutToken';

/** POST channels/{id}/message_hooks/: `url` is required; `token` comes back as the header of every delivery. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a message hook',
	description:
		'Let Landbot send every message of a channel to an address. For n8n itself use the Landbot Trigger.',
	endpoint: endpoints.createMessageHook,
	output: withoutToken,
	async prepare(form) {
		const { name, token } = form.getNodeParameter('options', {}) as IDataObject;
		return {
			body: {
				url: await hookAddress(form, 'URL', form.getNodeParameter('url', '')),
				// An option that somebody has added and left empty is none.
				name: optionalText(form, 'Name', name),
				token: codeOf(optionalText(form, 'Token', token)) || undefined,
			},
		};
	},
	fields: [
		channel,
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/landbot',
			description: 'Where Landbot sends the messages; it must be reachable from the internet',
		},
		{
			...includeToken,
			options: [
				...includeToken.options!,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Orders',
					description: 'What Landbot calls the message hook',
				},
				{
					displayName: 'Token',
					name: 'token',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description:
						"A secret that Landbot sends along as the header 'Authorization: Token …', so that the receiver can tell who is calling",
				},
			],
		},
	],
};
