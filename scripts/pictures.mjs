/**
 * `npm run pictures`: makes the pictures of README and docs/ again, in a real n8n with the packed package and the
 * simulator. `npm run pictures -- trigger` makes only that one. scripts/pictures/shots.json lists them.
 */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './lib/processes.mjs';
import { Problem, step } from './lib/say.mjs';
import { ROOT, setUp } from './lib/setup.mjs';

const FOLDER = join(ROOT, 'docs', 'pictures');
const MAX_BYTES = 150_000;

await main(async () => {
	await setUp();
	const { buildAndPack } = await import('./lib/package.mjs');
	const { installN8n, installPackage, startN8n } = await import('./lib/n8n.mjs');
	const { connect } = await import('./lib/n8n-api.mjs');
	const { freePort } = await import('./lib/ports.mjs');
	const { findChromium } = await import('./lib/programs.mjs');
	const { SIMULATOR_TOKEN, startSimulator } = await import('./lib/simulator.mjs');
	const { logIn, openBrowser } = await import('./pictures/browser.mjs');
	const { form } = await import('./pictures/form.mjs');
	const { scenes } = await import('./pictures/scenes.mjs');

	/** @type {{ forms: Record<string, import('./pictures/form.mjs').Shot>, scenes: (keyof typeof scenes)[] }} */
	const shots = JSON.parse(await readFile(join(ROOT, 'scripts/pictures/shots.json'), 'utf8'));
	const names = [...Object.keys(shots.forms), ...shots.scenes];
	const wanted = process.argv.length > 2 ? process.argv.slice(2) : names;
	const unknown = wanted.filter((name) => !names.includes(name));
	if (unknown.length > 0)
		throw new Problem(`There is no picture '${unknown[0]}'.`, `Choose: ${names.join(', ')}.`);

	const executablePath = await findChromium();
	await installN8n();
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
	await installPackage(userFolder, await buildAndPack());
	const simulator = await startSimulator(await freePort());
	const { origin } = await startN8n({ userFolder, port: await freePort() });
	const n8n = await connect(origin);
	const credential = await n8n.saveCredential('landbotApi', 'Landbot', {
		apiToken: SIMULATOR_TOKEN,
		baseUrl: `${simulator.origin}/v1`,
	});
	const { page, close } = await openBrowser(executablePath);
	await logIn(page, origin);
	for (const name of wanted) {
		await step(`Picture ${name}`, async () => {
			const path = join(FOLDER, `${name}.png`);
			const editor = { page, n8n, origin, credential, path };
			if (name in shots.forms) await form(editor, name, shots.forms[name]);
			else await scenes[/** @type {keyof typeof scenes} */ (name)](editor);
			const { size } = await stat(path);
			if (size > MAX_BYTES)
				throw new Problem(`${path} has ${size} bytes.`, `Show less: ${MAX_BYTES} are enough.`);
		});
	}
	await close();
	await rm(userFolder, { recursive: true, force: true });
});
