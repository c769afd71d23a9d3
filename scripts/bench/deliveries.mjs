import { randomUUID } from 'node:crypto';
import { forSimulator } from '../lib/simulator.mjs';

const CUSTOMER = 473500001;
const CHANNEL = 2955001;

/**
 * A workflow that does nothing but start, by a node of this type.
 * @param {string} name
 * @param {Omit<import('../lib/n8n-api.mjs').WorkflowNode, 'name'>} node
 * @returns {import('../lib/n8n-api.mjs').Workflow}
 */
const starting = (name, node) => ({
	name,
	nodes: [{ id: randomUUID(), webhookId: randomUUID(), name: 'Start', position: [0, 0], ...node }],
	connections: {},
	settings: { executionOrder: 'v1' },
});

/** A workflow that starts when a customer writes. @param {import('../lib/n8n-api.mjs').Credential} credential */
export const landbotTrigger = (credential) =>
	forSimulator(
		starting('Landbot Trigger', {
			type: 'n8n-nodes-landbot.landbotTrigger',
			typeVersion: 2,
			parameters: { channels: [CHANNEL] },
			credentials: { landbotApi: credential },
		}),
	);

/** n8n's own Webhook node. */
export const webhookNode = () =>
	starting('Webhook', {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path: 'deliveries', options: {} },
	});

/**
 * Publishes a Landbot Trigger; gives the ID of its workflow, and where Landbot delivers to, with which secret.
 * @param {import('./world.mjs').N8n} n8n
 * @param {import('./world.mjs').Landbot} landbot
 */
export async function publishTrigger(n8n, landbot) {
	const workflow = await n8n.publish(landbotTrigger(n8n.credential));
	const [{ url, token }] = await landbot.hooks();
	return { workflow, url, token };
}

/**
 * One text of a customer as Landbot delivers it.
 * @param {{ url: string, token?: string }} receiver
 * @param {number | string} number In the text, and in the name by which a replay is known.
 * @param {{ sender?: string, secret?: string }} [options]
 * @returns {Promise<number>} The status of the answer.
 */
export async function deliver(
	{ url, token },
	number,
	{ sender = 'customer', secret = token } = {},
) {
	const message = {
		type: 'text',
		timestamp: Date.now() / 1000,
		data: { body: `Text ${number}` },
		sender: { id: CUSTOMER, name: 'Ana Ruiz', type: sender },
		customer: { id: CUSTOMER, name: 'Ana Ruiz', agent_id: null, archived: false },
		channel: { id: CHANNEL, name: 'Support bot', type: 'landbot' },
		_raw: { author_type: 'user' },
	};
	const { status } = await fetch(url, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			'sentry-trace': `trace-${number}`,
			Authorization: `Token ${secret}`,
		},
		body: JSON.stringify({ messages: [message] }),
	});
	return status;
}
