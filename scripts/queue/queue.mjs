import { openPostgres, openRedis } from './database.mjs';
import { startN8n } from '../lib/n8n.mjs';
import { freePort } from '../lib/ports.mjs';

/**
 * A process of n8n that can be killed, and started again as it was.
 * @typedef {object} Process
 * @property {string[]} lines The last that it printed since it was started.
 * @property {() => Promise<void>} kill As `kill -9`.
 * @property {() => Promise<void>} start
 *
 * n8n in queue mode: its server, the parts that can be taken away from it, and `stop`, which ends all that belongs to it.
 * @typedef {import('../lib/n8n.mjs').Server & {
 *   main: Process,
 *   workers: Process[],
 *   redis: import('./database.mjs').Database,
 *   postgres: import('./database.mjs').Database,
 * }} Queue
 */

/**
 * Starts a process of n8n.
 * @param {Parameters<typeof startN8n>[0]} options
 */
async function open(options) {
	let server = await startN8n(options);
	return {
		server,
		get lines() {
			return server.lines;
		},
		kill: async () => await server.kill(),
		start: async () => void (server = await startN8n(options)),
		stop: async () => await server.stop(),
	};
}

/**
 * Starts n8n in queue mode on this machine, as those run it who have outgrown one process: a server, a process that
 * takes deliveries, workers that run everything, a Redis and a Postgres.
 * @param {object} options
 * @param {string} options.userFolder
 * @param {number} options.workers How many worker processes.
 * @param {number} options.concurrency How many executions each of them runs at once.
 * @param {Record<string, string>} [options.environment] Further settings of n8n.
 * @returns {Promise<Queue>}
 * @throws {Problem} When there is no Redis or Postgres, or something ends instead of starting.
 */
export async function startQueue({ userFolder, workers, concurrency, environment: further = {} }) {
	const redis = await openRedis();
	const postgres = await openPostgres();
	const [port, deliveriesPort] = [await freePort(), await freePort()];
	const environment = {
		// Workers, too, must know where deliveries arrive: they give Landbot the address to reply to.
		WEBHOOK_URL: `http://127.0.0.1:${deliveriesPort}/`,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: 'postgres',
		DB_POSTGRESDB_DATABASE: 'postgres',
		...further,
	};
	const main = await open({ userFolder, port, environment });
	const deliveries = await open({
		userFolder,
		port: deliveriesPort,
		command: ['webhook'],
		environment,
	});
	/** @type {Awaited<ReturnType<typeof open>>[]} */
	const started = [];
	for (let worker = 0; worker < workers; worker++) {
		const health = await freePort();
		started.push(
			await open({
				userFolder,
				port: health,
				command: ['worker', `--concurrency=${concurrency}`],
				environment: { ...environment, QUEUE_HEALTH_CHECK_PORT: String(health) },
			}),
		);
	}
	return {
		...main.server,
		main,
		workers: started,
		redis,
		postgres,
		async stop() {
			for (const { stop } of [...started, deliveries, main]) await stop();
			await redis.end();
			await postgres.end();
		},
	};
}
