import type { Operation } from '../operation';
import { executeItem } from '../../execution/executeItem';
import { includeToken, paging } from '../sharedFields';
import { filterFields, queryOf, reads, type Filter } from '../filters';
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
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many channels',
		description: 'Get many channels of the workspace',
		routing: {
			request: { method: 'GET', url: '/channels/' },
			operations: { pagination: executeItem({ prepare: queryOf(filters) }) },
			output: { postReceive: [withoutToken] },
		},
	},
	fields: [...paging, filterFields(filters), includeToken],
};
