/**
 * `npm run test:soak`: a trigger, campaigns, long lists and waits side by side in a real n8n, while everything goes wrong
 * at Landbot and executions are cancelled. In the end every message, every delivery and every message hook must be
 * accounted for, and n8n must hold no more than before. `-- --minutes 2` for another time than 20 minutes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { main } from './lib/processes.mjs';
import { minutesOf, Problem, say, step } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';
import { canMeasure, memoryMb } from './lib/usage.mjs';

const SAMPLE_EVERY_MS = 10_000;

/** What n8n holds is only judged after a run of so many minutes: before, it still warms up. */
const JUDGED_FROM = 5;

/** How much n8n may hold more after each minute, in megabytes. */
const FLAT_MB = 0.5;

/** How long what is under way may take to end, in milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * @typedef {{ at: number, value: number, totalMb: number }} Sample The minute, what the heap holds and what the process
 * has of the machine's memory, in megabytes.
 */

/**
 * The lowest of every two minutes: what is held for good, without what is under way at the moment.
 * @param {Sample[]} samples
 */
function lowest(samples) {
	/** @type {Map<number, Sample>} */
	const byTime = new Map();
	for (const sample of samples) {
		const time = Math.floor(sample.at / 2);
		if (sample.value < (byTime.get(time)?.value ?? Infinity)) byTime.set(time, sample);
	}
	return [...byTime.values()];
}

/** Prints an account; gives what is wrong in it. @param {string} title @param {import('./soak/ledger.mjs').Account} account */
function show(title, { counts, wrong }) {
	say(`\n${title}`);
	for (const [what, count] of [...counts].sort()) say(`  ${String(count).padStart(6)}  ${what}`);
	return wrong;
}

await main(async () => {
	const { values } = parseArgs({ options: { minutes: { type: 'string', default: '20' } } });
	const minutes = minutesOf(values.minutes);
	await setUp();
	const { buildAndPack } = await import('./lib/package.mjs');
	const { installN8n } = await import('./lib/n8n.mjs');
	const { slopeOf } = await import('./soak/heap.mjs');
	const { openLedger } = await import('./soak/ledger.mjs');
	const { letTimePass, streamsOf } = await import('./soak/streams.mjs');
	const { changeWeather } = await import('./soak/weather.mjs');
	const { workflowsFor } = await import('./soak/workflows.mjs');
	const { openSoak } = await import('./soak/world.mjs');

	await installN8n();
	const soak = await openSoak(await buildAndPack());
	const { landbot, n8n, heap, heard } = soak;
	const { trigger, ...others } = workflowsFor(n8n.credential, soak.url, soak.customers);
	const published = await n8n.publish(trigger);
	const [{ id: triggerHook }] = landbot.state.hooks;
	/** @type {any} */
	const ids = {};
	for (const [kind, workflow] of Object.entries(others)) {
		ids[kind] = await n8n.api.saveWorkflow(workflow, n8n.credential);
	}
	const ledger = openLedger(soak, triggerHook);
	const streams = streamsOf(soak, ledger, ids);

	/** @type {Sample[]} */
	const samples = [];
	await step(`Soaking for ${minutes} minutes`, async (progress) => {
		const from = Date.now();
		const until = from + minutes * 60_000;
		const watch = async () => {
			while (Date.now() < until) {
				const { nowMb } = canMeasure ? await memoryMb(n8n.pid) : { nowMb: 0 };
				const at = (Date.now() - from) / 60_000;
				samples.push({ at, value: await heap.usedMb(), totalMb: nowMb });
				ledger.collect();
				progress(`${ledger.executions.length} executions, ${heard.length} reports`);
				await sleep(SAMPLE_EVERY_MS);
			}
		};
		await Promise.all([streams.run(until), changeWeather(landbot, until), watch()]);
	});

	/** @type {string[]} */
	const wrong = [];
	const { delivered, left } = await step('Waiting for what is under way', async () => {
		const late = Date.now() + PATIENCE_MS;
		let account;
		do {
			await sleep(2000);
			ledger.collect();
			account = ledger.deliveries();
		} while (account.wrong.length > 0 && Date.now() < late);
		await n8n.api.unpublish(published);
		const hooks = landbot.state.hooks.length;
		for (const hook of landbot.state.hooks) {
			if (!hook.name?.startsWith('n8n waits for')) wrong.push(`Hook '${hook.name}' is left`);
			letTimePass(hook);
		}
		await streams.askOnce(false);
		wrong.push(...landbot.state.hooks.map(({ name }) => `Hook '${name}' stays`));
		ledger.collect();
		return { delivered: account, left: hooks };
	});

	wrong.push(
		...show('Messages', ledger.messages()),
		...show('Deliveries to the trigger', delivered),
		...show('Executions', ledger.outcomes()),
	);
	say('\nMessage hooks');
	say(
		`  ${String(left).padStart(6)}  left by waits that were cancelled or failed, all taken away by the next wait`,
	);
	say('\nMemory of n8n, after everything that nobody needs is gone');
	for (const { at, value, totalMb } of samples) {
		say(
			`  minute ${at.toFixed(1).padStart(5)}: ${value.toFixed(1)} MB in use, ${totalMb.toFixed(0)} MB of the machine`,
		);
	}
	if (minutes >= JUDGED_FROM) {
		const slope = slopeOf(lowest(samples.slice(Math.floor(samples.length / 3))));
		say(
			`  slope of the lowest of every two minutes, without the first third: ${slope.toFixed(2)} MB per minute`,
		);
		if (slope > FLAT_MB) wrong.push(`n8n holds ${slope.toFixed(2)} MB more after each minute`);
	}
	await soak.close();
	if (wrong.length > 0)
		throw new Problem('Something is not accounted for.', wrong.slice(0, 30).join('\n'));
	say('\nEverything is accounted for.');
});
