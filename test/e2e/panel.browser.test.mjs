import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, test } from 'node:test';
import { findChromium } from '../../scripts/lib/programs.mjs';
import { logIn, openBrowser } from '../../scripts/pictures/browser.mjs';
import { credential, n8n, origin } from './support/world.mjs';

/** @type {typeof import('n8n-workflow')} */
const { NodeHelpers } = createRequire(import.meta.url)('n8n-workflow');

const { executablePath, missing } = await findChromium().then(
	(path) => ({ executablePath: path, missing: undefined }),
	(problem) => ({ executablePath: '', missing: problem.message }),
);
if (missing && process.env.CI) throw new Error(missing);

/**
 * What is read here of the node's fields.
 * @typedef {{ name: string, value: string, values?: { displayName: string }[] }} Option
 * @typedef {object} Field
 * @property {string} name
 * @property {string} displayName
 * @property {string} type
 * @property {boolean} [isNodeSetting]
 * @property {Option[]} options
 * @property {{ show: { resource: string[] } }} displayOptions
 */

/** @type {{ name: string, properties: any }[]} */
const types = await n8n.request('GET', '/types/nodes.json');
const description = types.find(({ name }) => name === 'n8n-nodes-landbot.landbot');
assert.ok(description, 'the node is there');
const { properties } = description;
/** @type {Field[]} */
const fields = properties;
const ANA = { __rl: true, mode: 'list', value: 473500021, cachedResultName: 'Ana Ruiz' };

const resources = fields.find(({ name }) => name === 'resource')?.options ?? [];

/** Every resource and operation of the node, as the server knows it; n8n adds an entry of its own. */
const operations = fields
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) =>
		options.map((operation) => ({
			resource: /** @type {Option} */ (
				resources.find(({ value }) => value === displayOptions.show.resource[0])
			),
			operation,
		})),
	)
	.filter(({ operation }) => operation.value !== '__CUSTOM_API_CALL__')
	.map((names) => ({ ...names, form: formOf(names) }));

/** Those with a customer first: what a form does not show, n8n forgets. */
const inOrder = [true, false].flatMap((wanted) =>
	operations.filter(({ form }) => form.some(({ name }) => name === 'customer') === wanted),
);

/** What the form of an operation shows, from top to bottom. @param {{ resource: Option, operation: Option }} names */
function formOf({ resource, operation }) {
	const parameters = { resource: resource.value, operation: operation.value, customer: ANA };
	const values =
		NodeHelpers.getNodeParameters(properties, parameters, true, false, null, null) ?? {};
	return (
		fields
			.filter((property) => NodeHelpers.displayParameter(values, property, null, null))
			// n8n shows a mapper only once it knows its fields
			.filter(
				({ type, isNodeSetting }) => !['resourceMapper', 'hidden'].includes(type) && !isNodeSetting,
			)
	);
}

describe('the form of the node', { skip: missing }, () => {
	/** @type {import('../../scripts/pictures/browser.mjs').Browser} */
	let browser;
	/** @type {import('playwright-core').Page} */
	let page;
	/** @type {import('playwright-core').Locator} */
	let panel;
	/** @type {import('playwright-core').Locator} */
	let customer;

	/** Chooses an entry of a dropdown, as a person does. @param {string} parameter @param {string} name */
	async function choose(parameter, name) {
		const input = panel.getByTestId(`parameter-input-${parameter}`).locator('input').first();
		if ((await input.inputValue()) === name) return;
		await input.click();
		await page
			.locator('.el-select-dropdown__item:visible')
			.filter({ has: page.getByText(name, { exact: true }) })
			.first()
			.click();
		await page.locator('.el-select-dropdown:visible').waitFor({ state: 'detached' });
	}

	before(async () => {
		browser = await openBrowser(executablePath);
		({ page } = browser);
		await page.setViewportSize({ width: 1300, height: 1400 });
		await logIn(page, origin);
		const node = {
			id: 'landbot',
			name: 'Landbot',
			type: 'n8n-nodes-landbot.landbot',
			typeVersion: 1,
			position: [0, 0],
			parameters: { resource: 'customer', operation: 'get', customer: ANA },
			credentials: { landbotApi: credential },
		};
		const workflow = await n8n.saveWorkflow(
			{ name: 'Every operation', nodes: [node], connections: {}, settings: {} },
			credential,
		);
		await page.goto(`${origin}/workflow/${workflow}/landbot`);
		panel = page.getByTestId('node-parameters');
		customer = panel.getByTestId('resource-locator-customer').getByTestId('rlc-input');
		await customer.waitFor();
	});
	afterEach(async (done) => {
		if ('error' in done && done.error)
			await browser.picture(`failed-${done.name.replaceAll(/\W+/g, '-')}`);
	});
	after(() => browser.close());

	for (const { resource, operation, form } of inOrder) {
		test(`shows ${resource.name} > ${operation.name} in order, and keeps the customer`, async () => {
			await choose('resource', resource.name);
			await choose('operation', operation.name);
			await panel
				.getByText(form[form.length - 1].displayName, { exact: true })
				.last()
				.waitFor();
			await browser.picture(`form-${resource.value}-${operation.value}`);

			const lines = (await panel.innerText()).split('\n').map((line) => line.trim());
			let place = -1;
			for (const { displayName } of form) {
				const next = lines.indexOf(displayName, place + 1);
				assert.ok(next > place, `'${displayName}' has its place in ${lines.join(' | ')}`);
				place = next;
			}
			// What another form shows must not stay; the rows of a collection have fields of their own.
			/** @param {{ displayName: string }[]} shown */
			const labels = (shown) => shown.map(({ displayName }) => displayName);
			const own = form.flatMap((field) => [
				field.displayName,
				...(field.options ?? []).flatMap(({ values = [] }) => labels(values)),
			]);
			const others = labels(fields).filter(
				(label) => !own.includes(label) && label !== 'Values of the Template',
			);
			assert.deepEqual(
				others.filter((label) => lines.includes(label)),
				[],
			);
			if (form.some(({ name }) => name === 'customer')) {
				assert.equal(await customer.inputValue(), ANA.cachedResultName);
			}
		});
	}

	test('hears no complaint of the browser', () => {
		assert.deepEqual(
			browser.complaints.filter((text) => !/rest\/login/.test(text)),
			[],
		);
	});
});
