import type { IHttpRequestMethods } from 'n8n-workflow';
import {
	type Explanation,
	FIELD_EXISTS,
	FIELD_REFUSED,
	HELD_BY_ANOTHER,
	HOOK_REFUSED,
	MESSAGE_REFUSED,
	NOT_FOR_THE_BOT,
	NOTHING_TO_WITHDRAW,
	type PathValues,
	TEMPLATE_NOT_NOW,
	TEMPLATE_REFUSED,
	unknownAssignment,
	unknownCustomer,
	unknownField,
} from './errors/byEndpoint';

type Path = `/${string}`;

/** One endpoint of Landbot's API. */
export interface Endpoint<P extends Path = Path> {
	method: IHttpRequestMethods;
	/** Behind the base URL; `parameters/pathParameters.ts` says what may stand in place of a name in braces. */
	path: P;
	/** The version of the API in place of the one that the base URL ends with. */
	version?: string;
	/** Whom or what a request is about, as part of a sentence. A list is about no one thing. */
	about?: string;
	/**
	 * Whether a second request leaves everything as the first did. Landbot has no idempotency key: what is not repeatable
	 * is not asked for again when it may have been done.
	 */
	repeatable: boolean;
	/** Whether a person gets a message. */
	sendsMessage?: boolean;
	/** Whether the answer holds what was written. */
	returnsObject?: boolean;
	/** Whether the answer is a customer, whose row has an ID of its own. */
	returnsCustomer?: boolean;
	/** Whether something is gone afterwards, for good. */
	deletes?: boolean;
	/** Whether Landbot offers it only in plans with message hooks. */
	needsHookPlan?: boolean;
	/** What a status means here, where that is more than it means everywhere. */
	explanations?: Record<number, Explanation | ((values: PathValues) => Explanation | undefined)>;
}

/** The names in the braces of a path. */
export type PathParametersOf<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
	? Name | PathParametersOf<Rest>
	: never;

/** What only reads leaves everything as it is. */
const reading = { method: 'GET', repeatable: true } satisfies Partial<Endpoint>;

/** What all requests about a customer have in common. */
const ofCustomer = { about: 'customer {customer}', explanations: { 404: unknownCustomer } };
const ofField = {
	about: "customer {customer} or the field '{fieldName}'",
	explanations: { 404: unknownField, 409: FIELD_EXISTS, 422: FIELD_REFUSED },
};
const ofMessage = {
	about: 'customer {customer}',
	repeatable: false,
	sendsMessage: true,
	explanations: { 403: MESSAGE_REFUSED, 404: unknownCustomer },
};
const ofHook = { about: 'message hook {messageHook}', needsHookPlan: true };

