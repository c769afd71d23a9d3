import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../../scripts/lib/n8n-api.mjs';
import { installN8n, installPackage, startN8n } from '../../../scripts/lib/n8n.mjs';
import { buildAndPack } from '../../../scripts/lib/package.mjs';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { stopAll, stopOnSignals } from '../../../scripts/lib/processes.mjs';
import { ROOT } from '../../../scripts/lib/setup.mjs';
import { SIMULATOR_TOKEN, startSimulator } from '../../../scripts/lib/simulator.mjs';

stopOnSignals();
const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
after(async () => {
	await stopAll();
	await rm(userFolder, { recursive: true, force: true });
});

await installN8n();
/** The packed package. */
export const tarball = await buildAndPack();
await installPackage(userFolder, tarball);

/** Where the simulator of these tests is, such as http://127.0.0.1:8077. */
export const { origin: simulator } = await startSimulator(await freePort(), ['--customers', '400']);

/** Two customers of a channel that the web visitors of the simulator write on, and the channel. */
export const ANA = 473500001;
export const CARLA = 473500004;
export const WEB = 2955001;

/** Where the n8n of these tests is: a new one, with the packed package in it. */
export const { origin } = await startN8n({ userFolder, port: await freePort() });

/** n8n's REST API, logged in. */
export const n8n = await connect(origin);

/** What works in the simulator. */
export const credentialData = { apiToken: SIMULATOR_TOKEN, baseUrl: `${simulator}/v1` };

/** The credential of every test's workflow. */
export const credential = await n8n.saveCredential(
	'landbotApi',
	'Landbot simulator',
	credentialData,
);

/** Asks the simulator to do something, as its page does. @param {string} path @param {object} [body] */
export const steer = (path, body = {}) =>
	fetch(`${simulator}/_simulator/${path}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});

/** Puts the simulator back to its start, so that its log holds what this test causes. */
export const reset = () => steer('reset');

/** Every request that has arrived, in order. */
export const log = async () =>
	/** @type {(import('../../../simulator/control.ts').LoggedRequest & { body: any })[]} */ (
		await (await fetch(`${simulator}/_simulator/log`)).json()
	);

/** @returns {Promise<{ customerId: number, text: string }[]>} The texts that have reached customers, in order. */
export async function sentTexts() {
	return (await log())
		.filter(({ path, status }) => path.endsWith('/send_text/') && status === 200)
		.map(({ path, body }) => ({ customerId: Number(path.split('/')[3]), text: body.message }));
}

/** @param {string} name Of a file in examples/, without its ending. @returns {Promise<any>} The workflow in it. */
export const example = async (name) =>
	JSON.parse(await readFile(join(ROOT, 'examples', `${name}.json`), 'utf8'));

/**
 * What Landbot has.
 * @typedef {{
 *   customers: import('../../../simulator/workspace/types.ts').Customer[],
 *   hooks: import('../../../simulator/workspace/types.ts').MessageHook[],
 * }} State
 */
export const state = async () =>
	/** @type {State} */ (await (await fetch(`${simulator}/_simulator/state`)).json());

/**
 * The items that a node of a finished execution gave on one of its outputs; none where it did not run.
 * @param {import('../../../scripts/lib/n8n-api.mjs').Execution} execution @param {string} node
 * @returns {any[]}
 */
export const outputOf = (execution, node, output = 0) =>
	execution.data.resultData.runData[node]?.[0].data.main[output] ?? [];

/** The message hooks that Landbot has. */
export const hooks = async () => (await state()).hooks;

/** Their names, sorted. */
export const hookNames = async () => (await hooks()).map(({ name }) => name).sort();

/** Lets a customer write, as the page of the simulator does. @param {number} customer @param {string} text */
export const write = (customer, text) => steer(`customers/${customer}/write`, { text });

/**
 * Waits until something is as expected, for two minutes at most.
 * @param {string} what It is waited for.
 * @param {() => Promise<boolean>} condition
 */
export async function until(what, condition) {
	const late = AbortSignal.timeout(120_000);
	while (!(await condition())) {
		assert.ok(!late.aborted, `in vain: ${what}`);
		await sleep(100);
	}
}
