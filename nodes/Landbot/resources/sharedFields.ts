import type { INodeProperties } from 'n8n-workflow';
import { PAGE_SIZE } from '../api/pagination';

/** Fields that several operations share. `{customer}` and `{channel}` in a path are filled from these. */

/** Picked from a list that is searched in Landbot, or by an ID that is checked while the person types. */
export const picked = (searchListMethod: string, placeholder: string) =>
	({
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder,
				validation: [
					{
						type: 'regex',
						properties: {
							regex:
								'^[\\s\\u00ad\\u200b-\\u200f\\u2060\\ufeff]*\\d+[\\s\\u00ad\\u200b-\\u200f\\u2060\\ufeff]*$',
							errorMessage: 'An ID is a whole number',
						},
					},
				],
			},
		],
	}) satisfies Partial<INodeProperties>;

/** Who it is about. */
export const customer: INodeProperties = {
	displayName: 'Customer',
	name: 'customer',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'One person on one channel: somebody who writes on two channels is two customers in Landbot',
	modes: [
		...picked('searchCustomers', 'e.g. 473500001').modes,
		{ displayName: 'By Phone', name: 'phone', type: 'string', placeholder: 'e.g. +34 600 000 000' },
		{ displayName: 'By Email', name: 'email', type: 'string', placeholder: 'e.g. ana@example.com' },
	],
};

export const channel: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'A connection of Landbot to a website, WhatsApp or another messenger',
	...picked('searchChannels', 'e.g. 2955001'),
};

/** The channel whose templates are meant. */
export const whatsAppChannel: INodeProperties = {
	...channel,
	required: false,
	description: 'The WhatsApp channel of the template; all of them when empty',
	...picked('searchWhatsAppChannels', 'e.g. 2955002'),
};

/** The same where the customer need not be looked up, which has a field for the channel already. */
export const templateChannel: INodeProperties = {
	...whatsAppChannel,
	displayOptions: { hide: { '/customer.mode': ['phone', 'email'] } },
};

/** Which channel to look at, where a phone or an email is looked up. */
const narrowingChannel: INodeProperties = {
	...channel,
	displayName: 'Channel of the Customer',
	required: false,
	description: 'Where to look the customer up; on all channels when empty',
	displayOptions: { show: { '/customer.mode': ['phone', 'email'] } },
};

/** A customer, and the channel that narrows the lookup of one. */
export const whichCustomer = [customer, narrowingChannel];

/** What the output holds of a customer. */
export const simplified: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Landbot returns the secret token of every channel and message hook in the clear. */
export const includeToken: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Include Token',
			name: 'includeToken',
			type: 'boolean',
			default: false,
			description:
				'Whether to keep the secret token in the output, where everybody who sees the execution can read it',
		},
	],
};

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	default: 50,
	typeOptions: { minValue: 1 },
	description: 'Max number of results to return',
	// Shown for all but true, because a workflow may hold "false" as a text.
	displayOptions: { hide: { returnAll: [true] } },
};

/** Return All and Limit of a list that Landbot gives at once. It is cut when it is here. */
export const limited = [returnAll, limit];

/** Return All and Limit. A page size makes a list be read page by page, up to the limit. */
export const paging: INodeProperties[] = [
	{
		...returnAll,
		routing: { send: { type: 'query', property: 'limit', value: String(PAGE_SIZE) } },
	},
	limit,
];

/** What the output of a campaign looks like. */
export const campaignReport: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Campaign Report',
			name: 'report',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description:
				'Whether to return a row with status, time and reason for each item, instead of stopping at the first that cannot be sent',
		},
	],
};
