import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openQueue } from '../../scripts/bench/queue.mjs';
import { findRedis } from '../../scripts/lib/programs.mjs';
import { waitsIn } from './support/reply.mjs';
import { ANA, CARLA, credentialData, hooks, reset, tarball, write } from './support/world.mjs';

const missing = await findRedis().then(
	() => undefined,
	(problem) => problem.message,
);
if (missing && process.env.CI) throw new Error(missing);

describe('n8n in queue mode, with two workers that share a token', { skip: missing }, () => {
	/** @type {Awaited<ReturnType<typeof openQueue>>} */
	let queue;
	before(async () => void (queue = await openQueue(tarball)));
	beforeEach(reset);
	after(async () => await queue.close());

	test('delivers everything once', async () => {
		const sent = await queue.send(150, { medianMs: 150, sigma: 0.35 });
		assert.deepEqual(sent.states, ['success', 'success', 'success']);
		assert.equal(sent.delivered, 450);
		assert.equal(sent.doubled, 0);
		assert.ok(sent.refusedShare < 0.3, `${sent.refused} were refused`);
	});

	test('goes on with the reply, in whatever process', async () => {
		const { api } = queue.n8n;
		const credential = await api.saveCredential('landbotApi', 'Of these tests', credentialData);
		const { status, waiting, outcome } = waitsIn({ n8n: api, credential });
		const executions = [
			await waiting('First', ANA),
			await waiting('Second', ANA),
			await waiting('Third', CARLA),
		];
		await write(ANA, 'From Ana');
		const answers = [await outcome(executions[0]), await outcome(executions[1])];
		assert.deepEqual(
			answers.map(({ end, item }) => [end, item.json.text]),
			[
				['success', 'From Ana'],
				['success', 'From Ana'],
			],
		);
		assert.equal(await status(executions[2]), 'waiting');
		await write(CARLA, 'From Carla');
		assert.equal((await outcome(executions[2])).item.json.text, 'From Carla');
		assert.deepEqual(await hooks(), []);
	});
});
