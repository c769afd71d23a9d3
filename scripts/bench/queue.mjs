import { startQueue } from '../queue/queue.mjs';
import { landbotTexts } from './workflows.mjs';
import { openLandbot, openN8n, tally } from './world.mjs';

const EXECUTIONS = 3;

/**
 * An n8n in queue mode with two workers, which know nothing of each other and share one token, and a Landbot for it.
 * @param {string} tarball
 * @param {Record<string, string>} [environment] Settings of n8n.
 */
export async function openQueue(tarball, environment) {
	const landbot = await openLandbot();
	/** @type {import('../queue/queue.mjs').Queue | undefined} */
	let started;
	const n8n = await openN8n(tarball, landbot.baseUrl, {
		open: async (userFolder) =>
			(started = await startQueue({
				userFolder,
				workers: 2,
				concurrency: EXECUTIONS,
				environment,
			})),
	});
	const { main, workers, redis, postgres } = /** @type {import('../queue/queue.mjs').Queue} */ (
		started
	);
	return {
		n8n,
		landbot,
		...{ main, workers, redis, postgres },
		/**
		 * Sends three times `count` texts in three executions at once.
		 * @param {number} count
		 * @param {import('./table.mjs').Travel} latency
		 * @returns {Promise<ReturnType<typeof tally> & { states: string[] }>}
		 */
		async send(count, latency) {
			await landbot.reset(latency);
			const workflows = Array.from({ length: EXECUTIONS }, (_, index) =>
				landbotTexts(n8n.credential, count, { word: `execution-${index}` }),
			);
			const states = await n8n.run(...workflows);
			return { ...tally(await landbot.log()), states };
		},
		async close() {
			await n8n.close();
			await landbot.stop();
		},
	};
}
