const ts = require('typescript');

/** @typedef {import('typescript').Node} Node */

/** What may stand in place of an operator. @type {Record<string, string[]>} */
const OPERATORS = {
	'===': ['!=='],
	'!==': ['==='],
	'<': ['<=', '>='],
	'>': ['>=', '<='],
	'<=': ['<', '>'],
	'>=': ['>', '<'],
	'&&': ['||'],
	'||': ['&&'],
	'??': ['&&'],
	'-': ['+'],
	'*': ['/'],
	'/': ['*'],
	'%': ['*'],
	'+=': ['-='],
	'-=': ['+='],
};

/** What may stand in place of a method; an empty one leaves out the call. @type {Record<string, string>} */
const METHODS = {
	some: 'every',
	every: 'some',
	startsWith: 'endsWith',
	endsWith: 'startsWith',
	min: 'max',
	max: 'min',
	toLowerCase: 'toUpperCase',
	filter: '',
	trim: '',
	slice: '',
	sort: '',
	reverse: '',
};

const isText = (/** @type {Node} */ node) =>
	ts.isStringLiteral(node) ||
	ts.isTemplateExpression(node) ||
	ts.isNoSubstitutionTemplateLiteral(node);

/** Whether a text is the name of something rather than a value. @param {Node} node */
const isName = (node) =>
	(ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
	ts.isTaggedTemplateExpression(node.parent);

/** Whether a list or an object is no pattern that something is assigned to. @param {Node} node */
const isValue = (node) =>
	!(ts.isBinaryExpression(node.parent) && node.parent.left === node) &&
	!ts.isForOfStatement(node.parent);

/** @param {import('typescript').BinaryExpression} node @param {import('typescript').SourceFile} tree */
function binaryChanges(node, tree) {
	const { left, operatorToken, right } = node;
	const operator = operatorToken.getText(tree);
	const others = operator === '+' && !isText(left) && !isText(right) ? ['-'] : OPERATORS[operator];
	const isAssignment = operator.endsWith('=') && operator.length === 2 && /[+-]/.test(operator);
	const [first, second] = [left.getText(tree), right.getText(tree)];
	return (others ?? []).map((other) =>
		isAssignment ? `${first} ${other} ${second}` : `(${first}) ${other} (${second})`,
	);
}

/** @param {import('typescript').CallExpression} node @param {import('typescript').SourceFile} tree */
function callChanges(node, tree) {
	const { expression } = node;
	if (!ts.isPropertyAccessExpression(expression) || node.questionDotToken) return [];
	const { name, expression: object } = expression;
	if (!Object.keys(METHODS).includes(name.text) || expression.questionDotToken) return [];
	const before = object.getText(tree);
	const rest = tree.text.slice(name.end, node.end);
	const other = METHODS[name.text];
	return [other === '' ? before : `${before}.${other}${rest}`];
}

/** A regular expression without the marks that tie it to the start and the end. @param {string} text */
function expressionWithoutEnds(text) {
	const changes = [];
	if (text.startsWith('/^')) changes.push(text.length > 3 ? `/${text.slice(2)}` : text);
	if (/[^\\]\$\/[a-z]*$/.test(text)) changes.push(text.replace(/\$(\/[a-z]*)$/, '$1'));
	return changes;
}

/** A chain without each of its question marks. @param {Node} node @param {import('typescript').SourceFile} tree */
function chainChanges(node, tree) {
	const { parent } = node;
	const isInside = ts.isOptionalChain(parent) && parent.expression === node;
	// what is deleted has to stay a property
	if (!ts.isOptionalChain(node) || isInside || ts.isDeleteExpression(parent)) return [];
	const start = node.getStart(tree);
	const text = node.getText(tree);
	const changes = [];
	/** @type {Node} */
	let link = node;
	for (; ts.isOptionalChain(link); link = link.expression) {
		const isProperty = ts.isPropertyAccessExpression(link);
		const mark = 'questionDotToken' in link ? link.questionDotToken : undefined;
		if (!mark) continue;
		const at = mark.getStart(tree) - start;
		changes.push(text.slice(0, at) + (isProperty ? '.' : '') + text.slice(at + 2));
	}
	return changes;
}

/** Whether a condition decides what is done. @param {Node} node */
function conditionChanges(node) {
	const { parent } = node;
	const isChoice =
		(ts.isIfStatement(parent) && parent.expression === node) ||
		(ts.isConditionalExpression(parent) && parent.condition === node);
	if (isChoice) return ['true', 'false'];
	const isLoop =
		((ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === node) ||
		(ts.isForStatement(parent) && parent.condition === node);
	return isLoop ? ['false'] : [];
}

/**
 * What may stand in place of an expression.
 * @param {Node} node @param {import('typescript').SourceFile} tree
 * @returns {string[]}
 */
exports.expressionChanges = (node, tree) => {
	const changes = node.parent ? conditionChanges(node) : [];
	if (ts.isBinaryExpression(node)) changes.push(...binaryChanges(node, tree));
	if (ts.isCallExpression(node)) changes.push(...callChanges(node, tree));
	if (ts.isRegularExpressionLiteral(node)) changes.push(...expressionWithoutEnds(node.text));
	if (ts.isExpression(node)) changes.push(...chainChanges(node, tree));
	if (node.kind === ts.SyntaxKind.TrueKeyword) changes.push('false');
	if (node.kind === ts.SyntaxKind.FalseKeyword) changes.push('true');
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
		changes.push(node.operand.getText(tree));
	}
	if (isText(node) && !isName(node)) {
		changes.push(ts.isStringLiteral(node) && node.text === '' ? "'something'" : "''");
	}
	if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && isValue(node))
		changes.push('[]');
	if (ts.isObjectLiteralExpression(node) && node.properties.length > 0 && isValue(node)) {
		changes.push('{}');
	}
	const { parent } = node;
	if (parent && ts.isArrowFunction(parent) && parent.body === node && !ts.isBlock(node)) {
		changes.push('undefined');
	}
	return [...new Set(changes)].filter((change) => change !== node.getText(tree));
};

/** Whether what a block does may be left out: one change or none. @param {Node} node @returns {true[]} */
exports.statementChanges = (node) => {
	if (!ts.isBlock(node) || node.statements.length === 0) return [];
	return ts.isConstructorDeclaration(node.parent) ? [] : [true];
};
