import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { createsDataTables } from './support/versions.mjs';
import {
	credential,
	credentialData,
	example,
	n8n,
	outputOf,
	reset,
	sentTexts,
} from './support/world.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { ROOT } from '../../scripts/lib/setup.mjs';

const TRIGGER = 'When clicking Execute workflow';

beforeEach(reset);

describe('the packed package in a real n8n', () => {
	test('brings the Landbot node and its credential', async () => {
		/** @type {{ name: string, iconUrl?: string }[]} */
		const nodes = await n8n.request('GET', '/types/nodes.json');
		/** @type {{ name: string }[]} */
		const credentials = await n8n.request('GET', '/types/credentials.json');
		const ours = nodes.filter(({ name }) => name.startsWith('n8n-nodes-landbot.'));
		assert.ok(ours.some(({ name }) => name === 'n8n-nodes-landbot.landbot'));
		assert.ok(
			ours.every(({ iconUrl }) => iconUrl),
			'every node has an icon',
		);
		assert.ok(credentials.some(({ name }) => name === 'landbotApi'));
	});

	test('knows every node of the examples', async () => {
		/** @type {{ name: string, version: number | number[], properties: { name: string, options: { value: string }[] }[] }[]} */
		const types = await n8n.request('GET', '/types/nodes.json');
		const known = types.flatMap(({ name, version }) =>
			[version].flat().map((each) => `${name} ${each}`),
		);
		for (const file of await readdir(join(ROOT, 'examples'))) {
			const { nodes } = await example(basename(file, '.json'));
			for (const { type, typeVersion } of nodes)
				assert.ok(known.includes(`${type} ${typeVersion}`), `${file}: ${type} ${typeVersion}`);
		}
		const dataTable = types.find(({ name }) => name === 'n8n-nodes-base.dataTable');
		const resources = dataTable?.properties.find(({ name }) => name === 'resource')?.options;
		assert.equal(resources?.some(({ value }) => value === 'table') ?? false, createsDataTables);
	});
});

describe('the test of the credential', () => {
	/** @param {object} data In place of that of the credential that works. */
	const verdict = (data) =>
		n8n.request('POST', '/rest/credentials/test', {
			credentials: {
				id: credential.id,
				name: credential.name,
				type: 'landbotApi',
				data: { ...credentialData, ...data },
			},
		});

	test('accepts a good token', async () => {
		assert.equal((await verdict({})).status, 'OK');
	});

	// the exact words are the business of the unit tests: here they have to reach the person
	/** @type {[name: string, data: object | (() => Promise<object>), text: RegExp][]} */
	const refusals = [
		['a wrong token', { apiToken: 'wrong' }, /API token.*Invalid token.*paste/],
		['a workspace that has not paid', { apiToken: 'simulator-unpaid' }, /workspace.*paid plan/],
		['an agent without rights', { apiToken: 'simulator-forbidden' }, /agent.*permission/],
		['a token with a line break inside', { apiToken: 'two\nlines' }, /'API Token'.*Copy it again/],
		['an address that is none', { baseUrl: 'landbot' }, /'Base URL' is not a web address/],
		[
			'a host that does not answer',
			async () => ({ baseUrl: `http://127.0.0.1:${await freePort()}/v1` }),
			/cannot be reached.*'Base URL'/,
		],
		[
			'a host that does not exist',
			{ baseUrl: 'http://landbot.invalid/v1' },
			/cannot be reached.*'Base URL'/,
		],
	];
	for (const [name, data, text] of refusals) {
		test(`says in words what is wrong with ${name}`, async () => {
			const { status, message } = await verdict(typeof data === 'function' ? await data() : data);
			assert.equal(status, 'Error');
			assert.match(message, text);
			assert.doesNotMatch(message, /simulator-(unpaid|forbidden)/, 'the token stays secret');
		});
	}
});

describe('a workflow', () => {
	test('sends each customer one text, and links every result to its customer', async () => {
		const id = await n8n.saveWorkflow(await example('send-a-text'), credential);
		const execution = await n8n.runWorkflow(id, TRIGGER);
		assert.equal(execution.status, 'success');

		const customers = outputOf(execution, 'Get customers').map(({ json }) => json);
		assert.equal(customers.length, 5);
		const results = outputOf(execution, 'Send a text');
		assert.deepEqual(
			results.map(({ json, pairedItem }) => ({ json, pairedItem })),
			customers.map(({ id: customer_id }, item) => ({
				json: { success: true, customer_id },
				pairedItem: { item },
			})),
		);
		const expected = customers.map(({ id: customerId, name }) => ({
			customerId,
			text: `Hello ${name}, we are open again from Monday.`,
		}));
		/** @param {{ customerId: number }} one @param {{ customerId: number }} other */
		const byCustomer = (one, other) => one.customerId - other.customerId;
		assert.deepEqual((await sentTexts()).sort(byCustomer), expected.sort(byCustomer));
	});

	test('goes on after a customer who cannot be reached, and names that customer', async () => {
		const id = await n8n.saveWorkflow(await example('list-who-was-not-reached'), credential);
		const execution = await n8n.runWorkflow(id, TRIGGER);
		assert.equal(execution.status, 'success');

		const BLOCKED = 473500006;
		const customers = outputOf(execution, 'Get customers').map(({ json }) => json);
		const place = customers.findIndex((customer) => customer.id === BLOCKED);
		const [reached, failed] = [0, 1].map((output) => outputOf(execution, 'Send a text', output));
		assert.equal(reached.length, customers.length - 1);
		assert.equal(failed.length, 1);
		assert.deepEqual(failed[0].pairedItem, { item: place });
		assert.match(failed[0].json.error, new RegExp(`customer ${BLOCKED}`));

		const [{ json: listed }] = outputOf(execution, 'Not reached');
		assert.equal(listed.customer, customers[place].name);
		assert.equal(listed.reason, failed[0].json.error);
		const texts = await sentTexts();
		assert.equal(texts.length, customers.length - 1);
		assert.ok(texts.every(({ customerId }) => customerId !== BLOCKED));
	});
});

describe('the examples for campaigns and bots', () => {
	const runExample = async (/** @type {string} */ name) => {
		const id = await n8n.saveWorkflow(await example(name), credential);
		const execution = await n8n.runWorkflow(id, TRIGGER);
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		return execution;
	};

	test('end with a row for everybody in the sheet', async () => {
		const report = outputOf(await runExample('campaign-with-a-report'), 'Report');
		assert.deepEqual(
			report.map(({ json: { row, status } }) => [row, status]),
			[
				[2, 'sent'],
				[3, 'failed'],
				[4, 'failed'],
			],
		);
		assert.match(report[1].json.reason, /WhatsApp does not take this template/);
		assert.match(report[2].json.reason, /'not known' is not a phone number/);
	});

	test('let a bot go on with the fields', async () => {
		const [{ json }] = outputOf(await runExample('resume-a-flow'), 'Resume the flow');
		assert.deepEqual(json, {
			success: true,
			customer_id: 473500009,
			bot_id: 1010178,
			created: ['order_status', 'parcels'],
			updated: [],
		});
	});

	test('send a template where the window is closed', async () => {
		const output = outputOf(await runExample('text-or-template'), 'Send a text');
		assert.deepEqual(
			output.map(({ json }) => json.sent),
			['template', 'text'],
		);
	});
});
