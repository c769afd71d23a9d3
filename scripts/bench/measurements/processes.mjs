import { openQueue } from '../queue.mjs';
import { digits, isSuccess, LIMIT, percent, table, TRAVEL, whole } from '../table.mjs';

/** Two workers in queue mode that know nothing of each other, with three executions between them. */
export async function processes(tarball, short) {
	const count = short ? 50 : 150;
	const rows = [];
	const demands = [];
	const queue = await openQueue(tarball);
	for (const travel of [TRAVEL.usual, TRAVEL.api]) {
		const sent = await queue.send(count, travel);
		const away = `${travel.medianMs} ms away`;
		rows.push([
			`3 x ${count}, ${away}`,
			whole(sent.delivered),
			whole(sent.doubled),
			percent(sent.refusedShare),
			digits(sent.perSecond / LIMIT, 2),
			digits(sent.fairness, 2),
			sent.states.join(', '),
		]);
		demands.push(
			[
				`${away}: everything delivered once`,
				sent.delivered === 3 * count && sent.doubled === 0 && sent.states.every(isSuccess),
			],
			[`${away}: at least 9.1 accepted per second`, sent.perSecond >= 9.1],
			[`${away}: at most 8 % refused`, sent.refusedShare <= 0.08],
			[`${away}: no execution less than two thirds of another`, sent.fairness >= 2 / 3],
		);
	}
	await queue.close();
	return table(
		'Queue mode: two workers share one token',
		['texts', 'delivered', 'sent again', 'refused', 'of the limit', 'fairness', 'execution'],
		rows,
		demands,
	);
}
