const ts = require('typescript');
const { expressionChanges, statementChanges } = require('./changes.js');

/**
 * One change that a test should notice: its number in the file, its line there, and how it reads, which is
 * the same for no two of a file.
 * @typedef {{ number: number, line: number, change: string }} Mutant
 */

/** What the code of all mutants is called by, with the name of one: whether that one is switched on. */
const SWITCH = 'isMutant';

/** Declarations that leave nothing in the program, or that other programs rely on. @param {import('typescript').Node} node */
const isLeftAlone = (node) =>
	ts.isTypeNode(node) ||
	ts.isTypeParameterDeclaration(node) ||
	ts.isInterfaceDeclaration(node) ||
	ts.isTypeAliasDeclaration(node) ||
	ts.isImportDeclaration(node) ||
	ts.isExportDeclaration(node);

/**
 * Writes all mutants of a source into it, each behind a switch: `isMutant("file#3") ? changed : original`. The lines stay
 * where they are.
 * @param {string} source Of TypeScript.
 * @param {string} file Its name, with which the names of its mutants begin.
 */
exports.withMutants = (source, file) => {
	const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
	/** @type {Mutant[]} */
	const mutants = [];
	/** How often a change has come already, by how it reads. @type {Map<string, number>} */
	const times = new Map();
	const oneLine = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').slice(0, 90);

	/** Gives a change a number; the call that tells whether it is switched on. @param {import('typescript').Node} node @param {string} changed */
	const switchFor = (node, changed) => {
		const number = mutants.length;
		const start = node.getStart(tree);
		const { line } = tree.getLineAndCharacterOfPosition(start);
		const reads = `${oneLine(source.slice(start, node.end))}  ->  ${oneLine(changed) || '(nothing)'}`;
		const time = (times.get(reads) ?? 0) + 1;
		times.set(reads, time);
		const change = time === 1 ? reads : `${reads} (${time})`;
		mutants.push({ number, line: line + 1, change });
		return `${SWITCH}(${JSON.stringify(`${file}#${number}`)})`;
	};

	/** The text of a node with the mutants of everything inside it. @param {import('typescript').Node} node @returns {string} */
	function inside(node) {
		let text = '';
		let from = node.getStart(tree);
		ts.forEachChild(node, (child) => {
			const start = child.getStart(tree);
			text +=
				source.slice(from, start) +
				(isLeftAlone(child) ? source.slice(start, child.end) : written(child));
			from = child.end;
		});
		return text + source.slice(from, node.end);
	}

	/** @param {import('typescript').Node} node @returns {string} */
	function written(node) {
		// before what is inside, so that the numbers go up with the lines
		const choices = expressionChanges(node, tree).map((changed) => [
			switchFor(node, changed),
			changed,
		]);
		const removals = statementChanges(node).map(() => switchFor(node, ''));
		const original = inside(node);
		if (removals.length > 0) return `{ if (!${removals[0]}) ${original} }`;
		if (choices.length === 0) return original;
		return `(${choices.map(([isOn, changed]) => `${isOn} ? (${changed}) : `).join('')}(${original}))`;
	}

	return { code: written(tree), mutants };
};
