import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { forSimulator } from '../../scripts/lib/simulator.mjs';
import { LAST_WORDS, startModel } from './support/model.mjs';
import { startOther } from './support/otherN8n.mjs';
import { startReceiver } from './support/receiver.mjs';
import { createsDataTables } from './support/versions.mjs';
import {
	ANA,
	CARLA,
	credential,
	credentialData,
	example,
	log,
	n8n,
	origin,
	outputOf,
	reset,
	sentTexts,
	state,
	steer,
	until,
	write,
} from './support/world.mjs';

/** @import { Workflow } from '../../scripts/lib/n8n-api.mjs' */

const LENA = 473500026;
const BOOKINGS = 2955003;
const AGENT = 794001;
const DAY_S = 86_400;

/** A customer as Landbot has them now. @param {number} id */
async function customerIn(id) {
	const found = (await state()).customers.find((customer) => customer.id === id);
	assert.ok(found);
	return found;
}

/** The value of a field of a customer. @param {number} id @param {string} name */
const fieldOf = async (id, name) => (await customerIn(id)).custom_fields[name]?.value;

/**
 * An example with one of its nodes changed, as a person changes it for their own place.
 * @param {Workflow} workflow @param {string} name @param {Partial<import('../../scripts/lib/n8n-api.mjs').WorkflowNode>} change
 * @returns {Workflow}
 */
const withNode = (workflow, name, { parameters, ...rest }) => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.name === name
			? { ...node, ...rest, parameters: { ...node.parameters, ...parameters } }
			: node,
	),
});

describe('an example that starts by itself', () => {
	/** @type {string[]} */
	const published = [];
	beforeEach(reset);
	afterEach(async () => {
		for (const id of published.splice(0)) await n8n.unpublish(id);
	});

	/** @param {Workflow} workflow @returns {Promise<string>} Its ID. */
	async function publish(workflow) {
		const id = await n8n.saveWorkflow(forSimulator(workflow), credential);
		await n8n.publish(id);
		published.push(id);
		return id;
	}

	/** Waits until so many executions have ended, all well. @param {string} id @param {number} count */
	async function ended(id, count = 1) {
		await until('the execution', async () => (await n8n.executionsOf(id)).length === count);
		for (const { status } of await n8n.executionsOf(id)) assert.equal(status, 'success');
	}

	test('lets an agent that knows the conversation answer and hand over', async () => {
		const model = await startModel();
		const openAiApi = await n8n.saveCredential(
			'openAiApi',
			'Model of the examples',
			model.credentialData,
		);
		model.will([{ tool: 'Hand_over_to_a_person', args: {} }]);
		const id = await publish(
			withNode(await example('answer-with-an-agent'), 'OpenAI Chat Model', {
				credentials: { openAiApi },
			}),
		);
		await write(ANA, 'May I talk to somebody?');
		await ended(id);
		model.stop();
		const asked = JSON.stringify(model.heard[0].messages);
		for (const said of ['where is my order 1042?', 'left our warehouse', 'May I talk to somebody?'])
			assert.ok(asked.includes(said), `the model reads: ${said}`);
		assert.equal((await customerIn(ANA)).agent_id, AGENT);
		assert.deepEqual(await sentTexts(), [{ customerId: ANA, text: LAST_WORDS }]);
	});

	test('gives variables to a bot that knows the secret, and nothing to anybody else', async () => {
		const httpHeaderAuth = await n8n.saveCredential('httpHeaderAuth', 'Secret of the block', {
			name: 'X-Landbot-Secret',
			value: 'a long random text',
		});
		const id = await publish(
			withNode(await example('answer-a-block'), 'Landbot asks', {
				credentials: { httpHeaderAuth },
			}),
		);
		/** @param {Record<string, string>} headers */
		const ask = async (headers) =>
			await fetch(`${origin}/webhook/landbot-order`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', ...headers },
				body: JSON.stringify({ customer_id: String(ANA), order: '1042' }),
			});
		assert.equal((await ask({})).status, 403);
		assert.equal((await ask({ 'X-Landbot-Secret': 'guessed' })).status, 403);
		const answer = await ask({ 'X-Landbot-Secret': 'a long random text' });
		assert.equal(answer.status, 200);
		assert.deepEqual(await answer.json(), {
			order: '1042',
			order_status: 'on its way',
			parcels: 2,
		});
		await ended(id);
		assert.equal(await fieldOf(ANA, 'last_order'), '1042');
	});

	test('takes a new lead over into a CRM, and not again', async () => {
		const crm = await startReceiver({ id: 'C-77' });
		const id = await publish(
			withNode(await example('lead-to-crm'), 'Create the contact', {
				parameters: { url: crm.url },
			}),
		);
		await write(ANA, 'Hello');
		await ended(id);
		assert.equal(await fieldOf(ANA, 'crm_id'), 'C-77');
		await write(ANA, 'Hello again');
		await ended(id, 2);
		crm.stop();
		assert.deepEqual(crm.received, [
			{ name: 'Ana Ruiz', email: 'ana@example.org', phone: '34600000021', source: 'Landbot' },
		]);
	});

	test('hands over who asks for a person, and tells the team', async () => {
		const slack = await startReceiver({ ok: true });
		const id = await publish(
			withNode(await example('hand-over-with-a-note'), 'Tell the team', {
				parameters: { url: slack.url },
			}),
		);
		await write(CARLA, 'Where is my order?');
		await write(ANA, 'I want a human <!channel>');
		await ended(id, 2);
		slack.stop();
		assert.equal((await customerIn(ANA)).agent_id, AGENT);
		assert.deepEqual(await sentTexts(), [
			{ customerId: ANA, text: 'A colleague will answer you here.' },
		]);
		assert.deepEqual(slack.received, [
			{
				text: `Ana Ruiz (customer ${ANA}) asks for a person: I want a human &lt;!channel&gt;`,
			},
		]);
	});

	test('opts out who writes the keyword, and nobody who only mentions it', async () => {
		const id = await publish(await example('opt-out-keyword'));
		await write(LENA, 'When does the bus stop?');
		await ended(id);
		assert.equal((await customerIn(LENA)).opt_in, true);
		await write(LENA, ' Stop ');
		await ended(id, 2);
		assert.equal((await customerIn(LENA)).opt_in, false);
		const [{ customerId, text }] = await sentTexts();
		assert.equal(customerId, LENA);
		assert.match(text, /no more messages/);
	});

	test('archives who has been silent for a month, and nobody else', async () => {
		const now = Math.floor(Date.now() / 1000);
		const made = await Promise.all(
			[40, 20].map(async (days) => {
				const last_message = now - days * DAY_S;
				const answer = await steer('customers', { channel_id: BOOKINGS, last_message });
				return /** @type {{ id: number }} */ (await answer.json()).id;
			}),
		);
		const id = await n8n.saveWorkflow(await example('archive-silent'), credential);
		const { status } = await n8n.runWorkflow(id, 'Every night');
		assert.equal(status, 'success');
		const archived = await Promise.all(made.map(async (one) => (await customerIn(one)).archived));
		assert.deepEqual(archived, [true, false]);
	});
});

