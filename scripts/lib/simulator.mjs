import { join } from 'node:path';
import { start, stop, untilReady } from './processes.mjs';
import { ROOT } from './setup.mjs';

/** The token that the simulator accepts. */
export const SIMULATOR_TOKEN = 'simulator-token';

/**
 * Lets the Landbot nodes of a workflow that Landbot delivers to work with an n8n that only this machine reaches, as the simulator does.
 * @param {import('./n8n-api.mjs').Workflow} workflow
 * @returns {import('./n8n-api.mjs').Workflow}
 */
export const forSimulator = (workflow) => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-landbot.landbotTrigger' || node.parameters.operation === 'sendAndWait'
			? {
					...node,
					parameters: {
						...node.parameters,
						options: { ...node.parameters.options, allowLocalAddress: true },
					},
				}
			: node,
	),
});

/**
 * Starts the Landbot simulator on this machine and waits until it answers.
 * @param {number} port
 * @param {string[]} [options] Of `npm run simulator`, such as `--customers`.
 * @returns {Promise<{ origin: string, ended: Promise<unknown>, stop: () => Promise<void> }>}
 */
export async function startSimulator(port, options = []) {
	const child = start(process.execPath, [
		// Node.js would mention that package.json does not say which kind of module the TypeScript files are
		'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
		join(ROOT, 'scripts', 'simulator.mjs'),
		...['--port', String(port), ...options],
	]);
	const origin = `http://127.0.0.1:${port}`;
	await untilReady(child, origin, 'The simulator');
	return { origin, ended: child.ended, stop: () => stop(child) };
}
