import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n } from './n8n.mjs';
import { freePort } from './ports.mjs';
import { start, stop } from './processes.mjs';
import { findRedis } from './programs.mjs';

/** Whether somebody listens there. @param {number} port */
const answers = (port) =>
	new Promise((resolve) => {
		const socket = createConnection({ host: '127.0.0.1', port });
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.end());
	});

/** Starts a Redis of its own on this machine, which keeps nothing. */
async function startRedis() {
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
	const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
	const child = start(await findRedis(), options);
	while (!(await answers(port))) await sleep(50);
	return {
		port,
		async stop() {
			await stop(child);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/**
 * Starts n8n in queue mode on this machine: a server, a Redis and workers, which run everything that is started by
 * hand too.
 * @param {object} options
 * @param {string} options.userFolder
 * @param {number} options.workers How many worker processes.
 * @param {number} options.concurrency How many executions each of them runs at once.
 * @returns {Promise<import('./n8n.mjs').Server>} The server, whose `stop` also ends the rest.
 * @throws {Problem} When there is no Redis, or something ends instead of starting.
 */
export async function startQueue({ userFolder, workers, concurrency }) {
	const redis = await startRedis();
	const port = await freePort();
	const environment = {
		// Workers, too, must know where the server is reached: they give Landbot the address to reply to.
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
	const server = await startN8n({ userFolder, port, environment });
	/** @type {import('./n8n.mjs').Server[]} */
	const started = [];
	for (let worker = 0; worker < workers; worker++) {
		const health = await freePort();
		started.push(
			await startN8n({
				userFolder,
				port: health,
				command: ['worker', `--concurrency=${concurrency}`],
				environment: {
					...environment,
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(health),
				},
			}),
		);
	}
	return {
		...server,
		async stop() {
			for (const { stop: end } of [...started, server, redis]) await end();
		},
	};
}
