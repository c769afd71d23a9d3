import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../operation';
import { hookAddress } from '../../parameters/address';
import { codeOf, optionalText } from '../../parameters/read';
import { executeItem } from '../../execution/executeItem';
import { channel, includeToken } from '../sharedFields';
import { withoutToken } from '../withoutToken';

/** POST channels/{id}/message_hooks/: `url` is required; `token` comes back as the header of every delivery. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a message hook',
		description:
			'Let Landbot send every message of a channel to an address. For n8n itself use the Landbot Trigger.',
		routing: {
			request: { method: 'POST', url: '/channels/{channel}/message_hooks/' },
			operations: {
				pagination: executeItem({
					async prepare(context) {
						const { name, token } = context.getNodeParameter('options', {}) as IDataObject;
						return {
							url: await hookAddress(context, 'URL', context.getNodeParameter('url', '')),
							// An option that somebody has added and left empty is none.
							name: optionalText(context, 'Name', name),
							token: codeOf(optionalText(context, 'Token', token)) || undefined,
						};
					},
				}),
			},
			output: { postReceive: [withoutToken] },
		},
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
