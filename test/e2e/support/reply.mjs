import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { forSimulator } from '../../../scripts/lib/simulator.mjs';
import { credential, hooks, until } from './world.mjs';

/** The node that waits. */
export const ASK = 'Ask';

/**
 * A workflow that asks one customer.
 * @param {string} name @param {number | string} customer @param {Record<string, unknown>} [parameters] Of the node.
 */
export const asking = (name, customer, parameters = {}) =>
	forSimulator({
		name,
		nodes: [
			{
				id: randomUUID(),
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: randomUUID(),
				name: ASK,
				type: 'n8n-nodes-landbot.landbot',
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					resource: 'message',
					operation: 'sendAndWait',
					customer: { __rl: true, mode: 'id', value: customer },
					question: 'Shall we send it?',
					...parameters,
				},
				credentials: { landbotApi: credential },
			},
		],
		connections: { Start: { main: [[{ node: ASK, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});

/**
 * What a test does with executions that wait.
 * @param {{ n8n: import('../../../scripts/lib/n8n-api.mjs').Api, credential: { id: string, name: string } }} place The REST API of an n8n, and the credential there.
 */
export const waitsIn = (place) => {
	/** @param {string} execution @returns {Promise<string>} */
	const status = async (execution) =>
		(await place.n8n.request('GET', `/rest/executions/${execution}`)).status;
	const isWaiting = (/** @type {string} */ execution) =>
		until('the wait', async () => (await status(execution)) === 'waiting');
	return {
		status,

		/**
		 * Starts a workflow of this name and gives its execution once that waits for the customer.
		 * @param {string} name @param {number} customer @param {Record<string, unknown>} [parameters]
		 */
		async waiting(name, customer, parameters) {
			const before = (await hooks()).length;
			const workflow = asking(name, customer, parameters);
			const id = await place.n8n.saveWorkflow(workflow, place.credential);
			const execution = await place.n8n.startWorkflow(id, 'Start');
			await isWaiting(execution);
			assert.equal((await hooks()).length, before + 1);
			return execution;
		},

		/** How an execution ended, and what the node that waited gave. @param {string} execution */
		async outcome(execution) {
			const end = await place.n8n.finished(execution);
			const { data } = await place.n8n.executionOf(execution);
			const runs = data.resultData.runData[ASK];
			assert.equal(runs.length, 1);
			const [{ data: output, error }] = runs;
			return { end, error: error?.message, item: output?.main[0]?.[0] };
		},
	};
};
