/**
 * `npm run test:mutants -- execution webhooks`: changes the code of these folders of nodes/Landbot in one place at a
 * time, and shows the changes that no test notices, but for those of mutants/known.json, which says why they do not
 * matter. Takes hours for all. `--jobs 4` for more processes, `--seconds 60` for how long the tests of other folders may
 * take for one change, `--every 10` for a sample, `--again` for what is left: what was not tried before, or was neither
 * noticed nor listed.
 */
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from './lib/processes.mjs';
import { Problem, say, step } from './lib/say.mjs';
import { KEPT, ROOT, setUp } from './lib/setup.mjs';

const NODES = 'nodes/Landbot';
const DEFAULT = ['api', 'execution', 'webhooks', 'trigger', 'resources/message/sendAndWait'];

/** What has come out so far, a line for each change. */
const OUTCOMES = join(KEPT, 'mutants.jsonl');

/** Not of the unit tests, or about the sources and not about what they do, or with other inputs each time. */
const NO_TESTS = /^test\/(verify|e2e|published)\/|rooms\.test|\.property\./;

/** A file, or those of a folder. @param {string} path @param {RegExp} pattern @returns {string[]} Paths from the root of the repository. */
function filesIn(path, pattern) {
	if (statSync(join(ROOT, path)).isFile()) return [path];
	return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
		.map((name) => `${path}/${name.replaceAll('\\', '/')}`)
		.filter((name) => pattern.test(name))
		.sort();
}

/** @param {{ file: string, change: string }} mutant */
const keyOf = ({ file, change }) => `${file}\0${change}`;

/** Changes that may go unnoticed, and why. @type {{ file: string, change: string, reason: string }[]} */
const KNOWN = JSON.parse(readFileSync(new URL('./mutants/known.json', import.meta.url), 'utf8'));
const known = new Set(KNOWN.map(keyOf));

/** For each change that was tried before, the test file that noticed it, if one did. @returns {Map<string, string | undefined>} */
function earlierOutcomes() {
	const lines = existsSync(OUTCOMES) ? readFileSync(OUTCOMES, 'utf8').split('\n') : [];
	return new Map(
		lines.filter(Boolean).map((line) => {
			const { killedBy, ...mutant } = JSON.parse(line);
			return [keyOf(mutant), killedBy];
		}),
	);
}

/** Whether a test file is about the folder of a source, such as test/errors about api/errors, or about all. @param {string} test @param {string} source */
const isNear = (test, source) =>
	test.startsWith('test/contract/') || source.includes(`/${test.split('/')[1]}/`);

/**
 * A test file, how long it takes without a mutant, in milliseconds, and the mutants that it comes across, with the names
 * of the tests that do.
 * @typedef {{ file: string, ms: number, seen: Map<string, string[] | null> }} Test
 */

