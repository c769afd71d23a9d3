import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, forSimulator } from '../../scripts/lib/n8n-api.mjs';
import { installPackage, startN8n } from '../../scripts/lib/n8n.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import {
	credential,
	credentialData,
	example,
	reset,
	sentTexts,
	simulator,
	tarball,
} from './world.mjs';

const ANA = 473500001;
const CARLA = 473500004;
const NODE = 'Ask';

const hooks = async () => (await (await fetch(`${simulator}/_simulator/state`)).json()).hooks;

/** Lets a customer write, as the page of the simulator does. */
const write = (customer, text) =>
	fetch(`${simulator}/_simulator/customers/${customer}/write`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ text }),
	});

/** Waits until something is as expected, for two minutes at most. */
async function until(what, condition) {
	const late = AbortSignal.timeout(120_000);
	while (!(await condition())) {
		assert.ok(!late.aborted, `in vain: ${what}`);
		await sleep(100);
	}
}

/** A workflow that asks one customer. */
const asking = (name, customer, parameters = {}) => ({
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
			name: NODE,
			type: 'n8n-nodes-landbot.landbot',
			typeVersion: 1,
			position: [220, 0],
			parameters: {
				resource: 'message',
				operation: 'sendAndWait',
				customer: { __rl: true, mode: 'id', value: customer },
				text: 'Shall we send it?',
				options: { allowLocalAddress: true },
				...parameters,
			},
			credentials: { landbotApi: credential },
		},
	],
	connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
});

describe('sending and waiting in a real n8n', () => {
	let userFolder;
	let port;
	let server;
	let n8n;
	let ours;
	const open = async () => {
		server = await startN8n({ userFolder, port });
		n8n = await connect(server.origin);
		ours = await n8n.saveCredential('landbotApi', credential.name, credentialData);
	};

	before(async () => {
		userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-reply-'));
		await installPackage(userFolder, tarball);
		port = await freePort();
		await open();
	});
	beforeEach(reset);
	after(async () => {
		await server.stop();
		await rm(userFolder, { recursive: true, force: true });
	});

	const status = async (id) => (await n8n.request('GET', `/rest/executions/${id}`)).status;
	const waiting = async (name, customer, parameters) => {
		const before = (await hooks()).length;
		const id = await n8n.saveWorkflow(asking(name, customer, parameters), ours);
		const execution = await n8n.startWorkflow(id, 'Start');
		await until('the wait', async () => (await status(execution)) === 'waiting');
		assert.equal((await hooks()).length, before + 1);
		return execution;
	};
	const outcome = async (execution) => {
		const end = await n8n.finished(execution);
		const { data } = await n8n.executionOf(execution);
		const runs = data.resultData.runData[NODE];
		assert.equal(runs.length, 1);
		const [{ data: output, error }] = runs;
		const item = output?.main[0]?.[0];
		return { end, error: error?.message, item };
	};

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
		process.kill(server.pid, 'SIGKILL');
		await server.ended;
		await open();
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
		const id = await n8n.saveWorkflow(forSimulator(await example('ask-and-wait')), ours);
		const execution = await n8n.startWorkflow(id, 'Start');
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
		assert.equal(await n8n.finished(execution), 'success');
		const { data } = await n8n.executionOf(execution);
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
