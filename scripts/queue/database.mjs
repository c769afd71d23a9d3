import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../lib/ports.mjs';
import { run, start, stop } from '../lib/processes.mjs';
import { findPostgres, findRedis } from '../lib/programs.mjs';

/**
 * A database on this machine, with a port and data of its own.
 * @typedef {object} Database
 * @property {number} port
 * @property {() => Promise<void>} stop As when its machine goes down: what is connected is cut off.
 * @property {() => Promise<void>} start With the data that it had.
 * @property {() => Promise<void>} end For good.
 */

/** Whether somebody listens there. @param {number} port */
const answers = (port) =>
	new Promise((resolve) => {
		const socket = createConnection({ host: '127.0.0.1', port });
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.end());
	});

/**
 * @param {(folder: string, port: number) => Promise<string[]>} prepare Gives the command that starts it.
 * @returns {Promise<Database>}
 */
async function open(prepare) {
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
	const [command, ...args] = await prepare(folder, port);
	/** @type {import('../lib/processes.mjs').Running} */
	let child;
	const begin = async () => {
		child = start(command, args, { graceMs: 0 });
		while (!(await answers(port))) await sleep(50);
	};
	await begin();
	return {
		port,
		stop: async () => await stop(child),
		start: begin,
		async end() {
			await stop(child);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A Redis that writes down what it is told. */
export const openRedis = () =>
	open(async (folder, port) => [
		await findRedis(),
		...['--port', String(port), '--bind', '127.0.0.1', '--appendonly', 'yes', '--dir', folder],
	]);

/** A Postgres with its database `postgres`, open to the user of that name. */
export const openPostgres = () =>
	open(async (folder, port) => {
		const programs = await findPostgres();
		// Postgres refuses to be run by root, and Debian brings a user for it along.
		const asUser = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
		if (asUser.length > 0) await run('chown', ['postgres', folder]);
		const data = join(folder, 'data');
		const prepare = [join(programs, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust'];
		const [command, ...args] = [...asUser, ...prepare];
		await run(command, args, { cwd: folder });
		return [
			...asUser,
			...[join(programs, 'postgres'), '-D', data, '-p', String(port)],
			...['-h', '127.0.0.1', '-k', folder],
		];
	});