/** The documented endpoints. Source: Landbot's reference of the Platform API. */
export const endpoints = {
	listChannels: { ...reading, path: '/channels/' },
	getChannel: {
		...reading,
		path: '/channels/{channel}/',
		about: 'channel {channel}',
	},
	listTemplates: { ...reading, path: '/channels/whatsapp/templates/' },
	listMessageHooks: {
		...reading,
		path: '/channels/{channel}/message_hooks/',
		about: 'channel {channel}',
		needsHookPlan: true,
	},
	createMessageHook: {
		method: 'POST',
		path: '/channels/{channel}/message_hooks/',
		about: 'channel {channel}',
		repeatable: false,
		returnsObject: true,
		needsHookPlan: true,
		explanations: {
			422: HOOK_REFUSED,
		},
	},
	getMessageHook: {
		...ofHook,
		...reading,
		path: '/channels/{channel}/message_hooks/{messageHook}/',
	},
	deleteMessageHook: {
		...ofHook,
		method: 'DELETE',
		path: '/channels/{channel}/message_hooks/{messageHook}/',
		repeatable: true,
		deletes: true,
	},
	listCustomers: { ...reading, path: '/customers/' },
	getCustomer: {
		...ofCustomer,
		...reading,
		path: '/customers/{customer}/',
		returnsCustomer: true,
	},
	deleteCustomer: {
		...ofCustomer,
		method: 'DELETE',
		path: '/customers/{customer}/',
		repeatable: true,
		deletes: true,
	},
	archiveCustomer: {
		...ofCustomer,
		method: 'PUT',
		path: '/customers/{customer}/archive/',
		repeatable: true,
		explanations: { ...ofCustomer.explanations, 412: HELD_BY_ANOTHER },
	},
	unarchiveCustomer: {
		...ofCustomer,
		method: 'PUT',
		path: '/customers/{customer}/unarchive/',
		repeatable: true,
	},
	blockCustomer: {
		...ofCustomer,
		method: 'PUT',
		path: '/customers/{customer}/block/',
		repeatable: true,
	},
	unblockCustomer: {
		...ofCustomer,
		method: 'PUT',
		path: '/customers/{customer}/unblock/',
		repeatable: true,
	},
	optOutCustomer: {
		...ofCustomer,
		method: 'DELETE',
		path: '/customers/{customer}/opt_out/',
		repeatable: true,
		explanations: {
			...ofCustomer.explanations,
			412: NOTHING_TO_WITHDRAW,
		},
	},
	assignToMe: {
		about: 'customer {customer}',
		method: 'PUT',
		path: '/customers/{customer}/assign/',
		repeatable: true,
		explanations: { 404: unknownAssignment, 412: HELD_BY_ANOTHER },
	},
	assignToAgent: {
		method: 'PUT',
		path: '/customers/{customer}/assign/{agentId}/',
		about: 'customer {customer} or agent {agentId}',
		repeatable: true,
		explanations: { 404: unknownAssignment, 412: HELD_BY_ANOTHER },
	},
	unassignCustomer: {
		...ofCustomer,
		method: 'PUT',
		path: '/customers/{customer}/unassign/',
		repeatable: true,
		explanations: { ...ofCustomer.explanations, 412: HELD_BY_ANOTHER },
	},
	assignToBot: {
		method: 'PUT',
		path: '/customers/{customer}/assign_bot/{botId}/',
		about: 'customer {customer} or bot {botId}',
		// The bot would greet the customer again.
		repeatable: false,
		explanations: {
			404: unknownAssignment,
			412: NOT_FOR_THE_BOT,
		},
	},
	getField: {
		...ofField,
		...reading,
		path: '/customers/{customer}/fields/{fieldName}/',
	},
	createField: {
		...ofField,
		method: 'POST',
		path: '/customers/{customer}/fields/{fieldName}/',
		repeatable: false,
		returnsObject: true,
	},
	updateField: {
		...ofField,
		method: 'PUT',
		path: '/customers/{customer}/fields/{fieldName}/',
		repeatable: true,
		returnsObject: true,
	},
	deleteField: {
		...ofField,
		method: 'DELETE',
		path: '/customers/{customer}/fields/{fieldName}/',
		repeatable: true,
		deletes: true,
	},
	listMessages: {
		...ofCustomer,
		...reading,
		path: '/customers/{customer}/messages/',
	},
	sendText: { ...ofMessage, method: 'POST', path: '/customers/{customer}/send_text/' },
	sendImage: { ...ofMessage, method: 'POST', path: '/customers/{customer}/send_image/' },
	sendLocation: { ...ofMessage, method: 'POST', path: '/customers/{customer}/send_location/' },
	sendTemplate: {
		...ofMessage,
		method: 'POST',
		path: '/customers/{customer}/send_template/',
		explanations: {
			...ofMessage.explanations,
			412: TEMPLATE_NOT_NOW,
			422: TEMPLATE_REFUSED,
		},
	},
} satisfies Record<string, Endpoint>;

/**
 * What Landbot has and does not document, only for lists of the editor. Sources: Landbot's agent skills of 2026 for bots and
 * for whom a token belongs to, a client of about 2024 for agents.
 */
export const undocumented = {
	listAgents: { ...reading, path: '/agents/' },
	getMe: { ...reading, version: 'v2', path: '/agents/me/' },
	listBots: { ...reading, version: 'v0-alpha', path: '/bots' },
	getBot: { ...reading, version: 'v2', path: '/bots/{bot}/' },
} satisfies Record<string, Endpoint>;

/** The name of every parameter that a documented path has. */
export type PathParameter = PathParametersOf<(typeof endpoints)[keyof typeof endpoints]['path']>;

/** The names in the braces of a path. */
export const namesIn = (path: string): string[] =>
	[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** A text with a value in place of every name in braces that there is one for. */
export const fill = (template: string, values: PathValues): string =>
	template.replace(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces);

/** The path of a request, without the base URL. Every value is encoded, so that none can lead to another path. */
export const fillPath = ({ path }: Endpoint, values: PathValues): string =>
	fill(
		path,
		Object.fromEntries(
			Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]),
		),
	);
