/**
 * `npm run test:versions`: the engine tests on the versions of n8n that are kept in scripts/n8n/engines and on the pinned
 * one, or on those that are named, as in `npm run test:versions -- 2.20.12`. With `--server`, as in
 * `npm run test:versions -- --server latest`, a whole n8n of this version is installed; the engine tests run on it, and the
 * packed package in it.
 */
import { parseArgs } from 'node:util';
import { main } from './lib/processes.mjs';
import { ROOT, setUp } from './lib/setup.mjs';

await main(async () => {
	const { values, positionals } = parseArgs({
		options: { server: { type: 'string' } },
		allowPositionals: true,
	});
	await setUp();
	const { check, conclude, endToEnd, ON_A_SERVER } = await import('./test/checks.mjs');
	const { keptEngines, pinned, testEngine, testKeptEngine } = await import('./test/engines.mjs');
	const { server } = values;
	if (server) {
		const { serverFolder, installN8n } = await import('./lib/n8n.mjs');
		process.env.N8N_UNDER_TEST = server;
		await installN8n();
		await testEngine(server, serverFolder());
		await check(`A whole n8n ${server}`, process.execPath, endToEnd(ON_A_SERVER));
	} else {
		for (const version of positionals.length > 0 ? positionals : await keptEngines()) {
			await testKeptEngine(version);
		}
		if (positionals.length === 0) await testEngine(await pinned(), ROOT);
	}
	conclude('Everything passed.');
});
