import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { forSimulator } from '../../../scripts/lib/simulator.mjs';
import { credential, WEB } from './world.mjs';

export const TRIGGER = 'Landbot Trigger';

/** @typedef {import('../../../scripts/lib/n8n-api.mjs').Api} Api */

/** A workflow that does nothing but start. @param {string} name */
export const listener = (name, typeVersion = 2) =>
	forSimulator({
		name,
		nodes: [
			{
				id: randomUUID(),
				webhookId: randomUUID(),
				name: TRIGGER,
				type: 'n8n-nodes-landbot.landbotTrigger',
				typeVersion,
				position: [0, 0],
				parameters: { channels: [WEB] },
				credentials: { landbotApi: credential },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	});

/** What the trigger gave in each execution of a workflow. @param {Api} api @param {string} workflowId @param {string} [node] Its name. */
export async function received(api, workflowId, node = TRIGGER) {
	const executions = await api.executionsOf(workflowId);
	const items = [];
	while (executions.length > 0) {
		const some = await Promise.all(executions.splice(0, 10).map(({ id }) => api.executionOf(id)));
		for (const { data } of some) {
			items.push(data.resultData.runData[node][0].data.main[0][0].json);
		}
	}
	return items;
}

/** The texts of the messages that started executions of a workflow. @param {Api} api @param {string} id */
export const texts = async (api, id) => (await received(api, id)).map(({ text }) => text);

/** Starts test listening, as a click on 'Execute step' does. @param {Api} api @param {string} id */
export async function listen(api, id) {
	const workflowData = await api.request('GET', `/rest/workflows/${id}`);
	const answer = await api.request('POST', `/rest/workflows/${id}/run`, {
		workflowData,
		triggerToStartFrom: { name: TRIGGER },
	});
	assert.deepEqual(answer, { waitingForWebhook: true });
}

/** What n8n's timer does after two minutes, and a click on 'Stop listening' at once: both call `cancelWebhook`. @param {Api} api @param {string} id */
export const stopListening = (api, id) => api.request('DELETE', `/rest/test-webhook/${id}`);
