/**
 * What runs side by side in a soak. Every workflow tells at its end what has come out, and its texts hold the ID of the
 * execution, so that each is there once.
 * @import { Credential, Workflow } from '../lib/n8n-api.mjs'
 */
import { chain, itemsOf, landbot, start } from '../bench/workflows.mjs';
import { landbotTrigger } from '../bench/deliveries.mjs';
import { forSimulator } from '../lib/simulator.mjs';

/** How long a Landbot that is silent is waited for, in milliseconds. */
const TIMEOUT_MS = 5000;

/** How many texts a campaign has. */
export const TEXTS = 40;

/**
 * The last node: it tells the soak what came out.
 * @param {string} url @param {string} expression What to tell beside the execution.
 */
const tell = (url, expression) => ({
	id: 'tell',
	name: 'Tell',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	position: [880, 0],
	executeOnce: true,
	parameters: {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ JSON.stringify({ execution: $execution.id, ...${expression} }) }}`,
		options: {},
	},
});

/** One of a list of customers, another for each execution. @param {number[]} customers */
const oneOf = (customers) =>
	`${JSON.stringify(customers)}[Number($execution.id) % ${customers.length}]`;

/** The customer whom an execution asks. @param {number[]} customers @param {string} execution */
export const asked = (customers, execution) => customers[Number(execution) % customers.length];

/** The texts of a campaign, in the order of its items. @param {string} execution */
export const textsOf = (execution) =>
	Array.from({ length: TEXTS }, (_, place) => `Text ${execution}-${place}`);
/** @param {string} execution */
export const questionOf = (execution) => `Question ${execution}`;

/**
 * The workflows by what they are, for these customers.
 * @param {Credential} credential
 * @param {string} url Where to tell what came out.
 * @param {{ campaign: number[], waits: number[] }} customers
 * @returns {Record<'campaign' | 'customers' | 'wait' | 'trigger', Workflow>}
 */
export function workflowsFor(credential, url, customers) {
	const requestSettings = { timeout: TIMEOUT_MS };
	const trigger = landbotTrigger(credential);
	return {
		campaign: chain('Soak: campaign', [
			...itemsOf(
				`Array.from({ length: ${TEXTS} }, (_, i) => ({ customer: ${JSON.stringify(customers.campaign)}[i], text: 'Text ' + $execution.id + '-' + i }))`,
			),
			landbot(credential, {
				resource: 'message',
				operation: 'sendText',
				customer: { __rl: true, mode: 'id', value: '={{ $json.customer }}' },
				text: '={{ $json.text }}',
				options: { report: true },
				requestSettings,
			}),
			tell(url, '{ statuses: $input.all().map(({ json }) => json.status) }'),
		]),
		customers: chain('Soak: all customers', [
			start,
			landbot(credential, {
				resource: 'customer',
				operation: 'getAll',
				returnAll: true,
				requestSettings,
			}),
			tell(url, '{ count: new Set($input.all().map(({ json }) => json.id)).size }'),
		]),
		wait: forSimulator(
			chain('Soak: wait', [
				start,
				landbot(credential, {
					resource: 'message',
					operation: 'sendAndWait',
					customer: { __rl: true, mode: 'id', value: `={{ ${oneOf(customers.waits)} }}` },
					question: "={{ 'Question ' + $execution.id }}",
					requestSettings,
				}),
				tell(url, '{ text: $json.text }'),
			]),
		),
		trigger: chain('Soak: trigger', [
			...trigger.nodes,
			tell(url, '{ texts: $input.all().map(({ json }) => json.text) }'),
		]),
	};
}
