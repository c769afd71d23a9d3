import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { handOver, run } from './processes.mjs';
import { explain, Problem, step } from './say.mjs';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the scripts keep between two runs; git ignores it. */
export const KEPT = join(ROOT, '.n8n');

// npm 10, which Node.js 20 brings along, disagrees with npm 11 about what belongs in these lock files
const NPM = ['--yes', 'npm@11.19.1'];

const NODE_PACKAGE = join(ROOT, 'node_modules', 'node');
const PINNED_NODE = join(NODE_PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @param {string} path @returns {Promise<any>} */
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** @param {string} folder */
const recordOf = (folder) => join(folder, 'node_modules', '.package-lock.json');

/**
 * Whether the node_modules of a folder are complete and what its lock file says. npm writes its own record
 * of what it has installed last of all, so that an interrupted installation is noticed too.
 * @param {string} folder
 */
async function isInstalled(folder) {
	const record = recordOf(folder);
	if (!existsSync(record)) return false;
	const wanted = (await readJson(join(folder, 'package-lock.json'))).packages;
	const installed = (await readJson(record)).packages;
	return Object.entries(wanted).every(([path, { version, optional, os, cpu }]) => {
		// left out where the platform is another one
		const isOptional = optional || os || cpu;
		return path === '' || installed[path]?.version === version || (isOptional && !installed[path]);
	});
}

/**
 * Brings the node_modules of a folder to what its lock file says, without running install scripts.
 * @param {string} folder Has a package.json and a package-lock.json.
 * @param {string} name What is installed, for the person who waits.
 * @throws {Problem} No network, no space left, or what npm says.
 */
export async function installFromLock(folder, name) {
	if (await isInstalled(folder)) return;
	const { packages } = await readJson(join(folder, 'package-lock.json'));
	const total = Object.values(packages).filter(({ optional, os }) => !optional && !os).length;
	await step(`Installing ${name} (once, about ${total} packages)`, async (progress) => {
		let fetched = 0;
		let damage = '';
		const onLine = (/** @type {string} */ line) => {
			if (/^npm http (fetch|cache)/.test(line)) fetched++;
			if (/TAR_ENTRY_ERROR/.test(line)) damage = line;
			progress(fetched < total ? `${fetched} packages here` : 'unpacking');
		};
		const ci = [...NPM, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'];
		await run('npx', ci, { cwd: folder, onLine, graceMs: 2000 });
		if (!damage) return;
		// npm only warns when it cannot write a file, and would take the rest for complete the next time
		await rm(recordOf(folder), { force: true });
		throw (
			explain(damage) ?? new Problem(`npm could not write everything: ${damage}`, 'Start again.')
		);
	});
}

/**
 * Installs what a folder of this repository names into a folder that is kept. Install scripts stay off.
 * @param {string[]} path Below `scripts/n8n`: where the package.json and the package-lock.json are.
 * @param {string} name What is installed, for the person who waits.
 * @returns {Promise<string>} The folder that is kept.
 * @throws {Problem} As `installFromLock`.
 */
export async function installKept(path, name) {
	const from = join(ROOT, 'scripts', 'n8n', ...path);
	const folder = join(KEPT, ...path);
	await mkdir(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		const content = await readFile(join(from, file), 'utf8');
		const kept = await readFile(join(folder, file), 'utf8').catch(() => '');
		// tests that run at once all come here: none may find the file half written
		if (kept !== content) await writeFile(join(folder, file), content);
	}
	await installFromLock(folder, name);
	return folder;
}

// Older versions of n8n fetch this one package from a host of its own, newer ones this copy of it from the registry.
const OVERRIDES = { xlsx: 'npm:@e965/xlsx@0.20.3' };

/**
 * Installs a version of n8n that has no lock file here, once; a tag such as `latest` each time.
 * @param {string} wanted Such as `2.0.3`.
 * @param {string} folder
 */
export async function installVersion(wanted, folder) {
	if (/^\d/.test(wanted) && existsSync(recordOf(folder))) return;
	await mkdir(folder, { recursive: true });
	const content = { private: true, dependencies: { n8n: wanted }, overrides: OVERRIDES };
	await writeFile(join(folder, 'package.json'), JSON.stringify(content));
	await rm(join(folder, 'package-lock.json'), { force: true });
	await step(`Installing n8n ${wanted}`, () =>
		run('npx', [...NPM, 'install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder }),
	);
}

/**
 * Installs the development tools and the pinned Node.js, where they are missing or outdated. Needs nothing but
 * Node.js 20 and npm. When this Node.js is not the pinned one, the same script is run again on that: then this
 * does not return.
 */
export async function setUp() {
	if (parseInt(process.versions.node, 10) < 20) {
		throw new Problem(`This is Node.js ${process.versions.node}.`, 'Install Node.js 20 or later.');
	}
	await installFromLock(ROOT, 'the development tools');
	const { version } = await readJson(join(NODE_PACKAGE, 'package.json'));
	if (!existsSync(PINNED_NODE)) {
		// the repository switches install scripts off; this one is what brings the binary
		await step(`Installing Node.js ${version}`, () =>
			run('npm', ['rebuild', 'node', '--ignore-scripts=false'], { cwd: ROOT }),
		);
	}
	// npm and everything else that is started from here shall run on the pinned Node.js as well
	process.env.PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
	if (process.version === `v${version}`) return;
	await handOver(PINNED_NODE, process.argv.slice(1));
}

/**
 * The folder with the C headers of the pinned Node.js, so that a native module can be compiled where
 * nodejs.org cannot be reached.
 * @returns {string | undefined}
 */
export function nodeHeaders() {
	const parts = join(NODE_PACKAGE, 'node_modules');
	const holder = readdirSync(parts).find((name) =>
		existsSync(join(parts, name, 'include', 'node')),
	);
	return holder && join(parts, holder);
}
