import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendThroughQueue } from '../../scripts/bench/queue.mjs';
import { findRedis } from '../../scripts/lib/programs.mjs';
import { tarball } from './world.mjs';

const missing = await findRedis().then(
	() => undefined,
	(problem) => problem.message,
);
if (missing && process.env.CI) throw new Error(missing);

test('two workers that share a token deliver everything once', { skip: missing }, async () => {
	const sent = await sendThroughQueue(tarball, 150, { medianMs: 150, sigma: 0.35 });
	assert.deepEqual(sent.states, ['success', 'success', 'success']);
	assert.equal(sent.delivered, 450);
	assert.equal(sent.doubled, 0);
	assert.ok(sent.refusedShare < 0.3, `${sent.refused} were refused`);
});
