/** What the documents say of tests. */
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const DOCS = join(__dirname, '../../docs');

/** A link to a test in docs/security.md: its text is the title. @type {RegExp} */
const PROOF = /\[([^\]]+)\]\((\.\.\/(?:test|simulator\/test)\/[^)]+)\)/g;

const proofs = [...readFileSync(join(DOCS, 'security.md'), 'utf8').matchAll(PROOF)].map(
	([, title, path]) => ({ title, path }),
);

it.each(proofs)('$path proves "$title"', ({ title, path }) => {
	const file = join(DOCS, path);
	expect(existsSync(file)).toBe(true);
	const titles = [...readFileSync(file, 'utf8').matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map(
		([, , text]) => text.replace(/\\(['"`])/g, '$1'),
	);
	expect(titles).toContain(title);
});

it('names a test for everything that is claimed', () => {
	expect(proofs.length).toBeGreaterThan(40);
	const lines = readFileSync(join(DOCS, 'security.md'), 'utf8').split('\n');
	const rows = lines.filter(
		(line, place) => line.startsWith('| ') && !lines[place + 1].startsWith('|---'),
	);
	const unproven = rows.filter((row) => !row.includes('](../') && !row.includes('n8n itself'));
	expect(unproven).toEqual([]);
});
