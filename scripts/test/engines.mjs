import { readdir } from 'node:fs/promises';
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

/**
 * Runs the engine tests on an n8n that is installed somewhere.
 * @param {string} version Of n8n, as the person who waits reads it.
 * @param {string} folder Has n8n-core and n8n-workflow in its node_modules.
 */
export const testEngine = (version, folder) =>
	check(
		`Engine tests on n8n ${version}`,
		'npx',
		['jest', version === TOO_OLD ? 'test/errors/n8nVersion' : 'test/', '--selectProjects', 'unit'],
		{ N8N_ENGINE: folder },
	);

/**
 * Installs the engine of a version of n8n, once, and runs the engine tests on it.
 * @param {string} version One of `keptEngines`.
 */
export async function testKeptEngine(version) {
	await testEngine(
		version,
		await installKept(['engines', version], `the engine of n8n ${version}`),
	);
}
