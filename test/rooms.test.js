/** Who may import whom. The table is explained in docs/architecture.md; n8n's strict lint leaves no place for such a rule. */
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { dirname, join, relative, resolve, sep } = require('node:path');

const ROOT = join(__dirname, '..');
const NODES = 'nodes/Landbot';

/** The rooms, each with those that it may import from beside itself. @type {Record<string, string[]>} */
const ROOMS = {
	[`${NODES}/api`]: [],
	[`${NODES}/parameters`]: [`${NODES}/api`],
	[`${NODES}/webhooks`]: [`${NODES}/api`],
	[`${NODES}/methods`]: [`${NODES}/api`, `${NODES}/parameters`],
	[`${NODES}/execution`]: [`${NODES}/api`, `${NODES}/parameters`],
	[`${NODES}/trigger`]: [`${NODES}/api`, `${NODES}/parameters`, `${NODES}/webhooks`],
	[`${NODES}/resources`]: [
		`${NODES}/api`,
		`${NODES}/parameters`,
		`${NODES}/execution`,
		`${NODES}/webhooks`,
	],
	// The classes that n8n loads; nobody imports them but the tests.
	[NODES]: ['api', 'execution', 'methods', 'resources', 'trigger'].map(
		(room) => `${NODES}/${room}`,
	),
	credentials: [`${NODES}/api`],
	simulator: [],
	scripts: ['simulator', 'test/api/rate'],
	// The limiter and the retries in virtual time, for a test and for `npm run simulate:rate`.
	'test/api/rate': [`${NODES}/api`, 'simulator'],
	test: [
		'test/api/rate',
		...['', '/api', '/execution', '/parameters', '/trigger', '/webhooks'].map(
			(room) => `${NODES}${room}`,
		),
		'credentials',
		'simulator',
		'scripts',
	],
};

/** Files of a resource that another resource may import: models that they share. */
const SHARED_MODELS = [`${NODES}/resources/customerField/many`];

/** A path from the root of the repository, with slashes. @param {string} file */
const asPath = (file) => relative(ROOT, file).split(sep).join('/');

/** Every source file below a folder. @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return filesIn(path);
		return /\.(ts|js|mjs)$/.test(entry.name) ? [path] : [];
	});

/** The room that a path is in: the one with the longest name. @param {string} path */
const roomOf = (path) =>
	Object.keys(ROOMS)
		.filter((room) => path.startsWith(`${room}/`))
		.sort((one, other) => other.length - one.length)[0];

const IMPORT = /(?:from|import|require)\s*\(?\s*'(\.{1,2}(?:\/[^']*)?)'/g;

/** What a file imports of ours, as paths without their endings. @param {string} file */
const importsOf = (file) =>
	[...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path]) =>
		asPath(resolve(dirname(file), path)),
	);

const folders = ['nodes', 'credentials', 'simulator', 'scripts', 'test'].map((name) =>
	join(ROOT, name),
);
const imports = folders
	.flatMap(filesIn)
	.flatMap((file) => importsOf(file).map((target) => ({ from: asPath(file), to: target })))
	// Not code: package.json, fixtures.
	.filter(({ to }) => roomOf(`${to}/`) !== undefined);

it.each(Object.keys(ROOMS))('%s imports only from the rooms below it', (room) => {
	const strange = imports
		.filter(({ from }) => roomOf(from) === room)
		.filter(({ to }) => roomOf(`${to}/`) !== room && !ROOMS[room].includes(roomOf(`${to}/`)))
		.map(({ from, to }) => `${from} imports ${to}`);
	expect(strange).toEqual([]);
});

it('a resource imports from another one only what they are meant to share', () => {
	const resourceOf = (/** @type {string} */ path) => path.match(/resources\/(\w+)\//)?.[1];
	const strange = imports
		.filter(({ from, to }) => resourceOf(from) && resourceOf(to))
		.filter(({ from, to }) => resourceOf(from) !== resourceOf(to) && !SHARED_MODELS.includes(to))
		.map(({ from, to }) => `${from} imports ${to}`);
	expect(strange).toEqual([]);
});

it('nobody but the tests imports the classes that n8n loads', () => {
	const strange = imports
		.filter(({ to }) => /\/\w+\.node$/.test(to))
		.filter(({ from }) => !from.startsWith('test/'));
	expect(strange).toEqual([]);
});

it('no folder holds so many files that nobody finds one', () => {
	/** @param {string} folder @returns {{ folder: string, files: number }[]} */
	const count = (folder) => {
		const entries = readdirSync(folder, { withFileTypes: true });
		const sources = entries.filter((entry) => entry.isFile() && /\.(ts|js|mjs)$/.test(entry.name));
		const inside = entries.filter((entry) => entry.isDirectory());
		return [
			{ folder: asPath(folder), files: sources.length },
			...inside.flatMap(({ name }) => count(join(folder, name))),
		];
	};
	// A folder of resources holds a file for each operation.
	const full = folders
		.filter((folder) => statSync(folder).isDirectory())
		.flatMap(count)
		.filter(({ folder, files }) => files > 14 && !folder.startsWith(`${NODES}/resources/`));
	expect(full).toEqual([]);
});
