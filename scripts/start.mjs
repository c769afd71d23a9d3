/**
 * `npm start`: a real n8n on this machine with this package in it, the Landbot simulator, a credential and the
 * example workflows. With LANDBOT_TOKEN set, the real Landbot instead of the simulator.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANDBOT } from './lib/landbot.mjs';
import { main } from './lib/processes.mjs';
import { Problem, say, step } from './lib/say.mjs';
import { KEPT, ROOT, setUp } from './lib/setup.mjs';

const USER_FOLDER = join(KEPT, 'user');

const n8nPort = Number(process.env.N8N_PORT ?? 5678);
const simulatorPort = Number(process.env.SIMULATOR_PORT ?? 8077);
const token = process.env.LANDBOT_TOKEN?.trim();

/** The workflows of examples/, in the order of their file names. */
async function readExamples() {
	const files = (await readdir(join(ROOT, 'examples'))).filter((name) => name.endsWith('.json'));
	return await Promise.all(
		files
			.sort()
			.map(async (name) => JSON.parse(await readFile(join(ROOT, 'examples', name), 'utf8'))),
	);
}

await main(async () => {
	await setUp();
	const { assertFree } = await import('./lib/ports.mjs');
	const { buildAndPack } = await import('./lib/package.mjs');
	const { installN8n, installPackage, startN8n } = await import('./lib/n8n.mjs');
	const { connect, OWNER } = await import('./lib/n8n-api.mjs');
	const { forSimulator, SIMULATOR_TOKEN, startSimulator } = await import('./lib/simulator.mjs');

	await assertFree(n8nPort, 'N8N_PORT');
	if (!token) await assertFree(simulatorPort, 'SIMULATOR_PORT');
	await installN8n();
	const tarball = await buildAndPack();
	await installPackage(USER_FOLDER, tarball);

	const simulator = token ? undefined : await startSimulator(simulatorPort);
	const server = await step('Starting n8n', () =>
		startN8n({ userFolder: USER_FOLDER, port: n8nPort }),
	);
	const n8n = await connect(server.origin);
	const credential = simulator
		? await n8n.saveCredential('landbotApi', 'Landbot simulator', {
				apiToken: SIMULATOR_TOKEN,
				baseUrl: `${simulator.origin}/v1`,
			})
		: await n8n.saveCredential('landbotApi', 'Landbot', { apiToken: token, baseUrl: LANDBOT });
	const examples = [];
	for (const workflow of await readExamples()) {
		const id = await n8n.saveWorkflow(simulator ? forSimulator(workflow) : workflow, credential);
		examples.push(`  ${workflow.name}  ${server.origin}/workflow/${id}`);
	}

	say(`
n8n is ready: ${server.origin}
  e-mail      ${OWNER.email}
  password    ${OWNER.password}

${
	simulator
		? `Landbot is simulated: ${simulator.origin} shows what arrives, and lets you write as a customer.`
		: `Landbot is the real one, with your token: every message reaches a real customer.`
}

Open an example and click *Execute workflow*; publish *answer a message* to have every customer answered:
${examples.join('\n')}

Ctrl-C stops everything. The workflows you make are kept for the next time.`);

	const ended = await Promise.race([
		server.ended.then(() => 'n8n'),
		...(simulator ? [simulator.ended.then(() => 'The simulator')] : []),
	]);
	throw new Problem(`${ended} has ended unexpectedly.`, 'Start again with `npm start`.');
});
