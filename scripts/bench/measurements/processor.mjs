import { digits, table, TRAVEL } from '../table.mjs';
import { httpTexts, landbotTexts } from '../workflows.mjs';
import { openLandbot, openN8n } from '../world.mjs';

/**
 * Processor time for each text, both nodes at the same pace, in turn so that a change of the machine meets both.
 * @type {import('../table.mjs').Measurement}
 */
export const processor = async (tarball, short) => {
	const [count, rounds] = short ? [60, 1] : [250, 3];
	const landbot = await openLandbot();
	const n8n = await openN8n(tarball, landbot.baseUrl);
	const batch = { batchSize: 1, batchInterval: 110 };
	/** @type {[node: string, workflow: import('../../lib/n8n-api.mjs').Workflow][]} */
	const nodes = [
		['HTTP Request', httpTexts(n8n.credential, landbot.baseUrl, count, { batch })],
		['Landbot', landbotTexts(n8n.credential, count)],
	];
	const used = nodes.map(() => 0);
	for (let round = 0; round < rounds; round++) {
		for (const [index, [, workflow]] of nodes.entries()) {
			await landbot.reset(TRAVEL.quiet);
			used[index] += (await n8n.measure(async () => await n8n.run(workflow))).processorMs;
		}
	}
	await n8n.close();
	await landbot.stop();
	const share = used[1] / used[0];
	return table(
		'Processor time of n8n',
		['node', 'ms for each text', 'of the HTTP Request node'],
		nodes.map(([node], index) => [
			node,
			digits(used[index] / count / rounds),
			digits(used[index] / used[0], 2),
		]),
		[['At most 0.6 of the HTTP Request node', share <= 0.6]],
	);
};
