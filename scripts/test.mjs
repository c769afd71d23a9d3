/**
 * `npm test`: everything that has to hold before a change is published, from the lint to a real browser.
 * `node scripts/test.mjs e2e` is only the last part: the packed package in a real n8n; `npm test -- quick` what needs no n8n.
 */
import { main, run } from './lib/processes.mjs';
import { duration, say, step, steps } from './lib/say.mjs';
import { ROOT, setUp } from './lib/setup.mjs';

const only = process.argv[2];

/**
 * Runs a part that prints for itself.
 * @param {string} name @param {string} command @param {string[]} args
 */
const check = (name, command, ...args) =>
	step(name, () => run(command, args, { cwd: ROOT, visible: true }), { ticking: false });

/** What needs no n8n. */
async function quick() {
	await check('Lint', 'npm', 'run', 'lint');
	await check('Lint of the scripts', 'npm', 'run', 'lint:scripts');
	await check('Format', 'npx', 'prettier', '--check', '.');
	await check('Types', 'npm', 'run', 'typecheck');
	await check('Unit and engine tests', 'npm', 'run', 'test:unit');
}

/** Says how long everything took. @param {string} verdict */
function conclude(verdict) {
	const width = Math.max(...steps.map(({ name }) => name.length)) + 2;
	const total = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	say(`\n${verdict}`);
	for (const { name, milliseconds } of steps)
		say(`  ${name.padEnd(width)}${duration(milliseconds)}`);
	say(`  ${'Together'.padEnd(width)}${duration(total)}`);
}

await main(async () => {
	await setUp();
	if (only === 'quick') {
		await quick();
		conclude('All of this passed; what needs n8n was not tried.');
		return;
	}
	const { buildAndPack, checkContent, scan } = await import('./lib/package.mjs');
	const { installN8n } = await import('./lib/n8n.mjs');
	const { findChromium } = await import('./lib/programs.mjs');

	await installN8n();
	const withoutBrowser = await findChromium().then(
		() => '',
		(problem) => problem,
	);
	if (withoutBrowser && process.env.CI) throw withoutBrowser;

	if (only !== 'e2e') {
		await quick();
		const live = ['jest', '--selectProjects', 'verify'];
		await check('The live check, against the simulator', 'npx', ...live);
		await check('Random values', process.execPath, 'scripts/fuzz.mjs', '--minutes', '1');
	}
	const tarball = await buildAndPack();
	if (only !== 'e2e') {
		await step("n8n's scanner", () => scan(tarball));
		await step('Content of the package', () => checkContent(tarball));
	}
	const tests = ['--test', '--test-isolation=none', '--test-timeout=300000', 'test/e2e/*.test.mjs'];
	await check('A real n8n, and Chromium', process.execPath, ...tests);
	if (only !== 'e2e') {
		const soak = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'scripts/soak.mjs'];
		await check('A soak', process.execPath, ...soak, '--minutes', '1');
	}
	conclude(
		withoutBrowser
			? `PASSED, BUT NOT TRIED IN A BROWSER. ${withoutBrowser.message}`
			: 'Everything passed.',
	);
});
