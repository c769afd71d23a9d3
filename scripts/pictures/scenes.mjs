import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../lib/setup.mjs';
import { searchList } from './browser.mjs';
import { settle } from './form.mjs';

/** @import { Editor } from './form.mjs' */

const VIEW = { width: 1200, height: 700 };
const CARLA = { __rl: true, mode: 'list', value: 473500004, cachedResultName: 'Carla Mendes' };
const BLOCKED = { __rl: true, mode: 'list', value: 473500006, cachedResultName: 'Elif Kaya' };

/**
 * Saves an example, with the customer of its node *Send a text* where one is given; gives its ID.
 * @param {Editor} editor @param {string} name @param {object} [customer]
 */
async function saveExample({ n8n, credential }, name, customer) {
	const workflow = JSON.parse(await readFile(join(ROOT, 'examples', `${name}.json`), 'utf8'));
	for (const node of workflow.nodes)
		if (customer && node.name === 'Send a text') node.parameters.customer = customer;
	if (customer) workflow.name += ` to ${Object.values(customer).at(-1)}`;
	return await n8n.saveWorkflow(workflow, credential);
}

/** Opens a node of a workflow that is on the screen. @param {import('playwright-core').Page} page @param {string} name */
const openNode = (page, name) =>
	page.getByTestId('canvas-node').filter({ hasText: name }).first().dblclick();

/** A picture of an opened node with its output, after it was executed. @param {Editor} editor @param {object} customer */
async function executed(editor, customer) {
	const { page, origin, path } = editor;
	await page.setViewportSize(VIEW);
	const id = await saveExample(editor, 'first-message', customer);
	await page.goto(`${origin}/workflow/${id}`);
	await openNode(page, 'Send a text');
	await page.getByTestId('node-execute-button').click();
	await page
		.getByTestId('node-run-status-success')
		.or(page.getByTestId('node-error-message'))
		.first()
		.waitFor();
	await settle(page);
	await page.getByTestId('ndv').screenshot({ path });
}

/** What is no form: each takes its own way to what it shows. @satisfies {Record<string, (editor: Editor) => Promise<void>>} */
export const scenes = {
	/** @param {Editor} editor */
	async 'node-picker'(editor) {
		const { page, origin, path } = editor;
		await page.setViewportSize(VIEW);
		await page.goto(`${origin}/workflow/${await saveExample(editor, 'first-message')}`);
		await page.getByTestId('node-creator-plus-button').click();
		await page.getByTestId('node-creator-search-bar').fill('whatsapp');
		await page
			.getByTestId('node-creator-item-name')
			.getByText('Landbot', { exact: true })
			.waitFor();
		await settle(page);
		const list = await page.getByTestId('node-creator').boundingBox();
		if (!list) throw new Error('The list of nodes is not shown.');
		await page.screenshot({ path, clip: { ...list, height: 290 } });
	},

	/** @param {Editor} editor */
	async install({ page, origin, path }) {
		await page.setViewportSize(VIEW);
		await page.goto(`${origin}/settings/community-nodes`);
		await page
			.getByRole('button', { name: /install/i })
			.first()
			.click();
		const dialog = page.getByRole('dialog');
		await dialog.locator('input').first().fill('n8n-nodes-landbot');
		await settle(page);
		await dialog.screenshot({ path });
	},

	/** @param {Editor} editor */
	async credential({ page, origin, credential, path }) {
		await page.setViewportSize(VIEW);
		await page.goto(`${origin}/home/credentials/${credential.id}`);
		await page.getByTestId('credentials-config-container-test-success').waitFor();
		await settle(page);
		await page.locator('.el-dialog').screenshot({ path });
	},

	/** @param {Editor} editor */
	async import(editor) {
		const { page, origin, path } = editor;
		await page.setViewportSize({ width: 1000, height: 560 });
		await page.goto(`${origin}/workflow/${await saveExample(editor, 'first-message')}`);
		await page.getByTestId('workflow-menu').click();
		await page.getByText('Import', { exact: true }).hover();
		await page.getByText('From file', { exact: true }).hover();
		await page.waitForTimeout(500);
		await page.screenshot({ path });
	},

	/** @param {Editor} editor */
	async 'choose-customer'(editor) {
		const { page, origin, path } = editor;
		await page.setViewportSize(VIEW);
		await page.goto(`${origin}/workflow/${await saveExample(editor, 'first-message')}`);
		await openNode(page, 'Send a text');
		await page.getByTestId('resource-locator-customer').getByTestId('rlc-input').click();
		await page.getByTestId('rlc-item').first().waitFor();
		await searchList(page, 'ana', 'Ana Ruiz');
		await settle(page);
		await page.getByTestId('ndv').screenshot({ path });
	},

	/** @param {Editor} editor */
	sent: async (editor) => await executed(editor, CARLA),

	/** @param {Editor} editor */
	'not-sent': async (editor) => await executed(editor, BLOCKED),

	/** @param {Editor} editor */
	async 'campaign-report'(editor) {
		const { page, origin, path } = editor;
		await page.setViewportSize({ width: 1700, height: 700 });
		await page.goto(`${origin}/workflow/${await saveExample(editor, 'campaign-with-a-report')}`);
		await page.getByTestId('execute-workflow-button').click();
		await page.getByText('Workflow executed successfully').waitFor();
		await openNode(page, 'Report');
		const output = page.getByTestId('output-panel');
		await output.getByText('Table', { exact: true }).click();
		await settle(page);
		const box = await output.boundingBox();
		const rows = await output.locator('table').first().boundingBox();
		if (!box || !rows) throw new Error('The report is not shown.');
		const height = rows.y + rows.height + 16 - box.y;
		await page.screenshot({ path, clip: { ...box, height } });
	},
};
