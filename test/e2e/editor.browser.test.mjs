import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { findChromium } from '../../scripts/lib/programs.mjs';
import { ROOT } from '../../scripts/lib/setup.mjs';
import { logIn, openBrowser, SCREENSHOTS, searchList } from '../../scripts/pictures/browser.mjs';
import {
	credential,
	example,
	log,
	n8n,
	origin,
	reset,
	sentTexts,
	steer,
} from './support/world.mjs';

const BLOCKED = 473500006;

const { executablePath, missing } = await findChromium().then(
	(path) => ({ executablePath: path, missing: undefined }),
	(problem) => ({ executablePath: '', missing: problem.message }),
);
if (missing && process.env.CI) throw new Error(missing);

/** A workflow with one node of Landbot. @param {string} name @param {Record<string, unknown>} parameters */
const workflowOf = (name, parameters) => ({
	name,
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'send',
			name: 'Send a text',
			type: 'n8n-nodes-landbot.landbot',
			typeVersion: 1,
			position: [220, 0],
			parameters,
			credentials: { landbotApi: credential },
		},
	],
	connections: { Start: { main: [[{ node: 'Send a text', type: 'main', index: 0 }]] } },
	settings: {},
});

/** A workflow that sends one text to one customer. @param {number} customer */
const sendTo = (customer) =>
	workflowOf(`Text to ${customer}`, {
		resource: 'message',
		operation: 'sendText',
		customer: { __rl: true, mode: 'id', value: String(customer) },
		text: 'Hello',
	});

