import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from './checks.mjs';
import { installKept, ROOT } from '../lib/setup.mjs';

/** The newest version of n8n that the node turns down. */
const TOO_OLD = '1.123.81';

/** The versions of n8n whose engines are kept, the oldest first. @returns {Promise<string[]>} */
export async function keptEngines() {
	const names = await readdir(join(ROOT, 'scripts', 'n8n', 'engines'));
	return names.sort((one, other) => one.localeCompare(other, undefined, { numeric: true }));
}

/** The oldest version of n8n that the package promises to run on. */
export const oldestPromised = async () =>
	/** @type {string} */ ((await keptEngines()).find((version) => version !== TOO_OLD));

/** The version of n8n that everything else is tried on. @returns {Promise<string>} */
export const pinned = async () =>
	JSON.parse(await readFile(join(ROOT, 'scripts', 'n8n', 'server', 'package.json'), 'utf8'))
		.dependencies.n8n;

/**
 * Runs the engine tests on an n8n that is installed somewhere.
 * @param {string} version Of n8n, as the person who waits reads it.
 * @param {string} folder Has n8n-core and n8n-workflow in its node_modules.
 */
export async function testEngine(version, folder) {
	const tests = version === TOO_OLD ? 'test/errors/n8nVersion' : './test/';
	// older versions of n8n keep something open, for which Jest would wait
	const args = ['jest', tests, '--selectProjects', 'unit', '--forceExit'];
	await check(`Engine tests on n8n ${version}`, 'npx', args, { N8N_ENGINE: folder });
}

/**
 * Installs the engine of a version of n8n, once.
 * @param {string} version One of `keptEngines`.
 * @returns {Promise<string>} Where it is.
 */
export const installEngine = (version) =>
	installKept(['engines', version], `the engine of n8n ${version}`);

/**
 * Installs the engine of a version of n8n, once, and runs the engine tests on it.
 * @param {string} version One of `keptEngines`.
 */
export const testKeptEngine = async (version) =>
	await testEngine(version, await installEngine(version));
