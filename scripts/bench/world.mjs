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

/** A simulated Landbot with this many customers, and what steers and reads it. */
export async function openLandbot(customers = 400) {
	const port = await freePort();
	const { origin, stop } = await startSimulator(port, ['--customers', String(customers)]);
	const ask = async (method, path, body) =>
		await fetch(`${origin}/_simulator/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body ?? {}),
		});
	return {
		baseUrl: `${origin}/v1`,
		stop,
		/** Back to the start, with this latency: median in milliseconds, log-normal, half of it before arrival. */
		async reset({ medianMs = 20, sigma = 0.1 } = {}) {
			await ask('POST', 'reset');
			await ask('POST', 'latency', { medianMs, sigma, beforeShare: 0.5 });
		},
		/** What arrived: each request with `at` in milliseconds, `status`, `path` and `body`. */
		log: async () => await (await fetch(`${origin}/_simulator/log`)).json(),
	};
}

const startOne = async (userFolder) => await startN8n({ userFolder, port: await freePort() });

/**
 * A new n8n with the packed package and the credential of the simulator. `open` starts it in its user folder and gives
 * `origin`, `pid` and `stop`.
 */
export async function openN8n(tarball, baseUrl, open = startOne) {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
	await installPackage(userFolder, tarball);
	const server = await open(userFolder);
	const api = await connect(server.origin);
	const credential = await api.saveCredential('landbotApi', 'Landbot simulator', {
		apiToken: SIMULATOR_TOKEN,
		baseUrl,
	});
	let idlePerMs;
	return {
		credential,
		userFolder,
		api,
		pid: server.pid,
		origin: server.origin,
		async close() {
			await server.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
		/** Starts a workflow; gives the ID of the execution. */
		async start(workflow) {
			const { id } = await api.request('POST', '/rest/workflows', workflow);
			return await api.startWorkflow(id, workflow.nodes[0].name);
		},
		/** Runs workflows side by side to their ends; gives their states. */
		async run(...workflows) {
			const executions = await Promise.all(
				workflows.map(async (workflow) => await this.start(workflow)),
			);
			return await Promise.all(executions.map(async (id) => await api.finished(id)));
		},
		/**
		 * What the server uses while `task` runs: processor time beyond what it needs idle, and the most memory beyond
		 * what it held before, in milliseconds and megabytes.
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

/** Processor time that a new server uses in a millisecond of doing nothing, once it has settled. */
async function idle(pid) {
	await sleep(SETTLED_AFTER_MS);
	const from = await processorMs(pid);
	await sleep(IDLE_MS);
	return ((await processorMs(pid)) - from) / IDLE_MS;
}

/** What a log says about texts that were sent; `copies` of each are meant to arrive. */
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
	return {
		delivered,
		doubled: accepted.length - delivered,
		refused,
		refusedShare: refused / sends.length,
		seconds,
		perSecond: accepted.length / seconds,
	};
}
