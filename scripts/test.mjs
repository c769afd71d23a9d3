/**
 * `npm test`: everything that has to hold before a change is published, from the lint to a real browser.
 * `node scripts/test.mjs e2e` is only the last part: the packed package in a real n8n; `npm test -- quick` what needs no n8n.
 */
import { check, checkBeside, conclude, endToEnd } from './test/checks.mjs';
import { main } from './lib/processes.mjs';
import { step } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

const only = process.argv[2];

/** What runs nothing of ours. */
async function checkSources() {
	await check('Lint', 'npm', ['run', 'lint']);
	await check('Lint beside that of n8n', 'npm', ['run', 'lint:extra']);
	await check('Format', 'npx', ['prettier', '--check', '.']);
	await check('Types', 'npm', ['run', 'typecheck']);
}

/** What needs n8n's engine and no n8n. */
const testEngine = () => check('Unit and engine tests', 'npm', ['run', 'test:unit']);

/** Whatever anybody could enter, answer or deliver; no clock decides anything in it. */
const tryRandomValues = () =>
	check('Random values', process.execPath, ['scripts/fuzz.mjs', '--minutes', '2']);

await main(async () => {
	await setUp();
	if (only === 'quick') {
		await checkSources();
		await testEngine();
		conclude('All of this passed; what needs n8n was not tried.');
		return;
	}
	const { buildAndPack, checkContent, scan } = await import('./lib/package.mjs');
	const { installN8n } = await import('./lib/n8n.mjs');
	const { findChromium } = await import('./lib/programs.mjs');
	const { installEngine, oldestPromised, testKeptEngine } = await import('./test/engines.mjs');
	const oldest = await oldestPromised();

	// n8n's installation waits for the network and the disk, the other for the processor
	const install = async () => {
		await installN8n();
		if (only !== 'e2e') await installEngine(oldest);
	};
	await Promise.all([install(), only !== 'e2e' && checkSources().then(tryRandomValues)]);
	const withoutBrowser = await findChromium().then(
		() => '',
		(problem) => problem,
	);
	if (withoutBrowser && process.env.CI) throw withoutBrowser;

	if (only !== 'e2e') {
		await testEngine();
		await testKeptEngine(oldest);
	}
	const tarball = await buildAndPack();
	if (only !== 'e2e') {
		await step("n8n's scanner", () => scan(tarball));
		await step('Content of the package', () => checkContent(tarball));
	}
	const node = process.execPath;
	// most of the time both wait for an n8n
	await Promise.all([
		check('A real n8n, and Chromium', node, endToEnd('test/e2e/!(queue).test.mjs')),
		checkBeside('Queue mode', node, endToEnd('test/e2e/queue.test.mjs')),
	]);
	if (only !== 'e2e') {
		const live = ['jest', '--selectProjects', 'verify'];
		await check('The live check, against the simulator', 'npx', live);
		const soak = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'scripts/soak.mjs'];
		await check('A soak', node, [...soak, '--minutes', '2']);
	}
	conclude(
		withoutBrowser
			? `PASSED, BUT NOT TRIED IN A BROWSER. ${withoutBrowser.message}`
			: 'Everything passed.',
	);
});
