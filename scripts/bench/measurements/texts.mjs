import { digits, isSuccess, LIMIT, table, TRAVEL, whole } from '../table.mjs';
import { httpTexts, landbotTexts } from '../workflows.mjs';
import { openLandbot, openN8n, tally } from '../world.mjs';

/**
 * @import { Workflow } from '../../lib/n8n-api.mjs'
 * @import { Travel } from '../table.mjs'
 */

const RETRY = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1000 };
const SPACED = { batchSize: 1, batchInterval: 110 };

/**
 * Texts at the rate limit: the Landbot node, and the HTTP Request node in the ways a person sets it up.
 * @type {import('../table.mjs').Measurement}
 */
export const texts = async (tarball, short) => {
	const landbot = await openLandbot();
	const n8n = await openN8n(tarball, landbot.baseUrl);
	const { credential } = n8n;
	const { baseUrl } = landbot;
	const [few, many, some] = short ? [60, 60, 40] : [300, 600, 200];
	const twice = (/** @type {Workflow} */ workflow) => [workflow, workflow];
	/** @type {[node: string, count: string, travel: Travel, workflows: Workflow[]][]} */
	const cases = [
		['Landbot', `${few}, quiet network`, TRAVEL.quiet, [landbotTexts(credential, few)]],
		['Landbot', `${many}`, TRAVEL.usual, [landbotTexts(credential, many)]],
		['Landbot', `${many}, 1.1 s away`, TRAVEL.api, [landbotTexts(credential, many)]],
		['Landbot', `2 x ${some} at once`, TRAVEL.usual, twice(landbotTexts(credential, some))],
		['HTTP Request, defaults', '100', TRAVEL.usual, [httpTexts(credential, baseUrl, 100)]],
		[
			'HTTP Request, Retry On Fail',
			'100',
			TRAVEL.usual,
			[httpTexts(credential, baseUrl, 100, { settings: RETRY })],
		],
		[
			'HTTP Request, batches of 1 per 110 ms',
			`${some}`,
			TRAVEL.usual,
			[httpTexts(credential, baseUrl, some, { batch: SPACED })],
		],
		[
			'HTTP Request, the same, continue on error',
			`2 x ${some} at once`,
			TRAVEL.usual,
			twice(
				httpTexts(credential, baseUrl, some, {
					batch: SPACED,
					settings: { onError: 'continueRegularOutput' },
				}),
			),
		],
	];
	/** @type {string[][]} */
	const rows = [];
	/** @type {import('../table.mjs').Demand[]} */
	const demands = [];
	for (const [node, count, travel, workflows] of cases) {
		await landbot.reset(travel);
		const states = await n8n.run(...workflows);
		const { delivered, doubled, refused, refusedShare, seconds, perSecond } = tally(
			await landbot.log(),
			workflows.length,
		);
		rows.push([
			node,
			count,
			whole(delivered),
			whole(doubled),
			whole(refused),
			digits(seconds),
			digits(perSecond / LIMIT, 2),
			states.join(', '),
		]);
		if (node !== 'Landbot') continue;
		demands.push([
			`${count}: no text twice, no execution failed`,
			doubled === 0 && states.every(isSuccess),
		]);
		// The rate is demanded of one execution; two begin with whatever the first bursts of both run into.
		if (workflows.length > 1) continue;
		const least = travel === TRAVEL.quiet ? 9.5 : 9;
		demands.push(
			[`${count}: at least ${least} accepted per second`, perSecond >= least],
			[`${count}: at most 1 % refused`, refusedShare <= 0.01],
		);
	}
	await n8n.close();
	await landbot.stop();
	return table(
		'Texts at the limit of 10 requests per second',
		['node', 'texts', 'delivered', 'sent again', 'refused', 'seconds', 'of the limit', 'execution'],
		rows,
		demands,
	);
};
