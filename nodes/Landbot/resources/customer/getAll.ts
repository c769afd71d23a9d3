import type { IDataObject } from 'n8n-workflow';
import { endpoints } from '../../api/endpoints';
import { textOf } from '../../api/text';
import { startOfPhone } from '../../parameters/phone';
import { invalidParameter, type ItemForm } from '../../parameters/read';
import { type Filter, filterFields, queryOf, reads } from '../filters';
import type { Operation } from '../operation';
import { channel, paging, picked, simplified } from '../sharedFields';
import { simplify } from './simplify';

const filters: Filter[] = [
	{
		key: 'agent_id',
		read: reads.id('agentId'),
		field: {
			displayName: 'Agent',
			name: 'agentId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description: 'Only customers assigned to this agent',
			...picked('searchAgents', 'e.g. 794001'),
		},
	},
	{
		key: 'archived',
		read: reads.boolean('Archived'),
		field: {
			displayName: 'Archived',
			name: 'archived',
			type: 'boolean',
			default: false,
			description: "Whether Landbot's filter for archived customers is on or off",
		},
	},
	{
		key: 'channel_id',
		read: reads.id('channel'),
		field: { ...channel, required: undefined, description: 'Only customers of this channel' },
	},
	{
		key: 'opt_in',
		read: reads.boolean('Opted In'),
		field: {
			displayName: 'Opted In',
			name: 'optIn',
			type: 'boolean',
			default: true,
			description:
				'Whether to return the customers who agreed to WhatsApp messages, or those who did not',
		},
	},
	{
		key: 'search',
		read: reads.text('Search'),
		field: {
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ana',
			description:
				'How the name, email or phone begins. A phone is digits with the country code, without +.',
		},
	},
	{
		key: 'search_by',
		read: reads.text('Search By'),
		field: {
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
		},
	},
];

/** The filters, with a phone as Landbot searches it: digits alone. */
function query(context: ItemForm): IDataObject {
	const given = queryOf(filters, context);
	if (given.search_by !== 'phone' || given.search === undefined) return given;
	const search = startOfPhone(textOf(given.search));
	if (typeof search === 'string') return { ...given, search };
	throw invalidParameter(context, search.message, search.description);
}

/** GET customers/: paged. Nobody has verified what `archived` means, see docs/open-questions.md. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many customers or find them by name, email or phone',
	description: 'Get many customers, or find them by name, email or phone',
	endpoint: endpoints.listCustomers,
	output: simplify,
	prepare: (form) => ({ qs: query(form) }),
	fields: [...paging, simplified, filterFields(filters)],
};
