import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../lib/processes.mjs';
import { KEPT } from '../../lib/setup.mjs';
import { digits, table } from '../table.mjs';

/** Community nodes for messengers, from the npm registry. */
const OTHERS = {
	'@devlikeapro/n8n-nodes-chatwoot': '1.0.2',
	'@respond-io/n8n-nodes-respond-io': '1.3.6',
	'n8n-nodes-evolution-api': '1.0.4',
};
const OURS = 'n8n-nodes-landbot';
const FOLDER = join(KEPT, 'loading');
const PROGRAM = fileURLToPath(new URL('../loadPackage.mjs', import.meta.url));

/** The middle one. @param {number[]} values */
const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** @param {string} name @returns {Promise<number>} In a new process, in milliseconds. */
async function load(name) {
	const args = [PROGRAM, join(FOLDER, 'node_modules', name)];
	const lines = (await run(process.execPath, args)).trim().split('\n');
	return Number(lines[lines.length - 1]);
}

/**
 * How long n8n needs to load the package when it starts, beside others: each in new processes, in turn.
 * @type {import('../table.mjs').Measurement}
 */
export const loading = async (tarball, short) => {
	const rounds = short ? 3 : 21;
	await mkdir(FOLDER, { recursive: true });
	await writeFile(join(FOLDER, 'package.json'), '{}');
	const packages = Object.entries(OTHERS).map(([name, version]) => `${name}@${version}`);
	// n8n-workflow is found above, as n8n has it for all packages
	const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
	await run('npm', ['install', '--prefix', FOLDER, tarball, ...packages, ...quietly]);

	const names = [...Object.keys(OTHERS), OURS];
	/** @type {Record<string, number[]>} */
	const took = Object.fromEntries(names.map((name) => [name, []]));
	for (const name of names) await load(name);
	for (let round = 0; round < rounds; round++)
		for (const name of names) took[name].push(await load(name));

	const medians = Object.fromEntries(names.map((name) => [name, median(took[name])]));
	return table(
		'Loading all nodes of a package, when n8n starts',
		['package', 'ms', 'of n8n-nodes-landbot'],
		names.map((name) => [name, digits(medians[name]), digits(medians[name] / medians[OURS], 2)]),
		Object.keys(OTHERS).map((name) => [`No slower than ${name}`, medians[OURS] <= medians[name]]),
	);
};
