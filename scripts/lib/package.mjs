import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { Problem, step } from './say.mjs';
import { KEPT, ROOT } from './setup.mjs';

const PACKED = join(KEPT, 'package');
const STAMP = join(PACKED, 'sources.sha256');

/** What the published package is made of; when none of it has changed, neither has the package. */
const SOURCES = [
	'CHANGELOG.md',
	'LICENSE',
	'README.md',
	'credentials',
	'gulpfile.js',
	'icons',
	'nodes',
	'package-lock.json',
	'package.json',
	'tsconfig.json',
];

/** What n8n's scanner reads of a repository, next to the icons that the nodes point to. */
const SCANNED = ['package.json', 'nodes', 'credentials', 'icons'];

/** Everything that may be published, and nothing else. */
const PUBLISHED =
	/^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/(credentials|nodes)\/.+\.(js|d\.ts)|dist\/icons\/[^/]+\.svg|dist\/nodes\/.+\.node\.json|dist\/nodes\/.+\/__schema__\/.+\.json)$/;

/** What a download may weigh. */
const MAX_BYTES = 60_000;

async function sourcesHash() {
	const hash = createHash('sha256');
	for (const source of SOURCES.filter((name) => existsSync(join(ROOT, name)))) {
		const below = await readdir(join(ROOT, source), { recursive: true }).catch(() => ['']);
		for (const name of below.sort()) {
			const path = join(ROOT, source, name);
			const content = await readFile(path).catch(() => '');
			hash.update(`${path.slice(ROOT.length)}\0${content.length}\0`).update(content);
		}
	}
	return hash.digest('hex');
}

/**
 * Builds the package and packs it as npm would publish it, unless that is done for these sources already.
 * @returns {Promise<string>} The path of the tarball.
 */
export async function buildAndPack() {
	const hash = await sourcesHash();
	const { name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
	const tarball = join(PACKED, `${name}-${version}.tgz`);
	const stamp = await readFile(STAMP, 'utf8').catch(() => '');
	if (stamp === hash && existsSync(tarball)) return tarball;
	await step('Building and packing the package', async () => {
		await rm(PACKED, { recursive: true, force: true });
		await mkdir(PACKED, { recursive: true });
		await run('npm', ['run', 'build'], { cwd: ROOT });
		await run('npm', ['pack', '--ignore-scripts', '--pack-destination', PACKED], { cwd: ROOT });
		await writeFile(STAMP, hash);
	});
	return tarball;
}

/**
 * Unpacks a tarball to a temporary folder for as long as `work` needs it.
 * @template T
 * @param {string} tarball
 * @param {(folder: string) => Promise<T>} work
 */
async function unpacked(tarball, work) {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
	try {
		await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * Makes sure that exactly what users need is published: no tests, no documents, no reports.
 * @param {string} tarball
 * @throws {Problem} Naming every file that does not belong in it, or when all of it is too much.
 */
export async function checkContent(tarball) {
	const { size } = await stat(tarball);
	if (size > MAX_BYTES)
		throw new Problem(
			`The package has ${size} bytes, and ${MAX_BYTES} are allowed.`,
			'Look at what has been added since (`npm pack --dry-run`).',
		);
	const files = await unpacked(tarball, async (folder) => {
		const entries = await readdir(folder, { recursive: true, withFileTypes: true });
		return entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
			.map((path) => path.replaceAll('\\', '/'));
	});
	const foreign = files.filter((path) => !PUBLISHED.test(path));
	if (foreign.length > 0) {
		throw new Problem(
			`The package contains what nobody needs: ${foreign.join(', ')}.`,
			'Remove it from the build (gulpfile.js) or allow it in scripts/lib/package.mjs.',
		);
	}
	return files;
}

/**
 * Lets n8n's own scanner judge the sources and the packed package, as it does before it verifies a node.
 * @param {string} tarball
 * @throws {Problem} With the scanner's findings.
 */
export async function scan(tarball) {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
		'@n8n/scan-community-package/scanner/scanner.mjs'
	);
	/** @param {string[]} patterns */
	const judge = (patterns) => async (/** @type {string} */ folder) => {
		const { passed, message, details } = await analyzePackage(folder, patterns);
		if (!passed) throw new Problem(`n8n's scanner refuses the package: ${message}.`, details ?? '');
	};
	// a copy, because the scanner would also take the tests' package.json and whatever else lies around
	const sources = await mkdtemp(join(tmpdir(), 'n8n-nodes-landbot-'));
	try {
		for (const name of SCANNED) {
			await cp(join(ROOT, name), join(sources, name), { recursive: true });
		}
		await judge(SOURCE_FILE_PATTERNS)(sources);
	} finally {
		await rm(sources, { recursive: true, force: true });
	}
	await unpacked(tarball, judge(['**/*.js', 'package.json']));
}
