import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { Operation } from '../../operation';
import { unusable } from '../../transport/form';
import { executeItem } from '../../transport/executeItem';
import { channel, paging, simplified } from '../fields';
import { simplify } from './simplify';

/** Filters that mean nothing when they are empty, as the form calls them. */
const NEVER_EMPTY = { agentId: 'Agent ID', channel: 'Channel', search: 'Search' };

/** Refuses a filter that an expression has left empty: it would find everybody, and the next node might delete them. */
function mustFilter(context: IExecuteSingleFunctions): void {
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	for (const [name, label] of Object.entries(NEVER_EMPTY)) {
		if (!(name in filters)) continue;
		const { value } = (filters[name] ?? {}) as IDataObject;
		if (value || (typeof filters[name] !== 'object' && filters[name])) continue;
		throw unusable(
			context,
			`'${label}' is empty`,
			"Check the expression in it, or remove it from 'Filters': without it all customers are found",
		);
	}
}

/** GET customers/: paged. Nobody has verified what `archived` means, see the README. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many customers or find them by name, email or phone',
		description: 'Get many customers, or find them by name, email or phone',
		routing: {
			request: { method: 'GET', url: '/customers/' },
			operations: { pagination: executeItem({ prepare: mustFilter }) },
			output: { postReceive: [simplify] },
		},
	},
	fields: [
		...paging,
		simplified,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Agent ID',
					name: 'agentId',
					type: 'number',
					default: 0,
					description: 'Only customers assigned to this agent',
					routing: {
						send: { type: 'query', property: 'agent_id', value: '={{ $value || undefined }}' },
					},
				},
				{
					displayName: 'Archived',
					name: 'archived',
					type: 'boolean',
					default: false,
					description: "Whether Landbot's filter for archived customers is on or off",
					routing: { send: { type: 'query', property: 'archived' } },
				},
				{
					...channel,
					required: undefined,
					description: 'Only customers of this channel',
					routing: {
						send: {
							type: 'query',
							property: 'channel_id',
							value: '={{ ($value.value ?? $value) || undefined }}',
						},
					},
				},
				{
					displayName: 'Opted In',
					name: 'optIn',
					type: 'boolean',
					default: true,
					description:
						'Whether to return the customers who agreed to WhatsApp messages, or those who did not',
					routing: { send: { type: 'query', property: 'opt_in' } },
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ana',
					description:
						'How the name, email or phone begins. A phone is digits with the country code, without +.',
					routing: {
						send: { type: 'query', property: 'search', value: '={{ $value || undefined }}' },
					},
				},
				{
					displayName: 'Search By',
					name: 'searchBy',
					type: 'options',
					default: 'name',
					description: "What 'Search' looks at",
					options: [
						{ name: 'Email', value: 'email' },
						{ name: 'Name', value: 'name' },
						{ name: 'Phone', value: 'phone' },
					],
					routing: { send: { type: 'query', property: 'search_by' } },
				},
			],
		},
	],
};
