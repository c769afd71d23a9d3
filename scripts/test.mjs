/**
 * `npm test`: everything that has to hold before a change is published, from the lint to a real browser.
 * `node scripts/test.mjs e2e` is only the last part: the packed package in a real n8n; `npm test -- quick` what needs no n8n.
 */
import { check, checkBeside, conclude, endToEnd, ON_A_SERVER } from './test/checks.mjs';
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
	const all = only !== 'e2e';

	const engine = all && installEngine(oldest);
	const install = async () => {
		await engine;
		await installN8n();
	};
	const checkWithoutServer = async () => {
		await checkSources();
		// takes the same time however slow the machine is
		await tryRandomValues();
		await testEngine();
		// which would install it, too, where it is not there
		await engine;
		await testKeptEngine(oldest);
	};
	// installing n8n waits for the network and the disk most of the time
	await Promise.all([install(), all && checkWithoutServer()]);
	const withoutBrowser = await findChromium().then(
		() => '',
		(problem) => problem,
	);
	if (withoutBrowser && process.env.CI) throw withoutBrowser;

	const tarball = await buildAndPack();
	if (all) {
		await step("n8n's scanner", () => scan(tarball));
		await step('Content of the package', () => checkContent(tarball));
	}
	const node = process.execPath;
	const inBrowser = async () => {
		await checkBeside('Chromium', node, endToEnd('test/e2e/*.browser.test.mjs'));
		const soak = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'scripts/soak.mjs'];
		if (all) await checkBeside('A soak', node, [...soak, '--minutes', '2']);
	};
	const onSeveralMachines = async () => {
		await checkBeside('Queue mode', node, endToEnd('test/e2e/queue.test.mjs'));
		const live = ['jest', '--selectProjects', 'verify'];
		if (all) await checkBeside('The live check, against the simulator', 'npx', live);
	};
	// most of the time all of these wait for an n8n, and they take about as long as each other
	await Promise.all([
		check('A real n8n', node, endToEnd(ON_A_SERVER)),
		inBrowser(),
		onSeveralMachines(),
	]);
	conclude(
		withoutBrowser
			? `PASSED, BUT NOT TRIED IN A BROWSER. ${withoutBrowser.message}`
			: 'Everything passed.',
	);
});
