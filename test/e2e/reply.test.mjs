import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forSimulator } from '../../scripts/lib/simulator.mjs';
import { startOther } from './support/otherN8n.mjs';
import { asking, waitsIn } from './support/reply.mjs';
import { listener } from './support/trigger.mjs';
import { checksAddresses, stopsOnTimeout } from './support/versions.mjs';
import { ANA, CARLA, example, hooks, reset, sentTexts, until, write } from './support/world.mjs';

describe('sending and waiting in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startOther>>} */
	let other;
	/** @typedef {ReturnType<typeof waitsIn>} Waits */
	/** @type {Waits['status']} */
	let status;
	/** @type {Waits['waiting']} */
	let waiting;
	/** @type {Waits['outcome']} */
	let outcome;
	before(async () => {
		other = await startOther();
		({ status, waiting, outcome } = waitsIn(other));
	});
	beforeEach(reset);
	after(async () => await other.end());

	test('goes on with the reply of that customer only', async () => {
		const execution = await waiting('Reply', ANA);
		assert.deepEqual(await sentTexts(), [{ customerId: ANA, text: 'Shall we send it?' }]);
		const [{ url }] = await hooks();
		const body = JSON.stringify({
			messages: [{ type: 'text', sender: { type: 'customer' }, customer: { id: ANA } }],
		});
		const headers = { 'Content-Type': 'application/json', Authorization: 'Token guessed' };
		assert.equal((await fetch(url, { method: 'POST', headers, body })).status, 403);
		const changed = new URL(url);
		changed.searchParams.set('wait', 'another');
		const answer = await fetch(changed, { method: 'POST', headers, body });
		assert.equal(answer.status, checksAddresses ? 401 : 403);
		await write(CARLA, 'Not me');
		await sleep(1000);
		assert.equal(await status(execution), 'waiting');

		await write(ANA, 'Yes, please');
		const { end, item } = await outcome(execution);
		assert.equal(end, 'success');
		assert.equal(item.json.text, 'Yes, please');
		assert.equal(item.json.timedOut, false);
		assert.equal(item.pairedItem.item, 0);
		assert.deepEqual(await hooks(), []);
		// A delivery that comes late, or again, does no harm.
		assert.ok((await fetch(url, { method: 'POST', headers, body })).status < 500);
	});

	test('resumes each of several executions once, also after n8n was killed', async () => {
		const executions = [
			await waiting('First', ANA),
			await waiting('Second', ANA),
			await waiting('Third', CARLA),
		];
		await other.kill();
		await other.start();
		await write(ANA, 'From Ana');
		const answers = [await outcome(executions[0]), await outcome(executions[1])];
		assert.deepEqual(
			answers.map(({ item }) => item.json.text),
			['From Ana', 'From Ana'],
		);
		assert.equal(await status(executions[2]), 'waiting');
		await write(CARLA, 'From Carla');
		assert.equal((await outcome(executions[2])).item.json.text, 'From Carla');
		assert.deepEqual(await hooks(), []);
	});

	test('waits for one after the other in a loop, and takes no reply twice', async () => {
		const id = await other.save(forSimulator(await example('ask-and-wait')));
		const execution = await other.n8n.startWorkflow(id, 'Start');
		await until('the first wait', async () => (await status(execution)) === 'waiting');
		const [first] = await hooks();
		await write(ANA, 'From Ana');
		const isSecond = (/** @type {{ name: string | null }} */ { name }) =>
			Boolean(name?.startsWith(`n8n waits for ${CARLA}`));
		await until(
			'the second wait',
			async () => (await hooks()).some(isSecond) && (await status(execution)) === 'waiting',
		);
		const message = { type: 'text', sender: { type: 'customer' }, customer: { id: ANA } };
		const late = await fetch(first.url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', Authorization: `Token ${first.token}` },
			body: JSON.stringify({ messages: [message] }),
		});
		assert.equal(late.status, 200);
		assert.equal(await status(execution), 'waiting');
		await write(CARLA, 'From Carla');
		assert.equal(await other.n8n.finished(execution), 'success');
		const { data } = await other.n8n.executionOf(execution);
		const [{ data: output }] = data.resultData.runData.Answers;
		assert.deepEqual(
			output.main[0].map((/** @type {any} */ { json }) => json.text),
			['From Ana', 'From Carla'],
		);
		assert.deepEqual(await hooks(), []);
	});

	test('asks everybody at once in executions of their own', async () => {
		const asks = asking('Ask one', '={{ $json.customers }}');
		asks.nodes[0] = {
			...asks.nodes[0],
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		};
		const one = await other.save(asks);
		await other.n8n.publish(one);
		const { nodes, connections } = await example('ask-and-wait');
		const all = await other.save({
			name: 'Ask all',
			nodes: [
				...nodes.filter((/** @type {any} */ { name }) =>
					['Start', 'Customers', 'One Each'].includes(name),
				),
				{
					id: randomUUID(),
					name: 'Ask in a workflow of its own',
					type: 'n8n-nodes-base.executeWorkflow',
					typeVersion: 1.2,
					position: [880, 0],
					parameters: {
						workflowId: { __rl: true, mode: 'id', value: one },
						mode: 'each',
						options: { waitForSubWorkflow: false },
					},
				},
			],
			connections: {
				Start: connections.Start,
				Customers: connections.Customers,
				'One Each': {
					main: [[{ node: 'Ask in a workflow of its own', type: 'main', index: 0 }]],
				},
			},
			settings: { executionOrder: 'v1' },
		});
		assert.equal((await other.n8n.runWorkflow(all, 'Start')).status, 'success');
		await until('both waits', async () => (await hooks()).length === 2);
		const answered = async () =>
			(await other.n8n.executionsOf(one)).filter(({ status }) => status === 'success').length;
		await write(CARLA, 'From Carla');
		await until('the answer of the second', async () => (await answered()) === 1);
		await write(ANA, 'From Ana');
		await until('the answer of the first', async () => (await answered()) === 2);
		assert.deepEqual(await hooks(), []);
	});

	/**
	 * Starts a workflow that waits for another one, which asks Ana; gives the execution of the first.
	 * @param {string} name @param {Record<string, unknown>} [parameters] Of the node that asks.
	 */
	async function asksThroughAnother(name, parameters = {}) {
		const asks = asking(`${name}, asking`, ANA, parameters);
		asks.nodes[0] = {
			...asks.nodes[0],
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		};
		const inner = await other.save(asks);
		await other.n8n.publish(inner);
		/** @param {string} nodeName @param {string} type @param {number} typeVersion @param {object} [more] */
		const node = (nodeName, type, typeVersion, more = {}) => ({
			id: randomUUID(),
			name: nodeName,
			type: `n8n-nodes-base.${type}`,
			typeVersion,
			position: [0, 0],
			parameters: {},
			...more,
		});
		const next = (/** @type {string} */ nodeName) => ({
			main: [[{ node: nodeName, type: 'main', index: 0 }]],
		});
		const outer = await other.save({
			name,
			nodes: [
				node('Start', 'manualTrigger', 1),
				node('Ask in a workflow of its own', 'executeWorkflow', 1.2, {
					parameters: {
						workflowId: { __rl: true, mode: 'id', value: inner },
						options: { waitForSubWorkflow: true },
					},
				}),
				node('After', 'noOp', 1),
			],
			connections: {
				Start: next('Ask in a workflow of its own'),
				'Ask in a workflow of its own': next('After'),
			},
			settings: { executionOrder: 'v1' },
		});
		const execution = await other.n8n.startWorkflow(outer, 'Start');
		await until('both waits', async () => (await status(execution)) === 'waiting');
		return execution;
	}

	/** How the first of the two ended, and what it went on with. @param {string} execution */
	async function wentOnWith(execution) {
		const end = await other.n8n.finished(execution);
		const { data } = await other.n8n.executionOf(execution);
		const { runData, error } = data.resultData;
		return { end, error: error?.message, item: runData.After?.[0].data.main[0][0]?.json };
	}

	test('gives the reply to a workflow that waits for the one that asks', async () => {
		const execution = await asksThroughAnother('Parent');
		await write(ANA, 'Yes, please');
		const { end, item } = await wentOnWith(execution);
		assert.equal(end, 'success');
		assert.deepEqual([item.text, item.timedOut], ['Yes, please', false]);
		assert.deepEqual(await hooks(), []);
	});

	test('tells a workflow that waits for the one that asks that nobody has replied', async () => {
		const soon = { waitLimit: 'time', waitTime: '={{ $now.plus(4, "seconds") }}' };
		const executions = [
			await asksThroughAnother('Parent, goes on', soon),
			await asksThroughAnother('Parent, stops', { ...soon, ifNobodyReplies: 'fail' }),
		];
		const goesOn = await wentOnWith(executions[0]);
		assert.equal(goesOn.end, 'success');
		assert.deepEqual([goesOn.item.text, goesOn.item.timedOut], [null, true]);
		const stops = await wentOnWith(executions[1]);
		assert.equal(stops.end, stopsOnTimeout ? 'error' : 'success');
		if (!stopsOnTimeout) return assert.equal(stops.item.timedOut, true);
		assert.match(stops.error, new RegExp(`^Customer ${ANA} did not reply`));
		assert.equal(stops.item, undefined);
	});

	test('lets the reply to a question start no second conversation', async () => {
		const chat = asking('Chat', '={{ $json.customer_id }}');
		const trigger = listener('Chat').nodes[0];
		trigger.parameters.options.ignoreReplies = true;
		chat.nodes[0] = trigger;
		chat.connections = { [trigger.name]: chat.connections.Start };
		const id = await other.save(chat);
		await other.n8n.publish(id);
		await write(ANA, 'Hello');
		await until('the question', async () => {
			/** @type {{ results: { workflowId: string, status: string }[] }} */
			const { results } = await other.n8n.request('GET', '/rest/executions?limit=50');
			return results.some(({ workflowId, status: now }) => workflowId === id && now === 'waiting');
		});
		await write(ANA, 'A-17');
		await until('the end', async () => (await other.n8n.executionsOf(id)).length === 1);
		await sleep(1000);
		await other.n8n.unpublish(id);
		assert.equal((await sentTexts()).length, 1);
	});

	test('goes on, or ends, when the time is up', async () => {
		// n8n takes what goes on while it starts for crashed
		const soon = () => new Date(Date.now() + 10_000 + 2 * other.startMs).toISOString();
		const goes = await waiting('Goes on', ANA, { waitLimit: 'time', waitTime: soon() });
		const ends = await waiting('Ends', ANA, {
			waitLimit: 'time',
			waitTime: soon(),
			ifNobodyReplies: 'fail',
		});
		// n8n looks once a minute, and when it starts, which executions are to go on soon.
		await other.kill();
		await other.start();
		const on = await outcome(goes);
		assert.equal(on.end, 'success');
		assert.equal(on.item.json.timedOut, true);
		const over = await outcome(ends);
		assert.equal(over.end, stopsOnTimeout ? 'error' : 'success');
		if (!stopsOnTimeout) return assert.equal(over.item.json.timedOut, true);
		assert.match(over.error, /^Customer 473500001 did not reply until /);
	});
});
