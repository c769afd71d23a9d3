/** Where people look first: no link leads nowhere, and the README stays short. */
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { dirname, join, normalize } = require('node:path');
const { LandbotApi } = require('../../credentials/LandbotApi.credentials');

const ROOT = join(__dirname, '..', '..');
const MAX_LINES = 180;
const REPOSITORY = 'https://github.com/n8n-nodes-landbot/n8n-nodes-landbot';

const read = (/** @type {string} */ path) => readFileSync(join(ROOT, path), 'utf8');
const documents = [
	'README.md',
	'CONTRIBUTING.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

/** The anchors of a document, as GitHub makes them of its headings. @param {string} path */
const anchorsOf = (path) =>
	[...read(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

/** Whether a link from a document leads to a file, and to a heading in it. @param {string} from @param {string} link */
function leadsSomewhere(from, link) {
	const [path, anchor] = link.split('#');
	const target = path === '' ? from : normalize(join(dirname(from), path));
	if (!existsSync(join(ROOT, target))) return false;
	return anchor === undefined || anchorsOf(target).includes(anchor);
}

it.each(documents)('%s has no link that leads nowhere', (document) => {
	const links = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
	const dead = links
		.filter((link) => !/^https?:/.test(link))
		.filter((link) => !leadsSomewhere(document, link));
	expect(dead).toEqual([]);
});

it(`has a README of at most ${MAX_LINES} lines that begins with what is not known`, () => {
	const lines = read('README.md').trimEnd().split('\n');
	expect(lines.length).toBeLessThanOrEqual(MAX_LINES);
	expect(lines[2]).toMatch(
		/^\*\*Nobody has run this package against a live Landbot account yet\.\*\*/,
	);
});

it('leads people from the nodes to headings that the README has', () => {
	const codex = ['Landbot', 'LandbotTrigger'].flatMap((name) => {
		const { resources } = JSON.parse(read(`nodes/Landbot/${name}.node.json`));
		return Object.values(resources).flat();
	});
	const pages = [new LandbotApi().documentationUrl, ...codex.map(({ url }) => url)];
	const strange = pages.filter((page) => {
		const anchor = page.replace(`${REPOSITORY}#`, '');
		return anchor !== 'readme' && !anchorsOf('README.md').includes(anchor);
	});
	expect(strange).toEqual([]);
});

it('names files of the repository where it links to them on GitHub', () => {
	const raw = `${REPOSITORY.replace('github.com', 'raw.githubusercontent.com')}/main/`;
	const named = [...read('README.md').matchAll(/\((https:[^)]+)\)/g)]
		.map(([, link]) => link)
		.filter((link) => link.startsWith(raw));
	expect(named).not.toEqual([]);
	expect(named.filter((link) => !existsSync(join(ROOT, link.slice(raw.length))))).toEqual([]);
});
