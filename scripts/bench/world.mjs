import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../lib/n8n-api.mjs';
import { installPackage, startN8n } from '../lib/n8n.mjs';
import { freePort } from '../lib/ports.mjs';
import { SIMULATOR_TOKEN, startSimulator } from '../lib/simulator.mjs';
import { memoryMb, processorMs, resetPeak } from '../lib/usage.mjs';

const SETTLED_AFTER_MS = 10_000;
const IDLE_MS = 5000;
const QUIET_MS = 3000;

/**
 * A request that arrived at the simulator; `at` in milliseconds, `body` as it was sent.
 * @typedef {{ at: number, status: number, path: string, body: any }} Arrival
 *
 * @typedef {Awaited<ReturnType<typeof openLandbot>>} Landbot
 * @typedef {Awaited<ReturnType<typeof openN8n>>} N8n
 *
 * @import { Workflow } from '../lib/n8n-api.mjs'
 * @import { Travel } from './table.mjs'
 */

/**
 * A simulated Landbot, and what steers and reads it.
 * @param {number} [customers] How many it has.
 * @param {string[]} [options] Of its command.
 */
export async function openLandbot(customers = 400, options = []) {
	const port = await freePort();
	const { origin, stop } = await startSimulator(port, [
		'--customers',
		String(customers),
		...options,
	]);
	/** @param {string} method @param {string} path @param {object} [body] */
	const ask = async (method, path, body) =>
		await fetch(`${origin}/_simulator/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body ?? {}),
		});
	return {
		baseUrl: `${origin}/v1`,
		stop,
		/** Back to the start, with this travel time. @param {Travel} travel */
		async reset(travel) {
			await ask('POST', 'reset');
			await this.travel(travel);
		},
		/** How long a request travels from now on. @param {Travel} travel */
		async travel({ medianMs, sigma, beforeShare = 0.5 }) {
			await ask('POST', 'latency', { medianMs, sigma, beforeShare });
		},
		clearLog: async () => void (await ask('DELETE', 'log')),
		/** The message hooks of all channels. @returns {Promise<{ url: string, token: string }[]>} */
		async hooks() {
			/** @type {any} The JSON of the simulator's state. */
			const state = await (await fetch(`${origin}/_simulator/state`)).json();
			return state.hooks;
		},
		/** What arrived, in order. */
		log: async () =>
			/** @type {Arrival[]} */ (await (await fetch(`${origin}/_simulator/log`)).json()),
	};
}

/**
 * A new n8n with the packed package and the credential of the simulator.
 * @param {string} tarball
 * @param {string} baseUrl
 * @param {object} [options]
 * @param {(userFolder: string) => Promise<void>} [options.prepare] What else to install there.
 * @param {Record<string, string>} [options.environment] Settings of n8n.
 * @param {(userFolder: string) => Promise<import('../lib/n8n.mjs').Server>} [options.open] Starts it in its user folder.
 */
export async function openN8n(
	tarball,
	baseUrl,
	{
		prepare = async () => {},
		environment = {},
		open = async (userFolder) =>
			await startN8n({ userFolder, port: await freePort(), environment }),
	} = {},
) {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
	await installPackage(userFolder, tarball);
	await prepare(userFolder);
	const server = await open(userFolder);
	const api = await connect(server.origin);
	const credential = await api.saveCredential('landbotApi', 'Landbot simulator', {
		apiToken: SIMULATOR_TOKEN,
		baseUrl,
	});
	/** @type {number | undefined} */
	let idlePerMs;
	return {
		credential,
		userFolder,
		api,
		pid: server.pid,
		origin: server.origin,
		/** What it has printed last. */
		lines: server.lines,
		async close() {
			await server.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
		/** Starts a workflow; gives the ID of the execution. @param {Workflow} workflow */
		async start(workflow) {
			const { id } = await api.request('POST', '/rest/workflows', workflow);
			return await api.startWorkflow(id, workflow.nodes[0].name);
		},
		/** Publishes a workflow; gives its ID. @param {Workflow} workflow @returns {Promise<string>} */
		async publish(workflow) {
			const { id } = await api.request('POST', '/rest/workflows', workflow);
			await api.publish(id);
			return id;
		},
		/** Waits until no execution has ended for a while. */
		async quiet() {
			const latest = async () => (await api.request('GET', '/rest/executions?limit=1')).results[0];
			for (let last; ; await sleep(QUIET_MS)) {
				const now = JSON.stringify(await latest());
				if (now === last) return;
				last = now;
			}
		},
		/** Cancels an execution; gives how long that took, in milliseconds. @param {string} execution */
		async stop(execution) {
			const from = performance.now();
			await api.request('POST', `/rest/executions/${execution}/stop`);
			await api.finished(execution);
			return performance.now() - from;
		},
		/** Runs workflows side by side to their ends; gives their states. @param {Workflow[]} workflows */
		async run(...workflows) {
			const executions = await Promise.all(
				workflows.map(async (workflow) => await this.start(workflow)),
			);
			return await Promise.all(executions.map(async (id) => await api.finished(id)));
		},
		/**
		 * What the server uses while `task` runs: processor time beyond what it needs idle, and the most memory beyond
		 * what it held before, in milliseconds and megabytes.
		 * @param {() => Promise<unknown>} task
		 */
		async measure(task) {
			idlePerMs ??= await idle(server.pid);
			await resetPeak(server.pid);
			const before = await memoryMb(server.pid);
			const [processorFrom, from] = [await processorMs(server.pid), Date.now()];
			await task();
			const processor = (await processorMs(server.pid)) - processorFrom;
			const { peakMb } = await memoryMb(server.pid);
			return {
				processorMs: processor - idlePerMs * (Date.now() - from),
				memoryMb: peakMb - before.nowMb,
			};
		},
	};
}

/** Processor time that a new server uses in a millisecond of doing nothing, once it has settled. @param {number} pid */
async function idle(pid) {
	await sleep(SETTLED_AFTER_MS);
	const from = await processorMs(pid);
	await sleep(IDLE_MS);
	return ((await processorMs(pid)) - from) / IDLE_MS;
}

/**
 * What a log says about texts that were sent; `copies` of each are meant to arrive. `fairness` is what the
 * slowest of the executions got as a part of what the fastest got, while all of them were sending; executions differ in
 * the word before the number.
 * @param {Arrival[]} log
 */
export function tally(log, copies = 1) {
	const sends = log.filter(({ path }) => path.endsWith('/send_text/'));
	const accepted = sends.filter(({ status }) => status === 200);
	const times = new Map();
	for (const { path, body } of accepted) {
		const text = `${path} ${body.message}`;
		times.set(text, (times.get(text) ?? 0) + 1);
	}
	const delivered = [...times.values()].reduce((sum, count) => sum + Math.min(count, copies), 0);
	const seconds = (Math.max(...accepted.map(({ at }) => at)) - sends[0].at) / 1000;
	const refused = sends.filter(({ status }) => status === 429).length;
	const owners = accepted.map(({ body }) => body.message.split(' ')[0]);
	const executions = [...new Set(owners)];
	const allBegan = Math.max(...executions.map((one) => owners.indexOf(one)));
	const firstEnded = Math.min(...executions.map((one) => owners.lastIndexOf(one)));
	const together = owners.slice(allBegan, firstEnded + 1);
	const counts = executions.map((one) => together.filter((owner) => owner === one).length);
	return {
		delivered,
		doubled: accepted.length - delivered,
		refused,
		refusedShare: refused / sends.length,
		seconds,
		perSecond: accepted.length / seconds,
		fairness: Math.min(...counts) / Math.max(...counts),
	};
}
