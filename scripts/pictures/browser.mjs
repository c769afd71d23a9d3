import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, selectors } from 'playwright-core';
import { OWNER } from '../lib/n8n-api.mjs';

// n8n writes it with two hyphens
selectors.setTestIdAttribute('data-test-id');

/** Chromium as root needs no sandbox; the rest keeps it from talking to anybody but n8n. */
const SWITCHES = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Where screenshots go: outside the repository, so that none is ever published. */
export const SCREENSHOTS =
	process.env.SCREENSHOTS ?? join(tmpdir(), 'n8n-nodes-landbot-screenshots');

/**
 * @typedef {object} Browser
 * @property {import('playwright-core').Page} page
 * @property {string[]} complaints
 * @property {(name: string) => Promise<void>} picture
 * @property {() => Promise<void>} close
 */

/**
 * Opens an empty browser window. It collects what its pages complain about, and takes pictures.
 * @param {string} executablePath
 * @returns {Promise<Browser>}
 */
export async function openBrowser(executablePath) {
	await mkdir(SCREENSHOTS, { recursive: true });
	const browser = await chromium.launch({ executablePath, args: SWITCHES });
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	page.setDefaultTimeout(60_000);
	/** @type {string[]} */
	const complaints = [];
	page.on('console', (message) => {
		// the editor also looks things up on the internet, which need not be reachable
		const { url } = message.location();
		if (message.type() === 'error' && url.startsWith(new URL(page.url()).origin)) {
			complaints.push(`${message.text()} (${url})`);
		}
	});
	page.on('pageerror', (error) => complaints.push(String(error)));
	const picture = async (/** @type {string} */ name) => {
		await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
	};
	return { page, complaints, picture, close: () => browser.close() };
}

/** Logs into the editor as the owner. @param {import('playwright-core').Page} page @param {string} origin */
export async function logIn(page, origin) {
	await page.goto(`${origin}/signin`);
	await page.getByTestId('emailOrLdapLoginId').locator('input').fill(OWNER.email);
	await page.getByTestId('password').locator('input').fill(OWNER.password);
	await page.getByTestId('form-submit-button').click();
	await page
		.getByTestId('resources-list-wrapper')
		.or(page.getByTestId('add-resource'))
		.first()
		.waitFor();
}

/**
 * Searches in a list of a form that is open, and waits for an entry.
 * @param {import('playwright-core').Page} page @param {string} start What is typed. @param {string} entry
 */
export async function searchList(page, start, entry) {
	const found = page.waitForResponse(/resource-locator-results/);
	await page.getByTestId('rlc-search').fill(start);
	await found;
	await page.getByTestId('rlc-item').getByText(entry).first().waitFor();
}
