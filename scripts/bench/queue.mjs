import { startQueue } from '../lib/queue.mjs';
import { landbotTexts } from './workflows.mjs';
import { openLandbot, openN8n, tally } from './world.mjs';

const EXECUTIONS = 3;

/**
 * Sends three times `count` texts in three executions at once through two workers of n8n in queue mode, which know
 * nothing of each other and share one token.
 * @param {string} tarball
 * @param {number} count
 * @param {{ medianMs: number, sigma: number }} latency
 * @returns {Promise<ReturnType<typeof tally> & { states: string[] }>}
 */
export async function sendThroughQueue(tarball, count, latency) {
	const landbot = await openLandbot();
	const n8n = await openN8n(tarball, landbot.baseUrl, (userFolder) =>
		startQueue({ userFolder, workers: 2, concurrency: EXECUTIONS }),
	);
	await landbot.reset(latency);
	const workflow = landbotTexts(n8n.credential, count);
	const states = await n8n.run(...Array(EXECUTIONS).fill(workflow));
	const sent = tally(await landbot.log(), EXECUTIONS);
	await n8n.close();
	await landbot.stop();
	return { ...sent, states };
}
