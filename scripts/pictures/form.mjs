import { randomUUID } from 'node:crypto';

/**
 * The form of a node, filled in.
 * @typedef {{ type: string, parameters: Record<string, any> }} Shot
 *
 * An editor that is open in a browser, and where its picture goes.
 * @typedef {object} Editor
 * @property {import('playwright-core').Page} page
 * @property {import('../lib/n8n-api.mjs').Api} n8n
 * @property {string} origin
 * @property {import('../lib/n8n-api.mjs').Credential} credential
 * @property {string} path Of the picture.
 */

/** Tall enough for the longest form. */
const VIEW = { width: 1300, height: 1700 };
/** n8n fills lists and templates in its own time, and fades things in. */
const SETTLED_MS = 3000;

/**
 * Waits until nothing is loading any more, and nothing moves or is pointed at.
 * @param {import('playwright-core').Page} page
 */
export async function settle(page) {
	await page.waitForTimeout(SETTLED_MS);
	await page.mouse.move(0, 0);
}

/** n8n's question below every form. */
const WISH = 'I wish this node would';
const MARGIN = 16;

/**
 * How far down a panel is filled, in pixels.
 * @param {import('playwright-core').Locator} panel
 */
const filledTo = (panel) =>
	panel.evaluate((element, wish) => {
		const leaves = [...element.querySelectorAll('*')].filter(
			(one) =>
				one.children.length === 0 &&
				one.getClientRects().length > 0 &&
				!one.closest('[class*=wish]') &&
				!one.textContent?.includes(wish),
		);
		const asked = [...element.querySelectorAll('*')].filter((one) =>
			one.textContent?.trim().startsWith(wish),
		);
		const end = Math.min(...asked.map((one) => one.getBoundingClientRect().top));
		const bottoms = leaves.map((one) => one.getBoundingClientRect().bottom);
		return Math.max(...bottoms.filter((bottom) => bottom <= end));
	}, WISH);

/**
 * A picture of the whole form of a node, as it is shown after it was opened.
 * @param {Editor} editor @param {string} name Of the workflow. @param {Shot} shot
 */
export async function form({ page, n8n, origin, credential, path }, name, { type, parameters }) {
	await page.setViewportSize(VIEW);
	const node = {
		id: name,
		name: type === 'landbot' ? 'Landbot' : 'Landbot Trigger',
		type: `n8n-nodes-landbot.${type}`,
		typeVersion: type === 'landbot' ? 1 : 2,
		position: [0, 0],
		parameters,
		credentials: { landbotApi: credential },
		webhookId: randomUUID(),
	};
	const workflow = { name, nodes: [node], connections: {}, settings: {} };
	const id = await n8n.saveWorkflow(workflow, credential);
	await page.goto(`${origin}/workflow/${id}/${name}`);
	const panel = page.getByTestId('node-parameters');
	await panel.waitFor();
	await settle(page);
	const box = await panel.boundingBox();
	if (!box) throw new Error(`The form of ${name} is not shown.`);
	const height = (await filledTo(panel)) + MARGIN - box.y;
	await page.screenshot({ path, clip: { ...box, height } });
}
