import type { Operation } from '../../operation';
import { includeToken, paging } from '../fields';
import { withoutToken } from '../withoutToken';

/** GET channels/: paged, filters `type` and `active`. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many channels',
		description: 'Get many channels of the workspace',
		routing: {
			request: { method: 'GET', url: '/channels/' },
			output: { postReceive: [withoutToken] },
		},
	},
	fields: [
		...paging,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Active',
					name: 'active',
					type: 'boolean',
					default: true,
					description: 'Whether to return the active channels, or the inactive ones',
					routing: { send: { type: 'query', property: 'active' } },
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'landbot',
					description: 'The messenger that the channel connects to',
					options: [
						{ name: 'APIchat', value: 'apichat' },
						{ name: 'Facebook', value: 'facebook' },
						{ name: 'Web', value: 'landbot' },
						{ name: 'WhatsApp', value: 'whatsapi' },
					],
					routing: { send: { type: 'query', property: 'type' } },
				},
			],
		},
		includeToken,
	],
};
