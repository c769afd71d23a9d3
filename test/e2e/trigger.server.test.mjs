import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliver as deliverText } from '../../scripts/bench/deliveries.mjs';
import { startOther } from './support/otherN8n.mjs';
import { listen, listener, received, stopListening, texts } from './support/trigger.mjs';
import { ANA, credential, hookNames, hooks, n8n, reset, until, write } from './support/world.mjs';

describe('the trigger in servers that run', () => {
	/** @type {Awaited<ReturnType<typeof startOther>>} */
	let other;
	// With its default engine n8n would need 10 GB for the flood of deliveries, see docs/decisions.md.
	before(async () => void (other = await startOther({ N8N_EXPRESSION_ENGINE: 'legacy' })));
	beforeEach(reset);
	after(async () => await other.end());

	test('turns away what Landbot does not send, and goes on', async () => {
		// The first version of the node, as older workflows hold it.
		const id = await n8n.saveWorkflow(listener('Odd deliveries', 1), credential);
		await n8n.publish(id);
		const [{ url, token }] = await hooks();
		const post = async (/** @type {string} */ body) => {
			const headers = { 'Content-Type': 'application/json', Authorization: `Token ${token}` };
			return (await fetch(url, { method: 'POST', headers, body })).status;
		};
		const large = JSON.stringify({ messages: [{ data: 'x'.repeat(10_000_000) }] });
		const deep = `{"messages":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
		assert.deepEqual(
			[await post('{"messages": ['), await post('{}'), await post(large), await post(deep)],
			[422, 400, 413, 413],
		);
		assert.equal(
			await post(JSON.stringify({ messages: [{ type: 'text', sender: { type: 'bot' } }] })),
			200,
		);
		await write(ANA, 'Still there?');
		await until('the execution', async () => (await n8n.executionsOf(id)).length > 0);
		assert.deepEqual(await texts(n8n, id), ['Still there?']);
		await n8n.unpublish(id);
	});

	test('keeps its hook when n8n is killed and starts again, and removes it in the end', async () => {
		const id = await other.save(listener('Killed while published'));
		await other.n8n.publish(id);
		const placed = await hooks();
		assert.equal(placed.length, 1);
		await write(ANA, 'before');
		await until('the execution', async () => (await other.n8n.executionsOf(id)).length === 1);

		await other.kill();
		await write(ANA, 'meanwhile');
		await other.start();
		await until('the hook to be served', async () => {
			await write(ANA, 'after');
			await sleep(300);
			return (await texts(other.n8n, id)).includes('after');
		});
		assert.deepEqual(await hooks(), placed);
		await other.n8n.unpublish(id);
		assert.deepEqual(await hooks(), []);
		// Landbot tried again what had not been answered.
		const all = await texts(other.n8n, id);
		assert.ok(all.includes('before') && all.filter((text) => text === 'meanwhile').length <= 1);
	});

	test('takes its hook away when test listening ends, also after n8n was killed meanwhile', async () => {
		const id = await other.save(listener('Listens'));
		const name = 'n8n: Listens - Landbot Trigger (test listening)';
		await listen(other.n8n, id);
		assert.deepEqual(await hookNames(), [name]);
		await stopListening(other.n8n, id);
		await until('no hook', async () => (await hooks()).length === 0);

		await listen(other.n8n, id);
		await other.kill();
		assert.deepEqual(await hookNames(), [name]);
		await other.start();
		await listen(other.n8n, id);
		assert.deepEqual(await hookNames(), [name]);
		await write(ANA, 'A test');
		await until('the test to end', async () => (await hooks()).length === 0);
		await until('the execution', async () => (await other.n8n.executionsOf(id)).length === 1);
		assert.deepEqual(await texts(other.n8n, id), ['A test']);
	});

	test('shares a channel with another workflow and another n8n', async () => {
		const first = await n8n.saveWorkflow(listener('First'), credential);
		const second = await n8n.saveWorkflow(listener('Second'), credential);
		const elsewhere = await other.save(listener('Elsewhere'));
		await n8n.publish(first);
		await n8n.publish(second);
		await other.n8n.publish(elsewhere);
		await listen(n8n, first);
		assert.equal((await hooks()).length, 4);

		await write(ANA, 'to all');
		await until('the end of the test', async () => (await hooks()).length === 3);
		for (const { api, id, count } of [
			{ api: n8n, id: first, count: 2 },
			{ api: n8n, id: second, count: 1 },
			{ api: other.n8n, id: elsewhere, count: 1 },
		]) {
			await until('every execution', async () => (await api.executionsOf(id)).length === count);
		}

		await n8n.unpublish(first);
		assert.deepEqual(await hookNames(), [
			'n8n: Elsewhere - Landbot Trigger',
			'n8n: Second - Landbot Trigger',
		]);
		await other.n8n.unpublish(elsewhere);
		assert.deepEqual(await hookNames(), ['n8n: Second - Landbot Trigger']);
		await n8n.unpublish(second);
		assert.deepEqual(await hooks(), []);
	});

	test('starts exactly the genuine ones of 1,000 deliveries, once each', async () => {
		const id = await other.save(listener('Flood'));
		await other.n8n.publish(id);
		const [{ url, token: secretOfHook }] = await hooks();
		const token = String(secretOfHook);
		let repeated = 0;
		/**
		 * As Landbot does it: what n8n is too busy for comes again, with growing gaps.
		 * @param {number} number @returns {Promise<number>} The status in the end.
		 */
		const deliver = async (number, secret = token, gapSeconds = 5) => {
			const status = await deliverText({ url, token }, number, { secret });
			if (status < 500 || gapSeconds > 25) return status;
			repeated++;
			await sleep(gapSeconds * 1000);
			return await deliver(number, secret, gapSeconds + 5);
		};
		// Of every 20: 18 new ones, one replay of what was delivered just before, one forgery with a new trace.
		const begin = performance.now();
		/** @type {string[]} */
		const genuine = [];
		/** @type {Promise<string>[]} What was sent, and the status. */
		const answers = [];
		for (let number = 0; number < 1000; number++) {
			await sleep(Math.max(0, begin + number * 20 - performance.now()));
			const kind = number % 20;
			if (kind === 10) answers.push(deliver(number - 1).then((status) => `replay ${status}`));
			else if (kind === 15) {
				const wrong = token.replace(/./, (digit) => (digit === '0' ? '1' : '0'));
				answers.push(deliver(number, wrong).then((status) => `forgery ${status}`));
			} else {
				genuine.push(`trace-${number}`);
				answers.push(deliver(number).then((status) => `genuine ${status}`));
			}
		}
		const sentSeconds = (performance.now() - begin) / 1000;
		/** @type {Record<string, number>} */
		const counts = {};
		for (const answer of await Promise.all(answers)) counts[answer] = (counts[answer] ?? 0) + 1;
		assert.deepEqual(counts, { 'genuine 200': 900, 'replay 200': 50, 'forgery 403': 50 });
		await until('every execution to end', async () => {
			await sleep(1000);
			return (await other.n8n.executionsOf(id)).length >= genuine.length;
		});
		const started = (await received(other.n8n, id)).map(({ delivery_id }) => delivery_id);
		assert.deepEqual(started.sort(), genuine.sort());
		const seconds = (performance.now() - begin) / 1000;
		process.stdout.write(
			`1,000 deliveries left within ${sentSeconds.toFixed(1)} s; ${repeated} came again; all executions read after ${seconds.toFixed(1)} s\n`,
		);
		await other.n8n.unpublish(id);
		assert.deepEqual(await hooks(), []);
	});
});
