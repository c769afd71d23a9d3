const { NodeHelpers } = require('n8n-workflow');
const { Landbot } = require('../../nodes/Landbot/Landbot.node');
const { LandbotTrigger } = require('../../nodes/Landbot/LandbotTrigger.node');

/** @import { INode, INodeProperties } from 'n8n-workflow' */

/** The nodes by the names that workflows call them by, also as tools. */
const NODES = {
	landbot: new Landbot(),
	landbotTool: new Landbot(),
	landbotTrigger: new LandbotTrigger(),
};

/** What only the node as a tool has; n8n adds it. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

/** Whether one of the properties of this name takes the value. @param {INodeProperties[]} properties @param {unknown} value */
const takes = (properties, value) =>
	properties.some(({ type, options = [] }) => {
		const values = options.map((option) => ('value' in option ? option.value : option.name));
		const isExpression = typeof value === 'string' && value.startsWith('=');
		if (type === 'options') return isExpression || values.includes(/** @type {string} */ (value));
		if (type === 'multiOptions' && values.length > 0)
			return /** @type {string[]} */ (value).every((one) => values.includes(one));
		if (type === 'collection' || type === 'fixedCollection')
			return Object.keys(/** @type {object} */ (value)).every((one) => values.includes(one));
		return true;
	});

/**
 * The parameters that a form of a node does not have, or that do not take their values: what has been renamed since.
 * @param {string} type Such as `landbot`, without the name of the package.
 * @param {Record<string, unknown>} parameters
 * @returns {string[]}
 */
function strangersIn(type, parameters) {
	const { description } = NODES[/** @type {keyof typeof NODES} */ (type)];
	const { properties } = description;
	const node = /** @type {INode} */ ({ typeVersion: 1, parameters: {} });
	const values =
		NodeHelpers.getNodeParameters(
			properties,
			/** @type {INode['parameters']} */ (parameters),
			true,
			false,
			node,
			description,
		) ?? {};
	const shown = properties.filter((property) =>
		NodeHelpers.displayParameter(values, property, node, description),
	);
	return Object.entries(parameters)
		.filter(([name]) => !(type === 'landbotTool' && OF_TOOLS.includes(name)))
		.filter(([name, value]) => {
			const ofName = shown.filter((property) => property.name === name);
			return ofName.length === 0 || !takes(ofName, value);
		})
		.map(([name]) => name);
}

module.exports = { strangersIn };
