import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { landbotTexts } from './workflows.mjs';

/** Pauses of n8n's engine as the Landbot node has them, so that the server stays usable while both prepare. */
const PAUSES = { batchSize: 2, batchInterval: 12 };

/** A declarative node that does nothing but the request of Send Text: what n8n's engine needs by itself. */
const NODE = `exports.Plain = class Plain {
	description = {
		displayName: 'Plain',
		name: 'plain',
		group: ['output'],
		version: 1,
		description: 'Sends a text',
		defaults: { name: 'Plain' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'landbotApi', required: true }],
		requestDefaults: { baseURL: '={{ $credentials.baseUrl }}' },
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				default: 'sendText',
				options: [
					{
						name: 'Send Text',
						value: 'sendText',
						routing: {
							request: { method: 'POST', url: '=/customers/{{ $parameter.customer }}/send_text/' },
						},
					},
				],
			},
			{ displayName: 'Customer', name: 'customer', type: 'string', default: '' },
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				default: '',
				routing: { send: { type: 'body', property: 'message' } },
			},
		],
	};
};
`;

const MANIFEST = {
	name: 'n8n-nodes-plain',
	version: '1.0.0',
	n8n: { n8nNodesApiVersion: 1, nodes: ['Plain.node.js'] },
};

/** Puts the node into the user folder of an n8n, where n8n keeps its community nodes. @param {string} userFolder */
export async function installPlainNode(userFolder) {
	const folder = join(userFolder, '.n8n', 'nodes', 'node_modules', MANIFEST.name);
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST));
	await writeFile(join(folder, 'Plain.node.js'), NODE);
}

/**
 * Texts through that node.
 * @param {import('../lib/n8n-api.mjs').Credential} credential
 * @param {number} count
 */
export function plainTexts(credential, count) {
	const workflow = landbotTexts(credential, count);
	const parameters = {
		customer: '={{ $json.customer }}',
		text: '={{ $json.text }}',
		requestOptions: { batching: { batch: PAUSES } },
	};
	Object.assign(workflow.nodes[workflow.nodes.length - 1], {
		type: 'n8n-nodes-plain.plain',
		parameters,
	});
	return workflow;
}
