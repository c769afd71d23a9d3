const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { strangersIn } = require('./forms');
const shots = require('../../scripts/pictures/shots.json');

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'docs', 'pictures');
const MAX_BYTES = 150_000;
const files = readdirSync(FOLDER);

const documents = [
	'README.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];
const shown = documents.flatMap((document) =>
	[
		...readFileSync(join(ROOT, document), 'utf8').matchAll(
			/!\[[^\]]+\]\((?:docs\/)?pictures\/([^)]+)\)/g,
		),
	].map(([, file]) => file),
);

it('has every picture that a document shows, shows every picture that it has, and can make each again', () => {
	const made = [...Object.keys(shots.forms), ...shots.scenes].map((name) => `${name}.png`);
	expect([...new Set(shown)].sort()).toEqual(files.sort());
	expect(made.sort()).toEqual(files);
});

it.each(files)('%s can be opened on a slow line', (file) => {
	expect(statSync(join(FOLDER, file)).size).toBeLessThanOrEqual(MAX_BYTES);
});

it.each(Object.entries(shots.forms))(
	'%s shows a form that the node still has',
	(_name, { type, parameters }) => {
		expect(strangersIn(type, parameters)).toEqual([]);
	},
);
