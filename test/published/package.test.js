/** What the package brings into an n8n, and what builds it: nothing that others could change. */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The texts of all files below a folder with one of these endings. @param {string} folder @param {RegExp} ending */
const textsIn = (folder, ending) =>
	readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && ending.test(entry.name))
		.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));

it('brings no other package along, and runs nothing when it is installed', () => {
	const keys = [
		'dependencies',
		'optionalDependencies',
		'bundleDependencies',
		'bundledDependencies',
	];
	expect(Object.keys(manifest).filter((key) => keys.includes(key))).toEqual([]);
	expect(Object.keys(manifest.peerDependencies)).toEqual(['n8n-workflow']);
	expect(Object.keys(manifest.scripts).filter((name) => /install|^prepare$/.test(name))).toEqual(
		[],
	);
});

it('uses at run time what n8n brings and a module of Node, and nothing else', () => {
	const texts = [...textsIn('nodes', /\.ts$/), ...textsIn('credentials', /\.ts$/)];
	const imported = texts.flatMap((text) =>
		[...text.matchAll(/^(?:import|export)?[^'\n]*\bfrom '([^.'][^']*)';$/gm)].map(
			([, name]) => name,
		),
	);
	expect([...new Set(imported)].sort()).toEqual(['crypto', 'n8n-workflow']);
	expect(
		texts.filter((text) => /\b(require|import)\(|\beval\(|\bnew Function\b/.test(text)),
	).toEqual([]);
});

it('is built and published by actions of known commits', () => {
	const used = textsIn('.github/workflows', /\.ya?ml$/).flatMap((text) =>
		[...text.matchAll(/uses:\s*(\S+)/g)].map(([, action]) => action),
	);
	expect(used.length).toBeGreaterThan(0);
	expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});
