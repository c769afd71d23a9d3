import { digits, LIMIT, table, TRAVEL, whole } from '../table.mjs';
import { httpCustomers, landbotCustomers } from '../workflows.mjs';
import { openLandbot, openN8n } from '../world.mjs';

/**
 * @import { Workflow } from '../../lib/n8n-api.mjs'
 * @import { Travel } from '../table.mjs'
 */

/**
 * A whole list of customers, against the shortest time that the limit allows.
 * @type {import('../table.mjs').Measurement}
 */
export const pages = async (tarball, short) => {
	const customers = short ? 2000 : 10_000;
	const landbot = await openLandbot(customers);
	const n8n = await openN8n(tarball, landbot.baseUrl);
	/** @type {string[][]} */
	const rows = [];
	/** @type {import('../table.mjs').Demand[]} */
	const demands = [];
	/** @type {[node: string, workflow: Workflow, travel: Travel, most: number][]} */
	const cases = [
		['Landbot, Return All', landbotCustomers(n8n.credential), TRAVEL.usual, 1.25],
		['Landbot, Return All', landbotCustomers(n8n.credential), TRAVEL.api, 1.5],
		[
			'HTTP Request, Pagination',
			httpCustomers(n8n.credential, landbot.baseUrl, 0),
			TRAVEL.usual,
			Infinity,
		],
	];
	for (const [node, workflow, travel, most] of cases) {
		await landbot.reset(travel);
		const states = await n8n.run(workflow);
		const log = await landbot.log();
		const seconds = (log[log.length - 1].at - log[0].at) / 1000;
		const share = seconds / (customers / 100 / LIMIT);
		rows.push([
			node,
			whole(travel.medianMs),
			whole(log.length),
			digits(seconds),
			digits(share, 2),
			states.join(),
		]);
		if (Number.isFinite(most))
			demands.push([
				`${travel.medianMs} ms away: at most ${most} of the shortest time`,
				share <= most,
			]);
	}
	await n8n.close();
	await landbot.stop();
	return table(
		`All of ${whole(customers)} customers`,
		['node', 'ms away', 'requests', 'seconds', 'of the shortest time', 'execution'],
		rows,
		demands,
	);
};
