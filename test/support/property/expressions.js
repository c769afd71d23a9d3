const { readdirSync, readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const ts = require('typescript');

const ROOT = join(__dirname, '../../..');

/**
 * The regular expressions of a file of TypeScript.
 * @typedef {object} Expressions
 * @property {string} file From the root of the repository.
 * @property {string[]} written As they stand there, slashes and flags included.
 * @property {number} made How many are put together from parts while the program runs.
 */

/** @param {string} file @returns {Expressions} */
function expressionsIn(file) {
	/** @type {Expressions} */
	const found = { file: relative(ROOT, file), written: [], made: 0 };
	/** @param {import('typescript').Node} node */
	const look = (node) => {
		if (ts.isRegularExpressionLiteral(node)) found.written.push(node.text);
		const isMade = ts.isNewExpression(node) || ts.isCallExpression(node);
		if (isMade && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') {
			found.made++;
		}
		ts.forEachChild(node, look);
	};
	look(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022));
	return found;
}

/** The regular expressions of the package, file by file. @returns {Expressions[]} */
exports.expressionsOfPackage = () =>
	['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => expressionsIn(join(ROOT, folder, name))),
	);
