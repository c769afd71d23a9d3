/** What everybody who imports an example relies on. test/e2e runs them. */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { strangersIn } = require('./forms');

const ROOT = join(__dirname, '..', '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const names = readdirSync(join(ROOT, 'examples')).map((file) => file.replace(/\.json$/, ''));
const PACKAGE = 'n8n-nodes-landbot.';

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(join(ROOT, 'examples', `${name}.json`), 'utf8'));

/** @typedef {{ name: string, type: string, parameters: Record<string, any>, credentials?: Record<string, { id: string }> }} Node */

describe.each(names)('the example %s', (name) => {
	/** @type {{ name: string, nodes: Node[] }} */
	const { name: title, nodes } = read(name);

	it('stands in the table of the README, and is called after the package', () => {
		expect(readme).toContain(`| [${name}](examples/${name}.json) |`);
		expect(title).toMatch(/^Landbot: /);
	});

	it('carries a note', () => {
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(notes).toHaveLength(1);
		const { content } = notes[0].parameters;
		expect(content).toMatch(/^## /);
		expect(content.length).toBeLessThan(1400);
	});

	it('fills in forms that the nodes have', () => {
		const strangers = nodes
			.filter(({ type }) => type.startsWith(PACKAGE))
			.flatMap(({ type, parameters }) => strangersIn(type.slice(PACKAGE.length), parameters));
		expect(strangers).toEqual([]);
	});

	it('holds nobody’s credential', () => {
		const ids = nodes.flatMap(({ credentials = {} }) =>
			Object.values(credentials).map(({ id }) => id),
		);
		expect(ids.filter((id) => id !== '')).toEqual([]);
	});
});
