import { setTimeout as sleep } from 'node:timers/promises';
import { installPlainNode, plainTexts } from '../plainNode.mjs';
import { digits, table, TRAVEL, whole } from '../table.mjs';
import { httpCustomers, httpTexts, landbotCustomers, landbotTexts } from '../workflows.mjs';
import { openLandbot, openN8n } from '../world.mjs';

/**
 * Something to run in a new n8n with a Landbot of its own.
 * @typedef {(n8n: import('../world.mjs').N8n, landbot: import('../world.mjs').Landbot) => Promise<unknown>} Run
 *
 * @import { Credential, Workflow } from '../../lib/n8n-api.mjs'
 */

/** How long a campaign of 10,000 is watched at least, in milliseconds: n8n prepares all of it in the first two minutes. */
const AWHILE_MS = 150_000;

/**
 * The most memory that n8n needs for large runs: each in a new server with a Landbot of its own, two at a time.
 * @type {import('../table.mjs').Measurement}
 */
export const memory = async (tarball, short) => {
	const [many, customers, awhileMs] = short ? [1000, 5000, 20_000] : [10_000, 50_000, AWHILE_MS];
	/** @param {Run} run @param {string[]} [options] Of the simulator. */
	const used = async (run, options) => {
		const landbot = await openLandbot(customers, options);
		const n8n = await openN8n(tarball, landbot.baseUrl, { prepare: installPlainNode });
		await landbot.reset(TRAVEL.quiet);
		const { memoryMb } = await n8n.measure(async () => await run(n8n, landbot));
		await n8n.close();
		await landbot.stop();
		return memoryMb;
	};
	/**
	 * At ten texts a second a whole campaign takes 17 minutes. All items are in memory once the first has left.
	 * @param {(credential: Credential, baseUrl: string) => Workflow} workflowFor
	 * @returns {Run}
	 */
	const stoppedUnderWay = (workflowFor) => async (n8n, landbot) => {
		const execution = await n8n.start(workflowFor(n8n.credential, landbot.baseUrl));
		await sleep(awhileMs);
		while ((await landbot.log()).length === 0) await sleep(1000);
		await n8n.stop(execution);
	};
	const batch = { batchSize: 1, batchInterval: 110 };
	const [http, landbot] = await Promise.all(
		[
			stoppedUnderWay((credential, baseUrl) => httpTexts(credential, baseUrl, many, { batch })),
			stoppedUnderWay((credential) => landbotTexts(credential, many)),
		].map((run) => used(run)),
	);
	// without a limit, because this node fails at the first refusal
	const plain = await used(
		stoppedUnderWay((credential) => plainTexts(credential, many)),
		['--no-limit'],
	);
	const [httpList, landbotList] = await Promise.all([
		used((n8n, { baseUrl }) => n8n.run(httpCustomers(n8n.credential, baseUrl, 105))),
		used((n8n) => n8n.run(landbotCustomers(n8n.credential))),
	]);
	const texts = `${whole(many)} texts, stopped under way`;
	const list = `All of ${whole(customers)} customers`;
	/** @param {string} what @param {string} node @param {number} megabytes @param {number} base */
	const row = (what, node, megabytes, base) => [
		what,
		node,
		whole(megabytes),
		digits(megabytes / base, 2),
	];
	return table(
		'Memory of n8n beyond what it holds idle',
		['run', 'node', 'MB', 'of the HTTP Request node'],
		[
			row(texts, 'HTTP Request', http, http),
			row(texts, 'a declarative node that only sends', plain, http),
			row(texts, 'Landbot', landbot, http),
			row(list, 'HTTP Request', httpList, httpList),
			row(list, 'Landbot', landbotList, httpList),
		],
		[
			[
				'Texts: at most 2.0 of the HTTP Request node, or 1.2 of what any declarative node needs',
				landbot <= Math.max(2 * http, 1.2 * plain),
			],
			['Customers: no more than the HTTP Request node', landbotList <= httpList],
		],
	);
};
