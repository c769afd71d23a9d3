import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliver, publishTrigger } from '../../scripts/bench/deliveries.mjs';
import { openQueue } from '../../scripts/bench/queue.mjs';
import { landbotTexts } from '../../scripts/bench/workflows.mjs';
import { tally } from '../../scripts/bench/world.mjs';
import { findPostgres, findRedis } from '../../scripts/lib/programs.mjs';
import { waitsIn } from './support/reply.mjs';
import { received } from './support/trigger.mjs';
import {
	ANA,
	CARLA,
	credentialData,
	hooks,
	reset,
	tarball,
	until,
	write,
} from './support/world.mjs';

const missing = await Promise.all([findRedis(), findPostgres()]).then(
	() => undefined,
	(problem) => problem.message,
);
if (missing && process.env.CI) throw new Error(missing);
if (missing) process.stdout.write(`QUEUE MODE IS NOT TRIED. ${missing}\n`);

const TRAVEL = { medianMs: 150, sigma: 0.35 };
const COUNT = 150;
const DELIVERIES = 500;

/** As Landbot, which comes again with what was not accepted. @param {{ url: string, token?: string }} receiver @param {number} number */
async function untilAccepted(receiver, number) {
	while ((await deliver(receiver, number).catch(() => 0)) !== 200) await sleep(2000);
}

/** Waits until something has not become more for a while, however slow the machine is. @param {() => Promise<number>} count */
async function settled(count) {
	for (let before = -1, now = await count(); now > before; ) {
		await sleep(20_000);
		[before, now] = [now, await count()];
	}
}

describe('n8n in queue mode, with two workers that share a token', { skip: missing }, () => {
	/** @type {Awaited<ReturnType<typeof openQueue>>} */
	let queue;
	// each delivery is an execution, and the engine of expressions that n8n starts for each takes most of the time
	before(async () => void (queue = await openQueue(tarball, { N8N_EXPRESSION_ENGINE: 'legacy' })));
	beforeEach(reset);
	after(async () => await queue.close());

	/** Starts campaigns, and goes on when some of their texts have arrived. @param {number} [executions] */
	async function underWay(executions = 1) {
		await queue.landbot.reset(TRAVEL);
		const started = [];
		for (let index = 0; index < executions; index++) {
			const options = { word: `execution-${index}` };
			started.push(await queue.n8n.start(landbotTexts(queue.n8n.credential, COUNT, options)));
		}
		await until('some texts', async () => (await queue.landbot.log()).length >= 30 * executions);
		return started;
	}

	const ends = (/** @type {string[]} */ executions) =>
		Promise.all(executions.map(async (id) => await queue.n8n.api.finished(id)));

	/** @param {string[]} executions Two that are under way. */
	async function assertAllDelivered(executions) {
		assert.deepEqual(await ends(executions), ['success', 'success']);
		const { delivered, doubled } = tally(await queue.landbot.log());
		assert.deepEqual({ delivered, doubled }, { delivered: 2 * COUNT, doubled: 0 });
	}

	test('delivers everything once', async () => {
		const sent = await queue.send(COUNT, TRAVEL);
		assert.deepEqual(sent.states, ['success', 'success', 'success']);
		assert.equal(sent.delivered, 3 * COUNT);
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

	test('sends nothing twice when Redis starts anew', async () => {
		const executions = await underWay(2);
		await queue.redis.stop();
		await sleep(2000);
		await queue.redis.start();
		await assertAllDelivered(executions);
	});

	test('goes on when the main process is killed and started again', async () => {
		const executions = await underWay(2);
		await queue.main.kill();
		await queue.main.start();
		await assertAllDelivered(executions);
	});

	test('sends nothing twice when a worker is killed: n8n ends its execution and does not repeat it', async () => {
		const executions = await underWay(2);
		const owner = () =>
			queue.workers.find(({ lines }) =>
				lines.some((line) => line.startsWith(`Worker started execution ${executions[0]} `)),
			);
		await until('its worker', async () => owner() !== undefined);
		const worker = /** @type {import('../../scripts/queue/queue.mjs').Process} */ (owner());
		await worker.kill();
		await worker.start();
		// the worker that starts again says crashed; without one, n8n says error when the job's lock has run out
		const [killed] = await ends(executions);
		assert.ok(['crashed', 'error'].includes(killed), killed);
		const { delivered, doubled } = tally(await queue.landbot.log());
		assert.equal(doubled, 0);
		assert.ok(delivered < 2 * COUNT, `${delivered} were delivered`);
	});

	test('starts once on each of 500 deliveries at 50 per second, and takes its hook away', async () => {
		const { n8n, landbot } = queue;
		await landbot.reset(TRAVEL);
		const { workflow, url, token } = await publishTrigger(n8n, landbot);
		const begin = performance.now();
		const accepted = [];
		for (let number = 0; number < DELIVERIES; number++) {
			await sleep(Math.max(0, begin + number * 20 - performance.now()));
			accepted.push(untilAccepted({ url, token }, number));
		}
		await Promise.all(accepted);
		await settled(async () => (await n8n.api.executionsOf(workflow)).length);
		const started = await received(n8n.api, workflow, 'Start');
		assert.deepEqual(
			started.map(({ delivery_id }) => delivery_id).sort(),
			Array.from({ length: DELIVERIES }, (_, number) => `trace-${number}`).sort(),
		);
		await n8n.api.unpublish(workflow);
		assert.deepEqual(await landbot.hooks(), []);
	});

	test('sends nothing twice when Postgres is gone for ten seconds', async () => {
		await underWay(2);
		await queue.postgres.stop();
		await sleep(10_000);
		await queue.postgres.start();
		await settled(async () => (await queue.landbot.log()).length);
		assert.equal(tally(await queue.landbot.log()).doubled, 0);
	});
});
