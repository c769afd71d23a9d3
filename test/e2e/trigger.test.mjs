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
import { findChromium } from '../../scripts/lib/programs.mjs';
import { openBrowser, logIn } from './browser.mjs';
import { credential, credentialData, example, n8n, origin, simulator, tarball } from './world.mjs';
import { reset, sentTexts } from './world.mjs';

const ANA = 473500001;
const WEB = 2955001;
const TRIGGER = 'Landbot Trigger';

const { executablePath, missing } = await findChromium().then(
	(path) => ({ executablePath: path }),
	(problem) => ({ missing: problem.message }),
);
if (missing && process.env.CI) throw new Error(missing);

const state = async () => await (await fetch(`${simulator}/_simulator/state`)).json();
const hooks = async () => (await state()).hooks;
const hookNames = async () => (await hooks()).map(({ name }) => name).sort();

/** Lets a customer write, as the page of the simulator does. */
const write = (customer, text) =>
	fetch(`${simulator}/_simulator/customers/${customer}/write`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ text }),
	});

/** Waits until something is as expected, for half a minute unless told otherwise. */
async function until(what, condition, seconds = 30) {
	const late = AbortSignal.timeout(seconds * 1000);
	while (!(await condition())) {
		assert.ok(!late.aborted, `in vain: ${what}`);
		await sleep(100);
	}
}

