/**
 * `npm run bench`: what the Landbot node does at the rate limit, beside the HTTP Request node, in a real n8n.
 * `npm run bench -- --short` is a quick look; the whole takes about an hour. A name, such as `npm run bench -- texts`,
 * measures only that. What was measured is written into docs/benchmarks.md, in place of what stood there. Ends with a failure when the node misses what is demanded.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from './lib/processes.mjs';
import { Problem, say, step } from './lib/say.mjs';
import { ROOT, setUp } from './lib/setup.mjs';

const REPORT = join(ROOT, 'docs/benchmarks.md');
/** What is measured, in the order of the report. */
const ORDER = [
	'texts',
	'pages',
	'processes',
	'responsiveness',
	'cancelling',
	'processor',
	'memory',
	'deliveries',
	'loading',
];

/** What needs to know what a process uses, which only Linux tells. */
const USAGE = ['cancelling', 'processor', 'memory', 'deliveries'];
const MARKS = ['<!-- bench -->', '<!-- /bench -->'];

/** A table in Markdown, under its title. @param {import('./bench/table.mjs').Table} table */
const asMarkdown = ({ title, heads, rows }) =>
	[
		`**${title}**`,
		'',
		`| ${heads.join(' | ')} |`,
		`|${heads.map((_, index) => (index === 0 ? '---' : '--:')).join('|')}|`,
		...rows.map((row) => `| ${row.join(' | ')} |`),
		'',
	].join('\n');

/** What the figures were measured on. */
async function machine() {
	const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
	const server = JSON.parse(await readFile(join(ROOT, 'scripts/n8n/server/package.json'), 'utf8'));
	const memory = Math.round(totalmem() / 2 ** 30);
	return `Measured on ${process.platform} ${process.arch}, ${cpus().length} cores, ${memory} GB; n8n ${server.dependencies.n8n}, Node.js ${process.versions.node}, n8n-nodes-landbot ${version}; ${new Date().toISOString().slice(0, 10)}. The simulator accepts 10 arrivals in any second; travel time is log-normal around 150 ms unless it says otherwise (20 ms where the network is quiet).`;
}

/**
 * Puts tables in their places in the report, each instead of the one with its title, and says what measured them.
 * @param {string[]} tables In Markdown.
 */
async function writeReport(tables) {
	const [before, rest] = (await readFile(REPORT, 'utf8')).split(MARKS[0]);
	const [report, after] = rest.split(MARKS[1]);
	const titleOf = (/** @type {string} */ text) => text.split('\n', 1)[0];
	const kept = report.trim().split(/\n(?=\*\*)/);
	const last = kept[kept.length - 1].split('\n\n').slice(0, -1).join('\n\n');
	const blocks = [...kept.slice(0, -1), last].map((text) => text.trim());
	for (const text of tables.map((one) => one.trim())) {
		const place = blocks.findIndex((block) => titleOf(block) === titleOf(text));
		blocks.splice(place < 0 ? blocks.length : place, place < 0 ? 0 : 1, text);
	}
	const all = [...blocks, await machine()].join('\n\n');
	await writeFile(REPORT, `${before}${MARKS[0]}\n\n${all}\n\n${MARKS[1]}${after}`);
	say('Written into docs/benchmarks.md.');
}

await main(async () => {
	const { values, positionals } = parseArgs({
		options: { short: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	await setUp();
	const { buildAndPack } = await import('./lib/package.mjs');
	const { installN8n } = await import('./lib/n8n.mjs');
	const { canMeasure } = await import('./lib/usage.mjs');
	const { findRedis } = await import('./lib/programs.mjs');
	await installN8n();
	const tarball = await buildAndPack();

	const names = positionals.length > 0 ? positionals : ORDER;
	/** @type {string[]} */
	const tables = [];
	/** @type {string[]} */
	const missed = [];
	for (const name of names) {
		if (!ORDER.includes(name))
			throw new Problem(`There is no measurement '${name}'.`, `Choose: ${ORDER.join(', ')}.`);
		if (USAGE.includes(name) && !canMeasure) {
			say(`Left out: ${name}. Only Linux tells what a process uses.`);
			continue;
		}
		const redis = name === 'processes' ? await findRedis().catch((problem) => problem) : undefined;
		if (redis instanceof Problem) {
			say(`Left out: ${name}. ${redis.message}`);
			continue;
		}
		/** @type {Record<string, import('./bench/table.mjs').Measurement>} */
		const { [name]: measure } = await import(`./bench/measurements/${name}.mjs`);
		const measured = await step(`Measuring ${name}`, () => measure(tarball, values.short));
		tables.push(asMarkdown(measured));
		say(`\n${tables.at(-1)}`);
		missed.push(
			...measured.demands.filter(([, holds]) => !holds).map(([demand]) => `${name}: ${demand}`),
		);
	}
	if (values.short) return;
	await writeReport(tables);
	if (missed.length > 0)
		throw new Problem('What is demanded of the node does not hold.', missed.join('\n'));
});
