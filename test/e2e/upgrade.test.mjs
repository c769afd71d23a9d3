import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { installN8n } from '../../scripts/lib/n8n.mjs';
import { run } from '../../scripts/lib/processes.mjs';
import { pinned } from '../../scripts/test/engines.mjs';
import { everyOperation, outcomesOf } from './support/everyOperation.mjs';
import { startOther } from './support/otherN8n.mjs';
import { waitsIn } from './support/reply.mjs';
import { listener, texts } from './support/trigger.mjs';
import { version } from './support/versions.mjs';
import {
	ANA,
	CARLA,
	example,
	hooks,
	log,
	reset,
	sentTexts,
	tarball,
	until,
	write,
} from './support/world.mjs';

/** The package as the version after this one. @param {string} folder Where it is packed. */
async function packNext(folder) {
	await run('tar', ['-xzf', tarball, '-C', folder]);
	const file = join(folder, 'package', 'package.json');
	const content = JSON.parse(await readFile(file, 'utf8'));
	const [major, minor, patch] = content.version.split('.').map(Number);
	const version = `${major}.${minor}.${patch + 1}`;
	await writeFile(file, JSON.stringify({ ...content, version }));
	const pack = ['pack', '--ignore-scripts', '--pack-destination', folder];
	await run('npm', pack, { cwd: join(folder, 'package') });
	return join(folder, `${content.name}-${version}.tgz`);
}

/** The n8n under test, where `npm run test:versions -- --server` names one; undefined is the pinned one. */
const tested = process.env.N8N_UNDER_TEST;
const isOlder = version.localeCompare(await pinned(), undefined, { numeric: true }) < 0;
/** n8n is updated from the one to the other, together with the package. */
const [older, newer] = isOlder ? [tested, undefined] : [undefined, tested];

/** Lets this be the n8n that is started from here on. @param {string | undefined} wanted */
async function take(wanted) {
	if (wanted) process.env.N8N_UNDER_TEST = wanted;
	else delete process.env.N8N_UNDER_TEST;
	await installN8n();
}

describe('an update', () => {
	/** @type {Awaited<ReturnType<typeof startOther>>} */
	let other;
	/** @type {string} */
	let folder;
	/** @type {string} */
	let next;
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
		next = await packNext(folder);
		await take(older);
		other = await startOther();
		await reset();
	});
	/** The nodes of a workflow as n8n has stored them. @param {string} id */
	const nodesIn = async (id) => (await other.n8n.request('GET', `/rest/workflows/${id}`)).nodes;

	/** Does every operation, and gives what came out and what reached Landbot. @param {string} id */
	async function doAll(id) {
		await reset();
		const execution = await other.n8n.runWorkflow(id, 'Start');
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		// an n8n that has just started does not know what has left before, and may have to try again
		const requests = (await log())
			.filter(({ status }) => status !== 429)
			.map(({ method, path, body }) => JSON.stringify([method, path, body]));
		return { outcomes: outcomesOf(execution), requests: requests.sort() };
	}

	after(async () => {
		await other.end();
		await take(tested);
		await rm(folder, { recursive: true, force: true });
	});

	test('lets saved workflows with all operations, a published trigger and an execution that waits go on', async () => {
		const { outcome, waiting } = waitsIn(other);
		const all = await other.save(everyOperation('Every operation'));
		const asSaved = await nodesIn(all);
		const doneBefore = await doAll(all);
		assert.ok(doneBefore.requests.length > doneBefore.outcomes.length);
		await reset();
		const saved = await other.save(await example('send-a-text'));
		const listens = await other.save(listener('Published before'));
		await other.n8n.publish(listens);
		const execution = await waiting('Waits', CARLA);
		const placed = await hooks();
		await write(ANA, 'before');
		await until('the execution', async () => (await other.n8n.executionsOf(listens)).length === 1);

		await take(newer);
		await other.update(next);

		assert.deepEqual(await hooks(), placed);
		await write(ANA, 'after');
		await until('the execution', async () => (await texts(other.n8n, listens)).includes('after'));
		await write(CARLA, 'Yes, please');
		const { end, item } = await outcome(execution);
		assert.equal(end, 'success');
		assert.equal(item.json.text, 'Yes, please');
		const before = (await sentTexts()).length;
		const { status } = await other.n8n.runWorkflow(saved, 'When clicking Execute workflow');
		assert.equal(status, 'success');
		assert.equal((await sentTexts()).length, before + 5);
		await other.n8n.unpublish(listens);
		assert.deepEqual(await hooks(), []);
		assert.deepEqual(await nodesIn(all), asSaved);
		assert.deepEqual(await doAll(all), doneBefore);
	});

	test('is undone by taking the package away, and n8n goes on', async () => {
		await other.uninstall();
		const nodes = await other.n8n.request('GET', '/types/nodes.json');
		assert.ok(nodes.every((/** @type {any} */ { name }) => !name.startsWith('n8n-nodes-landbot.')));
		const {
			nodes: [start],
			settings,
		} = await example('send-a-text');
		const id = await other.save({ name: 'Without it', nodes: [start], connections: {}, settings });
		assert.equal((await other.n8n.runWorkflow(id, start.name)).status, 'success');
	});
});
