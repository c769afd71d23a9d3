/**
 * Workflows as n8n stores them, for measuring the Landbot node and the HTTP Request node side by side.
 * @import { Credential, Workflow, WorkflowNode } from '../lib/n8n-api.mjs'
 */

/** @param {number} column @returns {{ typeVersion: number, position: [number, number] }} */
const at = (column) => ({ typeVersion: 1, position: [column * 220, 0] });

/**
 * A chain of nodes, each connected to the next.
 * @param {string} name @param {WorkflowNode[]} nodes
 * @returns {Workflow}
 */
export function chain(name, nodes) {
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/** The node that a click on *Execute workflow* starts at. */
export const start = {
	...at(0),
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	parameters: {},
};

/** How many customers the texts go to. */
const CUSTOMERS = 200;

/**
 * A start, and an item for each element of the list that an expression gives.
 * @param {string} expression
 */
export const itemsOf = (expression) => [
	start,
	{
		...at(1),
		id: 'list',
		name: 'List',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			assignments: {
				assignments: [{ id: 'list', name: 'list', type: 'array', value: `={{ ${expression} }}` }],
			},
			options: {},
		},
	},
	{
		...at(2),
		id: 'items',
		name: 'Items',
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: 'list', options: {} },
	},
];

/**
 * `count` items with a customer and a text: a word and a number.
 * @param {number} count @param {string} word
 */
const items = (count, word) =>
	itemsOf(
		`Array.from({ length: ${count} }, (_, i) => ({ customer: 473500001 + 100 + (i % ${CUSTOMERS}), text: '${word} ' + i }))`,
	);

/** A Landbot node. @param {Credential} credential @param {Record<string, unknown>} parameters */
export const landbot = (credential, parameters) => ({
	...at(3),
	id: 'node',
	name: 'Node',
	type: 'n8n-nodes-landbot.landbot',
	parameters,
	credentials: { landbotApi: credential },
});

/** @param {Credential} credential @param {Record<string, unknown>} parameters */
const httpRequest = (credential, parameters) => ({
	...at(3),
	id: 'node',
	name: 'Node',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'landbotApi',
		...parameters,
	},
	credentials: { landbotApi: credential },
});

/**
 * Texts through the Landbot node; `word` begins each.
 * @param {Credential} credential @param {number} count @param {{ word?: string }} [options]
 */
export const landbotTexts = (credential, count, { word = 'Text' } = {}) =>
	chain(`Landbot: ${count} texts`, [
		...items(count, word),
		landbot(credential, {
			resource: 'message',
			operation: 'sendText',
			customer: { __rl: true, mode: 'id', value: '={{ $json.customer }}' },
			text: '={{ $json.text }}',
		}),
	]);

/**
 * Texts through the HTTP Request node, set up as a person would.
 * @param {Credential} credential @param {string} baseUrl @param {number} count
 * @param {object} [options]
 * @param {{ batchSize: number, batchInterval: number }} [options.batch] Its option Batching.
 * @param {object} [options.settings] Of the node, such as Retry On Fail.
 */
export const httpTexts = (credential, baseUrl, count, { batch, settings = {} } = {}) =>
	chain(`HTTP Request: ${count} texts`, [
		...items(count, 'Text'),
		{
			...httpRequest(credential, {
				method: 'POST',
				url: `=${baseUrl}/customers/{{ $json.customer }}/send_text/`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify({ message: $json.text }) }}',
				options: batch ? { batching: { batch } } : {},
			}),
			...settings,
		},
	]);

/** All customers through the Landbot node. @param {Credential} credential */
export const landbotCustomers = (credential) =>
	chain('Landbot: all customers', [
		start,
		landbot(credential, { resource: 'customer', operation: 'getAll', returnAll: true }),
	]);

/**
 * All customers through the HTTP Request node with its option Pagination, `intervalMs` between pages.
 * @param {Credential} credential @param {string} baseUrl @param {number} intervalMs
 */
export const httpCustomers = (credential, baseUrl, intervalMs) =>
	chain('HTTP Request: all customers', [
		start,
		httpRequest(credential, {
			url: `${baseUrl}/customers/`,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'limit', value: '100' }] },
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [{ type: 'qs', name: 'offset', value: '={{ $pageCount * 100 }}' }],
						},
						paginationCompleteWhen: 'other',
						completeExpression: '={{ $response.body.customers.length === 0 }}',
						limitPagesFetched: false,
						requestInterval: intervalMs,
					},
				},
			},
		}),
	]);