describe('the editor in a browser', { skip: missing }, () => {
	/** @type {import('../../scripts/pictures/browser.mjs').Browser} */
	let browser;
	/** @type {import('playwright-core').Page} */
	let page;
	/** @type {import('../../scripts/pictures/browser.mjs').Browser['picture']} */
	let picture;

	before(async () => {
		browser = await openBrowser(executablePath);
		({ page, picture } = browser);
		await logIn(page, origin);
		await picture('2-workflows');
	});
	beforeEach(reset);
	afterEach(async (done) => {
		if ('error' in done && done.error) await picture(`failed-${done.name.replaceAll(' ', '-')}`);
	});
	after(async () => {
		await browser.close();
		process.stdout.write(`The screenshots are in ${SCREENSHOTS}\n`);
	});

	for (const word of ['landbot', 'whatsapp', 'chatbot', 'live chat', 'messenger']) {
		test(`finds both nodes by the word ${word}`, async () => {
			await page.goto(`${origin}/workflow/new`);
			await page.getByTestId('canvas-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill(word);
			const found = page
				.getByTestId('node-creator-item-name')
				.getByText('Landbot', { exact: true });
			await found.waitFor();
			await picture(`3-found-by-${word.replace(' ', '-')}`);
			// the entry holds the actions of the node, and the triggers of the other one
			await found.click();
			await page.getByText(/^Actions \(/).waitFor();
			await page.getByText(/^Triggers \(/).waitFor();
		});
	}

	test('sends a text to a customer who was picked from the list', async () => {
		await page.goto(`${origin}/workflow/new`);
		await page.getByTestId('canvas-plus-button').click();
		await page.getByTestId('node-creator-search-bar').fill('landbot');
		await page
			.getByTestId('node-creator-item-name')
			.getByText('Landbot', { exact: true })
			.waitFor();
		await picture('3-search');
		await page.getByTestId('node-creator-item-name').getByText('Landbot', { exact: true }).click();
		// closed at first, because the package has triggers, too
		await page.getByText(/^Actions \(/).click();
		const action = page.getByTestId('node-creator-item-name').getByText('Send a text message');
		await action.scrollIntoViewIfNeeded();
		await picture('4-actions');
		await action.click();

		await page.getByTestId('node-credentials-select').click();
		await picture('5-credentials');
		await page.getByTestId(`node-credentials-select-item-${credential.id}`).click();
		await page.getByTestId('resource-locator-customer').getByTestId('rlc-input').click();
		await page.getByTestId('rlc-item').first().waitFor();
		await picture('6-customers');
		await searchList(page, 'carla', 'Carla Mendes');
		await picture('7-found-customer');
		await page.getByTestId('rlc-item').getByText('Carla Mendes').click();
		await page
			.getByTestId('parameter-input-text')
			.locator('textarea')
			.fill('Hello from the editor');
		await picture('8-filled-in');
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('node-run-status-success').waitFor();
		await picture('9-sent');

		assert.match(await page.getByTestId('output-panel').innerText(), /customer_id[\s\S]*473500004/);
		assert.deepEqual(await sentTexts(), [{ customerId: 473500004, text: 'Hello from the editor' }]);
	});

	test('takes a person from a file to a first message', async () => {
		await page.goto(`${origin}/workflow/new`);
		await page.getByTestId('canvas-plus-button').waitFor();
		await page.getByTestId('workflow-menu').click();
		await page.getByText('Import', { exact: true }).hover();
		await page.getByText('From file', { exact: true }).waitFor();
		const file = join(ROOT, 'examples', 'first-message.json');
		await page.getByTestId('workflow-import-input').setInputFiles(file);
		await page.getByTestId('canvas-node').filter({ hasText: 'Send a text' }).dblclick();
		await page.getByTestId('node-credentials-select').click();
		await page.getByTestId(`node-credentials-select-item-${credential.id}`).click();
		await page.getByTestId('resource-locator-customer').getByTestId('rlc-input').click();
		await page.getByTestId('rlc-search').fill('carla');
		await page.getByTestId('rlc-item').getByText('Carla Mendes').click();
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('node-run-status-success').waitFor();
		await picture('14-first-message');
		assert.deepEqual(
			(await sentTexts()).map(({ customerId }) => customerId),
			[473500004],
		);
	});

	test('shows why a text was not sent, and what to do', async () => {
		const id = await n8n.saveWorkflow(sendTo(BLOCKED), credential);
		await page.goto(`${origin}/workflow/${id}`);
		await page.getByTestId('canvas-node').filter({ hasText: 'Send a text' }).dblclick();
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('node-error-message').waitFor();
		await picture('10-not-sent');

		const message = await page.getByTestId('node-error-message').innerText();
		const description = await page.getByTestId('node-error-description').innerText();
		assert.match(message, new RegExp(`customer ${BLOCKED}`));
		assert.match(description, /customer is blocked/);
		assert.match(description, /Landbot says:.*You can't send message to this customer/);
		assert.deepEqual(await sentTexts(), []);
	});

	test('sends a template with one input for each of its placeholders', async () => {
		const id = await n8n.saveWorkflow(
			workflowOf('Template', {
				resource: 'message',
				operation: 'sendTemplate',
				customer: { __rl: true, mode: 'phone', value: '+34 600 000 026' },
			}),
			credential,
		);
		// n8n's lists wait for ever when the inputs come after their entries
		await steer('faults', { path: 'templates', kind: 'slow', delayMs: 3000, times: 1 });
		await page.goto(`${origin}/workflow/${id}/send`);
		/** @param {string} locator @param {string} text */
		const pick = async (locator, text) => {
			await page.getByTestId(`resource-locator-${locator}`).getByTestId('rlc-input').click();
			await page.getByTestId('rlc-item').getByText(text).first().click();
		};
		await pick('channel', 'WhatsApp');
		await pick('template', 'order_shipped');
		await pick('language', 'es_MX');
		await page.getByText('Text of the Template').waitFor();
		await picture('11-template');
		const values = page.getByTestId('resource-mapper-container').locator('input:enabled');
		await values.nth(0).fill('Ana, "la jefa" 😀');
		await values.nth(1).fill('A-1001');
		await picture('12-template-filled-in');
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('node-run-status-success').waitFor();
		await picture('13-template-sent');

		const sent = (await log()).find(({ path }) => path.endsWith('/send_template/'));
		assert.deepEqual(sent?.body.template_params, {
			body: { params: ['Ana, "la jefa" 😀', 'A-1001'] },
		});
		assert.equal(sent?.body.template_language, 'es_MX');
	});

	for (const name of ['send-a-text', 'list-who-was-not-reached']) {
		test(`opens the example ${name} and runs it`, async () => {
			const id = await n8n.saveWorkflow(await example(name), credential);
			await page.goto(`${origin}/workflow/${id}`);
			await page.getByTestId('execute-workflow-button').click();
			await page.getByText('Workflow executed successfully').waitFor();
			await picture(`11-${name}`);
			assert.ok((await sentTexts()).length > 0);
		});
	}

	test('hears no complaint about the package', () => {
		assert.deepEqual(
			browser.complaints.filter((text) => /landbot/i.test(text)),
			[],
		);
	});
});