await main(async () => {
	const { values, positionals } = parseArgs({
		options: {
			jobs: { type: 'string', default: '2' },
			seconds: { type: 'string', default: '20' },
			every: { type: 'string', default: '1' },
			again: { type: 'boolean', default: false },
		},
		allowPositionals: true,
	});
	await setUp();
	const { openBench, sideBySide } = await import('./mutants/workers.mjs');
	/** @type {typeof import('./mutants/mutate.js')} */
	const { withMutants } = createRequire(import.meta.url)('./mutants/mutate.js');

	const folders = positionals.length > 0 ? positionals : DEFAULT;
	const mutants = folders
		.flatMap((folder) => filesIn(`${NODES}/${folder}`, /\.ts$/))
		.flatMap((file) =>
			withMutants(readFileSync(join(ROOT, file), 'utf8'), file).mutants.map((mutant) => ({
				...mutant,
				file,
				name: `${file}#${mutant.number}`,
			})),
		);
	if (mutants.length === 0)
		throw new Problem(
			'There is nothing to change.',
			`Choose folders of ${NODES}, such as ${DEFAULT.join(', ')}.`,
		);
	const keys = new Set(mutants.map(keyOf));
	for (const one of KNOWN) {
		const isStale = mutants.some(({ file }) => file === one.file) && !keys.has(keyOf(one));
		if (isStale) say(`No change any more, take it out of known.json: ${one.file}  ${one.change}`);
	}
	mkdirSync(KEPT, { recursive: true });
	const earlier = earlierOutcomes();
	const tried = mutants
		.filter((_, index) => index % Number(values.every) === 0)
		.filter((mutant) => {
			const key = keyOf(mutant);
			return !values.again || !(earlier.get(key) || (earlier.has(key) && known.has(key)));
		});

	const benches = Array.from({ length: Number(values.jobs) }, openBench);
	/** @type {Test[]} */
	const tests = [];
	const files = filesIn('test', /\.test\.(ts|js)$/).filter((file) => !NO_TESTS.test(file));
	await step(`Running ${files.length} files of tests without a change`, async (progress) => {
		await sideBySide(benches, files, async (bench, file) => {
			const from = performance.now();
			const { failed, seen } = await bench.run(file, '', 60_000);
			if (failed) throw new Problem(`${file} fails without a change.`, 'Mend it first.');
			tests.push({ file, ms: performance.now() - from, seen: new Map(seen) });
			progress(`${tests.length} files`);
		});
	});

	/** How many changes of a source a test file has noticed, by both. @type {Map<string, number>} */
	const kills = new Map();
	/** The tests that come across a change, the most promising ones first. @param {typeof mutants[number]} mutant */
	const testsOf = (mutant) => {
		const killer = earlier.get(keyOf(mutant));
		const rank = (/** @type {Test} */ { file, ms }) => {
			if (file === killer) return 0;
			const hits = kills.get(`${mutant.file} ${file}`) ?? 0;
			return ms / (1 + hits + (isNear(file, mutant.file) ? 5 : 0));
		};
		return tests
			.filter(({ seen }) => seen.has(mutant.name))
			.sort((one, other) => rank(one) - rank(other));
	};

	/** Whether a change was noticed, of those that were tried now or before. @type {Map<string, boolean>} */
	const outcomes = new Map(values.again ? [...earlier].map(([key, by]) => [key, Boolean(by)]) : []);
	let done = 0;
	let unnoticed = 0;
	await step(`Trying ${tried.length} changes`, async (progress) => {
		await sideBySide(benches, tried, async (bench, mutant) => {
			let leftMs = Number(values.seconds) * 1000;
			/** @type {string | undefined} */
			let killedBy;
			for (const { file, ms, seen } of testsOf(mutant)) {
				if (killedBy) break;
				// those of its own folder all have their say
				const isOwn = isNear(file, mutant.file);
				if (!isOwn && leftMs < 0) continue;
				const from = performance.now();
				const { failed } = await bench.run(file, mutant.name, ms, seen.get(mutant.name));
				if (failed) killedBy = file;
				if (!isOwn) leftMs -= performance.now() - from;
			}
			const { file, line, change } = mutant;
			if (killedBy) {
				const pair = `${file} ${killedBy}`;
				kills.set(pair, (kills.get(pair) ?? 0) + 1);
			} else {
				unnoticed++;
				if (!known.has(keyOf(mutant))) say(`${file}:${line}  ${change}`);
			}
			outcomes.set(keyOf(mutant), Boolean(killedBy));
			appendFileSync(OUTCOMES, `${JSON.stringify({ file, change, killedBy })}\n`);
			progress(`${++done} tried, ${unnoticed} unnoticed`);
		});
	});
	for (const bench of benches) bench.close();

	for (const folder of folders) {
		const inside = mutants
			.filter(({ file }) => file.startsWith(`${NODES}/${folder}`))
			.map(keyOf)
			.filter((key) => outcomes.has(key));
		const killed = inside.filter((key) => outcomes.get(key)).length;
		const listed = inside.filter((key) => !outcomes.get(key) && known.has(key)).length;
		const share = ((100 * killed) / inside.length).toFixed(1);
		say(
			`${folder}: ${killed} of ${inside.length} changes noticed (${share} %), ${listed} of the others do not matter`,
		);
	}
});
