import { setTimeout as sleep } from 'node:timers/promises';
import { digits, table, TRAVEL, whole } from '../table.mjs';
import { landbotTexts } from '../workflows.mjs';
import { openLandbot, openN8n } from '../world.mjs';

/**
 * What goes on after an execution was cancelled, while its items are prepared and while they are sent.
 * @type {import('../table.mjs').Measurement}
 */
export const cancelling = async (tarball, short) => {
	const [many, some] = short ? [1000, 100] : [10_000, 500];
	const landbot = await openLandbot();
	const n8n = await openN8n(tarball, landbot.baseUrl);
	/** @type {string[][]} */
	const rows = [];
	/** @type {import('../table.mjs').Demand[]} */
	const demands = [];
	for (const { when, count, afterMs } of [
		{ when: 'preparing', count: many, afterMs: short ? 3000 : 20_000 },
		{ when: 'sending', count: some, afterMs: short ? 5000 : 20_000 },
	]) {
		await landbot.reset(TRAVEL.usual);
		const execution = await n8n.start(landbotTexts(n8n.credential, count));
		await sleep(afterMs);
		const endedMs = await n8n.stop(execution);
		await sleep(1000);
		const before = (await landbot.log()).length;
		const { processorMs } = await n8n.measure(async () => await sleep(10_000));
		const later = (await landbot.log()).length - before;
		rows.push([when, whole(count), whole(endedMs), whole(later), digits(processorMs / 100)]);
		demands.push(
			[`${when}: ended within a second`, endedMs <= 1000],
			[`${when}: nothing leaves a second later`, later === 0],
			[`${when}: no work goes on a second later`, processorMs < 500],
		);
	}
	await n8n.close();
	await landbot.stop();
	return table(
		'After a click on Stop',
		[
			'while',
			'texts',
			'ended after ms',
			'sent after that',
			'processor beyond idle after a second, in %',
		],
		rows,
		demands,
	);
};
