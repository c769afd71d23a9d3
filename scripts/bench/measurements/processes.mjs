import { openQueue } from '../queue.mjs';
import { digits, isSuccess, LIMIT, percent, table, TRAVEL, whole } from '../table.mjs';

/** What two processes do together varies with the moments in which they begin: the middle of so many runs counts. */
const RUNS = 3;

/**
 * Two workers in queue mode that know nothing of each other, with three executions between them.
 * @type {import('../table.mjs').Measurement}
 */
export const processes = async (tarball, short) => {
	const count = short ? 50 : 150;
	/** @type {string[][]} */
	const rows = [];
	/** @type {import('../table.mjs').Demand[]} */
	const demands = [];
	const queue = await openQueue(tarball);
	for (const travel of [TRAVEL.usual, TRAVEL.api]) {
		const away = `${travel.medianMs} ms away`;
		/** @type {Awaited<ReturnType<typeof queue.send>>[]} */
		const runs = [];
		for (let run = 0; run < RUNS; run++) runs.push(await queue.send(count, travel));
		/** @param {'delivered' | 'doubled' | 'refusedShare' | 'perSecond' | 'fairness'} key */
		const middle = (key) =>
			runs.map((sent) => sent[key]).sort((a, b) => a - b)[Math.floor(RUNS / 2)];
		const [delivered, doubled] = [middle('delivered'), middle('doubled')];
		rows.push([
			`3 x ${count}, ${away}`,
			whole(delivered),
			whole(doubled),
			percent(middle('refusedShare')),
			digits(middle('perSecond') / LIMIT, 2),
			digits(middle('fairness'), 2),
			runs[0].states.join(', '),
		]);
		demands.push(
			[
				`${away}: everything delivered once`,
				runs.every(
					(sent) =>
						sent.delivered === 3 * count && sent.doubled === 0 && sent.states.every(isSuccess),
				),
			],
			[`${away}: at least 9.1 accepted per second`, middle('perSecond') >= 9.1],
			[`${away}: at most 8 % refused`, middle('refusedShare') <= 0.08],
			[`${away}: no execution less than two thirds of another`, middle('fairness') >= 2 / 3],
		);
	}
	await queue.close();
	return table(
		'Queue mode: two workers share one token',
		['texts', 'delivered', 'sent again', 'refused', 'of the limit', 'fairness', 'execution'],
		rows,
		demands,
	);
};
