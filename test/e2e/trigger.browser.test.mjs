import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forSimulator } from '../../scripts/lib/simulator.mjs';
import { findChromium } from '../../scripts/lib/programs.mjs';
import { openBrowser, logIn } from '../../scripts/pictures/browser.mjs';
import { listener, TRIGGER } from './support/trigger.mjs';
import {
	ANA,
	credential,
	credentialData,
	example,
	n8n,
	origin,
	simulator,
} from './support/world.mjs';
import { hookNames, hooks, reset, sentTexts, until, write } from './support/world.mjs';

const { executablePath, missing } = await findChromium().then(
	(path) => ({ executablePath: path, missing: undefined }),
	(problem) => ({ executablePath: '', missing: problem.message }),
);
if (missing && process.env.CI) throw new Error(missing);

describe('a person who uses the trigger', () => {
	beforeEach(reset);

	test('shows what it gives before its first run', async () => {
		const answer = await fetch(`${origin}/schemas/n8n-nodes-landbot.landbotTrigger/2.0.0.json`);
		assert.equal(answer.status, 200);
		const sample = (await example('answer-a-message')).pinData[TRIGGER][0].json;
		const schema = /** @type {{ properties: object }} */ (await answer.json());
		assert.deepEqual(Object.keys(schema.properties), Object.keys(sample));
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
			const field = (/** @type {string} */ name) => page.getByTestId(`parameter-input-${name}`);
			const option = (/** @type {string} */ text) => page.getByRole('option', { name: text });
			/**
			 * Chooses from a list, which n8n fetches, opens and redraws in its own time.
			 * @param {string} name @param {string} text
			 */
			const choose = (name, text) =>
				until(`${text} to be chosen`, async () => {
					const chosen = await field(name).locator('.el-tag').allInnerTexts();
					if (chosen.some((tag) => tag.includes(text))) return true;
					const open = await option(text).isVisible();
					await (open ? option(text) : field(name).locator('.el-select')).click({ force: true });
					await sleep(700);
					return false;
				});
			await choose('channels', 'Support bot (Web)');
			await picture('22-channels');
			await choose('channels', 'WhatsApp Orders (WhatsApp)');
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
});
