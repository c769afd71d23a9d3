import { endpoints } from '../../api/endpoints';
import { type Filter, filterFields, queryOf, reads } from '../filters';
import type { Operation } from '../operation';
import { includeToken, paging } from '../sharedFields';
import { withoutToken } from '../withoutToken';

const filters: Filter[] = [
	{
		key: 'active',
		read: reads.boolean('Active'),
		field: {
			displayName: 'Active',
			name: 'active',
			type: 'boolean',
			default: true,
			description: 'Whether to return the active channels, or the inactive ones',
		},
	},
	{
		key: 'type',
		read: reads.text('Type'),
		field: {
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
		},
	},
];

/** GET channels/: paged, filters `type` and `active`. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many channels',
	description: 'Get many channels of the workspace',
	endpoint: endpoints.listChannels,
	output: withoutToken,
	prepare: (form) => ({ qs: queryOf(filters, form) }),
	fields: [...paging, filterFields(filters), includeToken],
};
