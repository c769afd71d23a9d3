import { setTimeout as sleep } from 'node:timers/promises';
import { startProbe } from '../../lib/probes.mjs';
import { deliver, publishTrigger } from '../deliveries.mjs';
import { digits, isSuccess, table, TRAVEL, whole } from '../table.mjs';
import { httpTexts, landbotTexts } from '../workflows.mjs';
import { openLandbot, openN8n } from '../world.mjs';

/** @import { Workflow } from '../../lib/n8n-api.mjs' */

const WARM_UP = 30;
const SETTLED_AFTER_MS = 10_000;
const BATCH = { batchSize: 1, batchInterval: 110 };

/** Lines of n8n about trouble with its database. */
const TROUBLE = /database.*(not ready|timed? ?out|lost|fail|error)/i;

/**
 * How soon n8n answers a health check, its editor and Landbot, from the click to the end of a campaign.
 * @type {import('../table.mjs').Measurement}
 */
export const responsiveness = async (tarball, short) => {
	const counts = short ? [200] : [1000, 3000, 10_000];
	const landbot = await openLandbot();
	const n8n = await openN8n(tarball, landbot.baseUrl);
	const receiver = await publishTrigger(n8n, landbot);
	let number = 0;
	/** @type {Record<string, [everyMs: number, ask: () => Promise<boolean>]>} */
	const probes = {
		'health check': [100, async () => (await fetch(`${n8n.origin}/healthz`)).ok],
		database: [250, async () => (await fetch(`${n8n.origin}/healthz/readiness`)).ok],
		editor: [
			250,
			async () => Boolean(await n8n.api.request('GET', `/rest/workflows/${receiver.workflow}`)),
		],
		delivery: [1000, async () => (await deliver(receiver, number++)) === 200],
	};
	/** @type {[node: string, count: number, workflow: Workflow][]} */
	const cases = [
		[
			'HTTP Request, batches of 1 per 110 ms',
			counts[0],
			httpTexts(n8n.credential, landbot.baseUrl, counts[0], { batch: BATCH }),
		],
	];
	for (const count of counts) cases.push(['Landbot', count, landbotTexts(n8n.credential, count)]);
	/** @type {string[][]} */
	const rows = [];
	/** @type {import('../table.mjs').Demand[]} */
	const demands = [];
	// the first of each kind is slow by itself, and so is a server that has just started
	for (const [, ask] of Object.values(probes)) await ask();
	for (const texts of [
		httpTexts(n8n.credential, landbot.baseUrl, WARM_UP, { batch: BATCH }),
		landbotTexts(n8n.credential, WARM_UP),
	])
		await n8n.run(texts);
	await sleep(SETTLED_AFTER_MS);
	for (const [node, count, texts] of cases) {
		await landbot.clearLog();
		await landbot.travel(TRAVEL.quiet);
		n8n.lines.length = 0;
		const started = Object.entries(probes).map(([name, [everyMs, ask]]) => ({
			name,
			probe: startProbe(everyMs, ask),
		}));
		const from = Date.now();
		const [state] = await n8n.run(texts);
		const measured = await Promise.all(
			started.map(async ({ name, probe }) => ({ name, ...(await probe.stop()) })),
		);
		const sends = (await landbot.log()).filter(({ path }) => path.endsWith('/send_text/'));
		const firstSeconds = (sends[0].at - from) / 1000;
		const trouble = n8n.lines.filter((line) => TROUBLE.test(line));
		rows.push([
			node,
			whole(count),
			digits(firstSeconds),
			...measured.map(({ p99Ms, worstMs }) => `${whole(p99Ms)} / ${whole(worstMs)}`),
			String(trouble.length + measured.reduce((sum, { refused }) => sum + refused, 0)),
			state,
		]);
		if (node !== 'Landbot') continue;
		demands.push(
			[`${count}: the execution succeeds`, isSuccess(state)],
			[`${count}: n8n reports no trouble`, trouble.length === 0],
		);
		for (const { name, p99Ms, worstMs, refused } of measured)
			demands.push(
				[`${count}: every ${name} is answered`, refused === 0],
				[`${count}: 99 of 100 within 250 ms, ${name}`, p99Ms <= 250],
				[`${count}: none later than 500 ms, ${name}`, worstMs <= 500],
			);
		if (count >= 10_000) demands.push([`${count} are checked within 150 s`, firstSeconds <= 150]);
	}
	await n8n.close();
	await landbot.stop();
	return table(
		'How soon n8n answers while a campaign runs: 99 of 100 / the latest, in ms',
		['node', 'texts', 'first text after s', ...Object.keys(probes), 'trouble', 'execution'],
		rows,
		demands,
	);
};
