import { setTimeout as sleep } from 'node:timers/promises';
import { openQueue } from './queue.mjs';
import { openLandbot, openN8n, tally } from './world.mjs';
import { httpCustomers, httpTexts, landbotCustomers, landbotTexts } from './workflows.mjs';

/** Travel time as it was measured on the way to a real API: median in milliseconds, log-normal. */
const JITTER = { medianMs: 150, sigma: 0.35 };
const QUIET = { medianMs: 20, sigma: 0.1 };

const RETRY = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1000 };
const LIMIT = 10;

/** How long a campaign of 10,000 is watched, in milliseconds: n8n prepares all of it in the first 40 seconds. */
const AWHILE_MS = 50_000;

const isSuccess = (state) => state === 'success';
const whole = (value) => String(Math.round(value));
const digits = (value, places = 1) => value.toFixed(places);
const percent = (value) => `${(value * 100).toFixed(1)} %`;

/**
 * One table of the report: a title, the heads of the columns and the rows, all text. `demands` are sentences about the
 * Landbot node with whether they hold.
 */
const table = (title, heads, rows, demands) => ({ title, heads, rows, demands });

/** Texts at the rate limit: the Landbot node, and the HTTP Request node in the ways a person sets it up. */
export async function texts(tarball, short) {
	const landbot = await openLandbot();
	const n8n = await openN8n(tarball, landbot.baseUrl);
	const { credential } = n8n;
	const { baseUrl } = landbot;
	const many = short ? 60 : 600;
	const some = short ? 40 : 200;
	const spaced = { batchSize: 1, batchInterval: 110 };
	const twice = (workflow) => [workflow, workflow];
	const cases = [
		[
			'Landbot',
			`${short ? 60 : 300}, quiet network`,
			QUIET,
			[landbotTexts(credential, short ? 60 : 300)],
		],
		['Landbot', `${many}`, JITTER, [landbotTexts(credential, many)]],
		['Landbot', `2 x ${some} at once`, JITTER, twice(landbotTexts(credential, some))],
		['HTTP Request, defaults', '100', JITTER, [httpTexts(credential, baseUrl, 100)]],
		[
			'HTTP Request, Retry On Fail',
			'100',
			JITTER,
			[httpTexts(credential, baseUrl, 100, { settings: RETRY })],
		],
		[
			'HTTP Request, batches of 1 per 110 ms',
			`${some}`,
			JITTER,
			[httpTexts(credential, baseUrl, some, { batch: spaced })],
		],
		[
			'HTTP Request, the same, continue on error',
			`2 x ${some} at once`,
			JITTER,
			twice(
				httpTexts(credential, baseUrl, some, {
					batch: spaced,
					settings: { onError: 'continueRegularOutput' },
				}),
			),
		],
	];
	const rows = [];
	const demands = [];
	for (const [node, count, latency, workflows] of cases) {
		await landbot.reset(latency);
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
		const least = latency === QUIET ? 9.5 : 9;
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
}

/** A whole list of customers, against the shortest time that the limit allows. */
export async function pages(tarball, short) {
	const customers = short ? 2000 : 10_000;
	const landbot = await openLandbot(customers);
	const n8n = await openN8n(tarball, landbot.baseUrl);
	const rows = [];
	for (const [node, workflow] of [
		['Landbot, Return All', landbotCustomers(n8n.credential)],
		['HTTP Request, Pagination', httpCustomers(n8n.credential, landbot.baseUrl, 0)],
	]) {
		await landbot.reset(JITTER);
		const states = await n8n.run(workflow);
		const log = await landbot.log();
		const seconds = (log.at(-1).at - log[0].at) / 1000;
		const floor = customers / 100 / LIMIT;
		rows.push([
			node,
			whole(log.length),
			digits(seconds),
			digits(seconds / floor, 2),
			states.join(),
		]);
	}
	await n8n.close();
	await landbot.stop();
	return table(
		`All of ${customers} customers, 150 ms away`,
		['node', 'requests', 'seconds', 'of the shortest time', 'execution'],
		rows,
		[['At most 1.25 of the shortest time', Number(rows[0][3]) <= 1.25]],
	);
}

/** Two workers in queue mode that know nothing of each other, with three executions between them. */
export async function processes(tarball, short) {
	const count = short ? 50 : 150;
	const queue = await openQueue(tarball);
	const sent = await queue.send(count, JITTER);
	await queue.close();
	return table(
		'Queue mode: two workers share one token',
		['texts', 'delivered', 'sent again', 'refused', 'of the limit', 'execution'],
		[
			[
				`3 x ${count}`,
				whole(sent.delivered),
				whole(sent.doubled),
				percent(sent.refusedShare),
				digits(sent.perSecond / LIMIT, 2),
				sent.states.join(', '),
			],
		],
		[
			['Everything delivered once', sent.delivered === 3 * count && sent.doubled === 0],
			['At least 8.5 accepted per second', sent.perSecond >= 8.5],
			['At most 15 % refused', sent.refusedShare <= 0.15],
		],
	);
}

/** Processor time for each text, both nodes at the same pace. */
export async function processor(tarball, short) {
	const count = short ? 60 : 250;
	const landbot = await openLandbot();
	const n8n = await openN8n(tarball, landbot.baseUrl);
	const batch = { batchSize: 1, batchInterval: 110 };
	const rows = [];
	let base;
	for (const [node, workflow] of [
		['HTTP Request', httpTexts(n8n.credential, landbot.baseUrl, count, { batch })],
		['Landbot', landbotTexts(n8n.credential, count)],
	]) {
		await landbot.reset(QUIET);
		const used = await n8n.measure(async () => await n8n.run(workflow));
		const each = used.processorMs / count;
		base ??= each;
		rows.push([node, digits(each), digits(each / base, 2)]);
	}
	await n8n.close();
	await landbot.stop();
	return table(
		'Processor time of n8n',
		['node', 'ms for each text', 'of the HTTP Request node'],
		rows,
		[['At most 1.5 of the HTTP Request node', Number(rows[1][2]) <= 1.5]],
	);
}

/** The most memory that n8n needs for large runs: each in a new server with a Landbot of its own, two at a time. */
export async function memory(tarball, short) {
	const many = short ? 1000 : 10_000;
	const customers = short ? 5000 : 50_000;
	const batch = { batchSize: 1, batchInterval: 110 };
	// At ten texts a second such a campaign takes 17 minutes. All items are in memory once the first has left.
	const aWhile = async (n8n, workflow) => {
		const execution = await n8n.start(workflow);
		await sleep(short ? 5000 : AWHILE_MS);
		await n8n.api.request('POST', `/rest/executions/${execution}/stop`);
		await n8n.api.finished(execution);
	};
	const used = async (run) => {
		const landbot = await openLandbot(customers);
		const n8n = await openN8n(tarball, landbot.baseUrl);
		await landbot.reset(QUIET);
		const { memoryMb } = await n8n.measure(async () => await run(n8n, landbot.baseUrl));
		await n8n.close();
		await landbot.stop();
		return memoryMb;
	};
	const cases = [
		[
			`${many} texts, stopped under way`,
			(n8n, baseUrl) => aWhile(n8n, httpTexts(n8n.credential, baseUrl, many, { batch })),
			(n8n) => aWhile(n8n, landbotTexts(n8n.credential, many)),
		],
		[
			`All of ${customers} customers`,
			(n8n, baseUrl) => n8n.run(httpCustomers(n8n.credential, baseUrl, 105)),
			(n8n) => n8n.run(landbotCustomers(n8n.credential)),
		],
	];
	const rows = [];
	for (const [what, ...nodes] of cases) {
		const [http, landbot] = await Promise.all(nodes.map(used));
		rows.push([what, whole(http), whole(landbot), digits(landbot / http, 2)]);
	}
	return table(
		'Memory of n8n beyond what it holds idle, in MB',
		['run', 'HTTP Request', 'Landbot', 'of the HTTP Request node'],
		rows,
		[],
	);
}
