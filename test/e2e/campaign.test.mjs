import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { landbotTexts } from '../../scripts/bench/workflows.mjs';
import { credential, log, n8n, outputOf, reset, steer } from './support/world.mjs';

test('a cancelled campaign stops within a second and is shown as cancelled', async () => {
	await reset();
	const workflow = landbotTexts(credential, 500);
	const id = await n8n.createWorkflow(workflow);
	const execution = await n8n.startWorkflow(id, 'Start');
	const late = AbortSignal.timeout(30_000);
	while ((await log()).length < 30 && !late.aborted) await sleep(50);
	await n8n.request('POST', `/rest/executions/${execution}/stop`);
	await sleep(1000);
	const sent = (await log()).length;
	assert.equal(await n8n.finished(execution), 'canceled');
	await sleep(2500);
	assert.equal((await log()).length, sent, 'nothing was sent later than a second after the click');
	assert.ok(sent < 60, `${sent} were sent`);
});

test('a campaign that Timeout Workflow ends shows what was sent', async () => {
	await reset();
	await steer('faults', { path: 'send_text', kind: 'hang', applied: true, skip: 20 });
	const workflow = landbotTexts(credential, 60);
	const nodes = workflow.nodes.map((node) => ({ ...node, onError: 'continueRegularOutput' }));
	const settings = { ...workflow.settings, executionTimeout: 20 };
	const id = await n8n.createWorkflow({ ...workflow, nodes, settings });
	const execution = await n8n.startWorkflow(id, 'Start');
	assert.equal(await n8n.finished(execution), 'canceled');
	const rows = outputOf(await n8n.executionOf(execution), 'Node');
	const { length } = (await log()).filter(({ accepted }) => accepted);
	assert.equal(rows.filter(({ json }) => json.success).length, 20);
	assert.ok(length > 20 && rows.length >= length, `${rows.length} rows for ${length} texts`);
});