const missing = !createsDataTables && 'this n8n has no Data Table that creates its table';
describe('the campaign in working hours', { skip: missing }, () => {
	const CLOCK = 'In working hours';
	/** @type {Awaited<ReturnType<typeof startOther>>} */
	let other;
	/** @type {string} */
	let id;
	before(async () => {
		other = await startOther();
		id = await other.save(await example('campaign-in-working-hours'));
	});
	beforeEach(reset);
	after(async () => await other.end());

	/** The customers whom a template has reached, in order. */
	const reached = async () =>
		(await log())
			.filter(({ path, status }) => path.endsWith('/send_template/') && status === 200)
			.map(({ path }) => Number(path.split('/')[3]))
			.sort();

	/** Lets the nodes use this token. @param {string} apiToken */
	const useToken = async (apiToken) =>
		await other.n8n.saveCredential('landbotApi', credential.name, { ...credentialData, apiToken });

	/** One round, as the schedule starts it. */
	async function round() {
		const execution = await other.n8n.runWorkflow(id, CLOCK);
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		return execution;
	}

	test('tries again later what could not be attempted', async () => {
		await useToken('wrong');
		const execution = await round();
		assert.deepEqual(outputOf(execution, 'Note the outcome'), []);
		assert.deepEqual(await reached(), []);
	});

	test('writes to nobody twice, also when n8n is killed while it sends', async () => {
		await useToken(credentialData.apiToken);
		await steer('latency', { medianMs: 4000, sigma: 0.01 });
		await other.n8n.startWorkflow(id, CLOCK);
		await until('the first template', async () =>
			(await log()).some(({ path }) => path.endsWith('/send_template/')),
		);
		await other.kill();
		await steer('latency');
		await other.start();
		const execution = await round();
		assert.deepEqual(outputOf(execution, 'Send a template'), []);
		const customers = await reached();
		assert.ok(customers.length > 0);
		assert.deepEqual(customers, [...new Set(customers)]);
	});

	test('goes on with rows that are new, and notes what became of them', async () => {
		const workflow = await other.n8n.request('GET', `/rest/workflows/${id}`);
		const rows = [
			{ phone: '+34 600 000 026', name: 'Lena', order: 'A-1001' },
			{ phone: '+34 600 000 029', name: 'Vera', order: 'A-1004' },
			{ phone: 'not known', name: 'Tom', order: 'A-1005' },
		];
		const changed = withNode(workflow, 'Sample rows', {
			parameters: { jsonOutput: JSON.stringify({ rows }) },
		});
		await other.n8n.request('PATCH', `/rest/workflows/${id}`, {
			...workflow,
			nodes: changed.nodes,
		});
		const execution = await round();
		assert.deepEqual(
			outputOf(execution, 'Note the outcome').map(({ json: { phone, status } }) => [phone, status]),
			[
				['+34 600 000 029', 'sent'],
				['not known', 'failed'],
			],
		);
		assert.deepEqual(await reached(), [473500029]);
	});
});
