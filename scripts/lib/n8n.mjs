import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './ports.mjs';
import { kill, run, start, stop, untilReady } from './processes.mjs';
import { step } from './say.mjs';
import { installKept, installVersion, KEPT, nodeHeaders } from './setup.mjs';

/**
 * Where the n8n is installed that is tried: the one of scripts/n8n/server, or that of `N8N_UNDER_TEST`, a version or a tag
 * of npm such as `latest`.
 */
export function serverFolder() {
	const { N8N_UNDER_TEST } = process.env;
	return N8N_UNDER_TEST ? join(KEPT, 'servers', N8N_UNDER_TEST) : join(KEPT, 'server');
}

/** Settings of n8n for a server that is quiet and for this machine only. */
const SETTINGS = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	// the editor is opened over plain http
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
};

/** Of n8n's AI assistant: its page would come up instead of the workflows. */
const ASSISTANT = 'instance-ai';

/** Switches a module off; an older n8n, which does not have it, would not start. @param {string} module */
function without(module) {
	const exists = existsSync(join(serverFolder(), 'node_modules', 'n8n', 'dist', 'modules', module));
	return exists ? { N8N_DISABLED_MODULES: module } : {};
}

/** Settings that the person at the terminal may have for another n8n, and the token, which n8n has no need of. */
const FOREIGN_SETTINGS = /^(N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|GENERIC|CREDENTIALS|NODES|LANDBOT)_/;

/**
 * Installs the n8n that is tried, once.
 * @throws {Problem} No network, no space left, or what npm says.
 */
export async function installN8n() {
	const folder = serverFolder();
	const modules = join(folder, 'node_modules');
	// without install scripts: one of n8n's dependencies would download and compile C libraries that nobody uses here
	const { N8N_UNDER_TEST } = process.env;
	if (N8N_UNDER_TEST) await installVersion(N8N_UNDER_TEST, folder);
	else await installKept(['server'], 'n8n');
	if (existsSync(join(modules, 'sqlite3', 'build', 'Release', 'node_sqlite3.node'))) return;
	await step('Building the database driver of n8n (once, about a minute)', () =>
		run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: folder,
			// SQLite is one file of 250,000 lines: optimized, it takes up to three times as long to compile
			environment: { npm_config_nodedir: nodeHeaders(), CFLAGS: '-O0', CXXFLAGS: '-O0' },
		}),
	);
}

/**
 * Installs the packed package into the user folder of an n8n, as n8n documents it for manual installation.
 * Does nothing when the very same tarball is there already.
 * @param {string} userFolder
 * @param {string} tarball
 */
export async function installPackage(userFolder, tarball) {
	const folder = join(userFolder, '.n8n', 'nodes');
	const stamp = join(folder, 'n8n-nodes-landbot.sha256');
	const hash = createHash('sha256')
		.update(await readFile(tarball))
		.digest('hex');
	if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return;
	await mkdir(folder, { recursive: true });
	// the same version with other content is no change to npm
	await rm(join(folder, 'node_modules', 'n8n-nodes-landbot'), { recursive: true, force: true });
	// the README's command, with what keeps npm quiet; without the prefix it would install into the next package.json above
	const flags = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
	await run('npm', ['install', '--prefix', folder, tarball, ...flags, '--prefer-offline'], {
		cwd: folder,
	});
	await writeFile(stamp, hash);
}

/** Takes the package away from an n8n again, by the README's command. @param {string} userFolder */
export async function uninstallPackage(userFolder) {
	const folder = join(userFolder, '.n8n', 'nodes');
	const uninstall = ['uninstall', '--prefix', folder, 'n8n-nodes-landbot', '--offline'];
	await run('npm', uninstall, { cwd: folder });
}

/**
 * An n8n that answers.
 * @typedef {object} Server
 * @property {string} origin Such as `http://127.0.0.1:5678`.
 * @property {number} pid
 * @property {Promise<unknown>} ended
 * @property {string[]} lines The last that it printed.
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} kill As `kill -9`.
 */

/**
 * Starts n8n on this machine and waits until it answers.
 * @param {object} options
 * @param {string} options.userFolder Where it keeps its database, its key and its community nodes.
 * @param {number} options.port
 * @param {string[]} [options.command] What to run: `start`, or `worker` in queue mode.
 * @param {Record<string, string>} [options.environment] Further settings.
 * @param {string[]} [options.nodeFlags] Of Node.js.
 * @returns {Promise<Server>}
 * @throws {Problem} With its last words when it ends instead of answering.
 */
export async function startN8n({
	userFolder,
	port,
	command = ['start'],
	environment = {},
	nodeFlags = [],
}) {
	await mkdir(userFolder, { recursive: true });
	const foreign = Object.keys(process.env).filter((name) => FOREIGN_SETTINGS.test(name));
	const child = start(
		process.execPath,
		[...nodeFlags, join(serverFolder(), 'node_modules', 'n8n', 'bin', 'n8n'), ...command],
		{
			cwd: userFolder,
			environment: {
				...Object.fromEntries(foreign.map((name) => [name, undefined])),
				...SETTINGS,
				...without(ASSISTANT),
				N8N_USER_FOLDER: userFolder,
				N8N_PORT: String(port),
				// n8n's own helper process connects here; two servers must not share it
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				...environment,
			},
		},
	);
	const origin = `http://127.0.0.1:${port}`;
	await untilReady(
		child,
		`${origin}/healthz/readiness`,
		'n8n',
		`Try again. Without ${userFolder}, where its data is, it starts empty.`,
	);
	const { pid = 0, ended, lines } = child;
	return { origin, pid, ended, lines, stop: () => stop(child), kill: () => kill(child) };
}