/** A workflow that does nothing but start. */
const listener = (name) =>
	forSimulator({
		name,
		nodes: [
			{
				id: randomUUID(),
				webhookId: randomUUID(),
				name: TRIGGER,
				type: 'n8n-nodes-landbot.landbotTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: { channels: [WEB] },
				credentials: { landbotApi: credential },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	});

/** What the trigger gave in each execution of a workflow. */
async function received(api, workflowId) {
	const executions = await api.executionsOf(workflowId);
	const items = [];
	while (executions.length > 0) {
		const some = await Promise.all(executions.splice(0, 10).map(({ id }) => api.executionOf(id)));
		for (const { data } of some) {
			items.push(data.resultData.runData[TRIGGER][0].data.main[0][0].json);
		}
	}
	return items;
}
const texts = async (api, id) => (await received(api, id)).map(({ text }) => text);

/** Starts test listening, as a click on 'Execute step' does. */
async function listen(api, id) {
	const workflowData = await api.request('GET', `/rest/workflows/${id}`);
	const answer = await api.request('POST', `/rest/workflows/${id}/run`, {
		workflowData,
		triggerToStartFrom: { name: TRIGGER },
	});
	assert.deepEqual(answer, { waitingForWebhook: true });
}
/** What n8n's timer does after two minutes, and a click on 'Stop listening' at once: both call `cancelWebhook`. */
const stopListening = (api, id) => api.request('DELETE', `/rest/test-webhook/${id}`);

describe('the trigger in a real n8n', () => {
	let other;

	before(async () => {
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-other-'));
		await installPackage(userFolder, tarball);
		const port = await freePort();
		other = {
			userFolder,
			async start() {
				// With its default engine n8n would need 10 GB for the flood below, see docs/decisions.md.
				const environment = { N8N_EXPRESSION_ENGINE: 'legacy' };
				this.server = await startN8n({ userFolder, port, environment });
				this.n8n = await connect(this.server.origin);
				await this.n8n.saveCredential('landbotApi', credential.name, credentialData);
			},
			async kill() {
				process.kill(this.server.pid, 'SIGKILL');
				await this.server.ended;
			},
			async save(name) {
				const ours = await this.n8n.saveCredential('landbotApi', credential.name, credentialData);
				return await this.n8n.saveWorkflow(listener(name), ours);
			},
		};
		await other.start();
	});
	beforeEach(reset);
	after(async () => {
		await other.server.stop();
		await rm(other.userFolder, { recursive: true, force: true });
	});

	test('shows what it gives before its first run', async () => {
		const answer = await fetch(`${origin}/schemas/n8n-nodes-landbot.landbotTrigger/1.0.0.json`);
		assert.equal(answer.status, 200);
		const sample = (await example('answer-a-message')).pinData[TRIGGER][0].json;
		assert.deepEqual(Object.keys((await answer.json()).properties), Object.keys(sample));
	});

	test('says why it cannot be published', async () => {
		const workflow = listener('Not to be published');
		workflow.nodes[0].parameters.options = {};
		const local = await n8n.saveWorkflow(workflow, credential);
		const forbidden = await n8n.saveCredential('landbotApi', 'Forbidden', {
			...credentialData,
			apiToken: 'simulator-forbidden',
		});
		const id = await n8n.saveWorkflow(listener('Not allowed'), forbidden);
		await Promise.all([
			assert.rejects(n8n.publish(local), /cannot deliver messages to this n8n.*WEBHOOK_URL/),
			assert.rejects(n8n.publish(id), /may not do this for channel 2955001.*Professional/),
		]);
		assert.deepEqual(await hooks(), []);
	});

	test('answers a customer who writes on a web page', { skip: missing }, async () => {
		const id = await n8n.saveWorkflow(forSimulator(await example('answer-a-message')), credential);
		await n8n.publish(id);
		assert.deepEqual(await hookNames(), ['n8n: Landbot: answer a message - Landbot Trigger']);

		const { page, picture, close } = await openBrowser(executablePath);
		try {
			await page.goto(simulator);
			// The same person is another customer on WhatsApp.
			const rows = page.locator('#customers button', { hasText: 'Ana Ruiz' });
			await rows.filter({ hasText: 'Support bot' }).click();
			await page.locator('#text').fill('Where is my order?');
			await page.locator('#send').click();
			await page.locator('.bubble.agent', { hasText: 'You wrote: Where is my order?' }).waitFor();
			await picture('20-answered');
		} finally {
			await close();
		}
		assert.deepEqual(await sentTexts(), [
			{ customerId: ANA, text: 'Thank you, Ana Ruiz. You wrote: Where is my order?' },
		]);
		await n8n.unpublish(id);
		assert.deepEqual(await hooks(), []);
	});

	test('is set up in the editor', { skip: missing }, async () => {
		const workflow = listener('Set up in the editor');
		workflow.nodes[0].parameters.channels = [];
		const id = await n8n.saveWorkflow(workflow, credential);
		const { page, picture, complaints, close } = await openBrowser(executablePath);
		try {
			await logIn(page, origin);
			await page.goto(`${origin}/workflow/${id}`);
			await picture('21-trigger-on-the-canvas');
			await page.getByTestId('canvas-node').filter({ hasText: TRIGGER }).dblclick();
			const field = (name) => page.getByTestId(`parameter-input-${name}`);
			const option = (text) => page.getByRole('option', { name: text });
			/** Chooses from a list, which n8n fetches, opens and redraws in its own time. */
			const choose = (name, text) =>
				until(`${text} to be chosen`, async () => {
					const chosen = await field(name).locator('.el-tag').allInnerTexts();
					if (chosen.some((tag) => tag.includes(text))) return true;
					const open = await option(text).isVisible();
					await (open ? option(text) : field(name).locator('.el-select')).click({ force: true });
					await sleep(700);
					return false;
				});
			await choose('channels', 'Support bot (landbot)');
			await picture('22-channels');
			await choose('channels', 'WhatsApp Orders (whatsapi)');
			await page.keyboard.press('Escape');
			await choose('events', 'Agent Message');
			await picture('23-events');
			await page.keyboard.press('Escape');
			await page.getByText('therefore answers itself').waitFor();
			await sleep(700);
			await picture('24-trigger');

			await page.getByTestId('node-execute-button').click();
			await until('the hooks', async () => (await hooks()).length === 2);
			await page.getByTestId('output-panel').getByText('Stop Listening').waitFor();
			await picture('25-listening');
			await write(ANA, 'From the simulator');
			await page.getByTestId('output-panel').getByText('From the simulator').first().waitFor();
			await picture('26-received');
			await until('no hooks', async () => (await hooks()).length === 0);
			assert.deepEqual(
				complaints.filter((text) => /landbot/i.test(text)),
				[],
			);
		} catch (error) {
			await picture('failed-trigger');
			throw error;
		} finally {
			await close();
		}
	});

	test('turns away what Landbot does not send, and goes on', async () => {
		const id = await n8n.saveWorkflow(listener('Odd deliveries'), credential);
		await n8n.publish(id);
		const [{ url, token }] = await hooks();
		const post = async (body) => {
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
		const id = await other.save('Killed while published');
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
		const id = await other.save('Listens');
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
		const elsewhere = await other.save('Elsewhere');
		await n8n.publish(first);
		await n8n.publish(second);
		await other.n8n.publish(elsewhere);
		await listen(n8n, first);
		assert.equal((await hooks()).length, 4);

		await write(ANA, 'to all');
		await until('the end of the test', async () => (await hooks()).length === 3);
		for (const [api, id, count] of [
			[n8n, first, 2],
			[n8n, second, 1],
			[other.n8n, elsewhere, 1],
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
		const id = await other.save('Flood');
		await other.n8n.publish(id);
		const [{ url, token }] = await hooks();
		const body = (number) => ({
			messages: [
				{
					type: 'text',
					timestamp: Date.now() / 1000,
					data: { body: `Message ${number}` },
					sender: { id: ANA, name: 'Ana Ruiz', type: 'customer' },
					customer: { id: ANA, name: 'Ana Ruiz', agent_id: null, archived: false },
					channel: { id: WEB, name: 'Support bot', type: 'landbot' },
					_raw: { author_type: 'user' },
				},
			],
		});
		let repeated = 0;
		/** As Landbot does it: what n8n is too busy for comes again, with growing gaps. */
		const deliver = async (number, secret = token, gapSeconds = 5) => {
			const { status } = await fetch(url, {
				method: 'POST',
				headers: {
					'Content-Type': 'application/json',
					'sentry-trace': `trace-${number}`,
					Authorization: `Token ${secret}`,
				},
				body: JSON.stringify(body(number)),
			});
			if (status < 500 || gapSeconds > 25) return status;
			repeated++;
			await sleep(gapSeconds * 1000);
			return await deliver(number, secret, gapSeconds + 5);
		};
		// Of every 20: 18 new ones, one replay of what was delivered just before, one forgery with a new trace.
		const begin = performance.now();
		const genuine = [];
		const answers = [];
		for (let number = 0; number < 1000; number++) {
			await sleep(Math.max(0, begin + number * 20 - performance.now()));
			const kind = number % 20;
			if (kind === 10) answers.push(deliver(number - 1).then((status) => ['replay', status]));
			else if (kind === 15) {
				const wrong = token.replace(/./, (digit) => (digit === '0' ? '1' : '0'));
				answers.push(deliver(number, wrong).then((status) => ['forgery', status]));
			} else {
				genuine.push(`trace-${number}`);
				answers.push(deliver(number).then((status) => ['genuine', status]));
			}
		}
		const sentSeconds = (performance.now() - begin) / 1000;
		const counts = {};
		for (const [kind, status] of await Promise.all(answers)) {
			counts[`${kind} ${status}`] = (counts[`${kind} ${status}`] ?? 0) + 1;
		}
		assert.deepEqual(counts, { 'genuine 200': 900, 'replay 200': 50, 'forgery 403': 50 });
		await until(
			'every execution to end',
			async () => {
				await sleep(1000);
				return (await other.n8n.executionsOf(id)).length >= genuine.length;
			},
			120,
		);
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
