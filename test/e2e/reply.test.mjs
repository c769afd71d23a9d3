import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forSimulator } from '../../scripts/lib/n8n-api.mjs';
import { startOther } from './otherN8n.mjs';
import { waitsIn } from './reply.mjs';
import { ANA, CARLA, example, hooks, reset, sentTexts, until, write } from './world.mjs';

describe('sending and waiting in a real n8n', () => {
	let other;
	let status, waiting, outcome;
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
		const changed = url.replace(`customer=${ANA}`, `customer=${CARLA}`);
		assert.notEqual(changed, url);
		assert.equal((await fetch(changed, { method: 'POST', headers, body })).status, 401);
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
		const isSecond = ({ name }) => name.startsWith(`n8n waits for ${CARLA}`);
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
			output.main[0].map(({ json }) => json.text),
			['From Ana', 'From Carla'],
		);
		assert.deepEqual(await hooks(), []);
	});

	test('goes on, or ends, when the time is up', async () => {
		const soon = () => new Date(Date.now() + 8000).toISOString();
		const goes = await waiting('Goes on', ANA, { waitLimit: 'time', waitTime: soon() });
		const ends = await waiting('Ends', ANA, {
			waitLimit: 'time',
			waitTime: soon(),
			ifNobodyReplies: 'fail',
		});
		const on = await outcome(goes);
		assert.equal(on.end, 'success');
		assert.equal(on.item.json.timedOut, true);
		const over = await outcome(ends);
		assert.equal(over.end, 'error');
		assert.match(over.error, /^Customer 473500001 did not reply until /);
	});
});
