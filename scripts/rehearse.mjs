/**
 * `npm run rehearse`: a release as far as this machine goes, from a clean clone of what is committed: version, changelog
 * and tag, the package with n8n's scanner, its installation into a new n8n, and that n8n goes on once it is removed.
 * Nothing of it is published, and nothing changes here.
 */
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, run } from './lib/processes.mjs';
import { Problem, say, step } from './lib/say.mjs';
import { ROOT, setUp } from './lib/setup.mjs';

const VERSION = '999.0.0';
const NODE = 'n8n-nodes-landbot.landbot';
/** Whoever made the clone, in case this machine knows nobody. */
const SOMEBODY = Object.fromEntries(
	['AUTHOR', 'COMMITTER'].flatMap((role) => [
		[`GIT_${role}_NAME`, 'Rehearsal'],
		[`GIT_${role}_EMAIL`, 'rehearsal@landbot.example'],
	]),
);

/** @param {boolean} holds @param {string} what */
function demand(holds, what) {
	if (!holds) throw new Problem(`Not so: ${what}.`, 'The release would fail.');
	say(`  ${what}`);
}

await main(async () => {
	await setUp();
	const { installN8n, installPackage, startN8n, uninstallPackage } = await import('./lib/n8n.mjs');
	const { connect } = await import('./lib/n8n-api.mjs');
	const { freePort } = await import('./lib/ports.mjs');
	await installN8n();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-release-'));
	const clone = join(folder, 'clone');
	const userFolder = join(folder, 'user');

	await step('Cloning what is committed', async () => {
		await run('git', ['clone', '--quiet', ROOT, clone]);
		// the tools are those of this folder, so that no network is needed
		await symlink(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
	});
	await step('Version, changelog and tag', async () => {
		const changelog = join(clone, 'CHANGELOG.md');
		const before = await readFile(changelog, 'utf8');
		// right after a release nothing is new
		await writeFile(changelog, before.replace(/^## \[Unreleased\]\n\n?/m, '$&- A rehearsal.\n'));
		const here = { cwd: clone, environment: SOMEBODY };
		await run('git', ['commit', '--all', '--message', 'Rehearse'], here);
		const tag = join(clone, 'scripts', 'tag.mjs');
		await run(process.execPath, [tag, VERSION], here);
		await run(process.execPath, [tag, '--check', VERSION], { cwd: clone });
		demand(
			(await run('git', ['describe', '--exact-match'], { cwd: clone })).trim() === VERSION,
			'the last commit carries the tag',
		);
		demand(
			(await readFile(changelog, 'utf8')).includes(
				`## [Unreleased]\n\n## ${VERSION}\n\n- A rehearsal.`,
			),
			'the changelog begins a new list',
		);
	});
	/** @type {typeof import('./lib/package.mjs')} */
	const { buildAndPack, checkContent, scan } = await import(
		join(clone, 'scripts', 'lib', 'package.mjs')
	);
	const tarball = await buildAndPack();
	await step("n8n's scanner", () => scan(tarball));
	const files = await step('Content and size of the package', () => checkContent(tarball));
	say(`  ${files.length} files`);

	/** Whether an n8n that is started now has the node, and answers. @param {(n8n: import('./lib/n8n-api.mjs').Api) => Promise<void>} look */
	const inN8n = async (look) => {
		const server = await startN8n({ userFolder, port: await freePort() });
		await look(await connect(server.origin));
		await server.stop();
	};
	/** @param {import('./lib/n8n-api.mjs').Api} n8n */
	const hasNode = async (n8n) => {
		/** @type {{ name: string }[]} */
		const types = await n8n.request('GET', '/types/nodes.json');
		return types.some(({ name }) => name === NODE);
	};
	let id = '';
	await step('A new n8n with the package', async () => {
		await installPackage(userFolder, tarball);
		await inN8n(async (n8n) => {
			demand(await hasNode(n8n), 'the node is there');
			const example = JSON.parse(await readFile(join(clone, 'examples/send-a-text.json'), 'utf8'));
			const credential = await n8n.saveCredential('landbotApi', 'Landbot', { apiToken: 'none' });
			id = await n8n.saveWorkflow(example, credential);
		});
	});
	await step('The same n8n without it', async () => {
		await uninstallPackage(userFolder);
		await inN8n(async (n8n) => {
			demand(!(await hasNode(n8n)), 'the node is gone');
			const workflow = await n8n.request('GET', `/rest/workflows/${id}`);
			demand(workflow.nodes.length > 0, 'a workflow that used it can still be opened');
		});
	});
	await rm(folder, { recursive: true, force: true });
	say('\nThe release would work. What only the real one shows: the provenance, and npm taking it.');
});
