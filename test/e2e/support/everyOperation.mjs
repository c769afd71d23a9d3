import { createRequire } from 'node:module';
import { credential } from './world.mjs';

/** @import { Execution, Workflow, WorkflowNode } from '../../../scripts/lib/n8n-api.mjs' */

const load = createRequire(import.meta.url);
/** @type {{ fixtures: Record<string, Workflow> }} */
const { fixtures } = load('../../operations/fixtures/index.js');

/** Every operation but Send and Wait, once: what stands behind a space makes a fixture special. */
const operations = Object.keys(fixtures).filter((name) => !name.includes(' '));

/** @param {string} name @param {string} type @param {number} typeVersion @param {Record<string, unknown>} [parameters] @returns {WorkflowNode} */
const node = (name, type, typeVersion, parameters = {}) => ({
	...{ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion },
	...{ position: [0, 0], parameters },
});
const to = (/** @type {string} */ name) => ({ node: name, type: 'main', index: 0 });

/** The nodes that make the items of an operation and do it. @param {string} operation @returns {WorkflowNode[]} */
function nodesOf(operation) {
	const [start, landbot] = fixtures[operation].nodes;
	const value = JSON.stringify(start.parameters.items ?? [{}]);
	const list = { id: 'list', name: 'list', type: 'array', value };
	return [
		node(`List of ${operation}`, 'set', 3.4, { assignments: { assignments: [list] } }),
		node(`Items of ${operation}`, 'splitOut', 1, { fieldToSplitOut: 'list' }),
		{
			...landbot,
			...{ id: operation, name: operation, onError: 'continueRegularOutput' },
			credentials: { landbotApi: credential },
		},
	];
}

/** A workflow that does every operation, one after the other. @param {string} name @returns {Workflow} */
export function everyOperation(name) {
	const branches = operations.map(nodesOf);
	const chains = branches.flatMap(([list, items, landbot]) => [
		[list.name, { main: [[to(items.name)]] }],
		[items.name, { main: [[to(landbot.name)]] }],
	]);
	return {
		name,
		nodes: [node('Start', 'manualTrigger', 1), ...branches.flat()],
		connections: {
			Start: { main: [branches.map(([list]) => to(list.name))] },
			...Object.fromEntries(chains),
		},
		settings: { executionOrder: 'v1' },
	};
}

/**
 * What each operation of such a workflow gave: the keys of its items, or that an item could not be done.
 * @param {Execution} execution
 * @returns {[operation: string, items: string[]][]}
 */
export const outcomesOf = ({ data }) =>
	operations.map((operation) => [
		operation,
		data.resultData.runData[operation][0].data.main[0].map((/** @type {any} */ { json }) =>
			json.error === undefined ? Object.keys(json).join() : 'not done',
		),
	]);
