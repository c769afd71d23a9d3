import { setTimeout as sleep } from 'node:timers/promises';
import { UNDER_WAY, WITHOUT_REPLY } from './ledger.mjs';
import { asked } from './workflows.mjs';

/** How often n8n is asked how an execution stands, in milliseconds. */
const LOOK_EVERY_MS = 500;

/** How long Landbot tries to deliver a reply before nobody waits for it any more, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Time between two messages of customers, in milliseconds. */
const WRITES_EVERY_MS = 700;

/** How many executions wait for a reply at a time. */
const WAITS = 3;

/** Every so many executions of a kind one is cancelled while it is under way. */
const CANCEL_EVERY = 4;

/** A wait whose time was up so long ago is nobody's, in milliseconds. */
const LONG_AGO_MS = 3_600_000;

/**
 * As if the time of a wait had passed: the next wait on the channel takes away the hook that nobody waits for any more.
 * @param {{ name?: string | null }} hook
 */
export function letTimePass(hook) {
	const longAgo = new Date(Date.now() - LONG_AGO_MS).toISOString();
	hook.name = String(hook.name).replace(/until .*/, `until ${longAgo}`);
}

/**
 * Everything that goes on at the same time, until the time is up and what has begun is over.
 * @param {import('./world.mjs').Soak} soak
 * @param {import('./ledger.mjs').Ledger} ledger
 * @param {Record<'campaign' | 'customers' | 'wait', string>} workflows Their IDs.
 */
export function streamsOf({ landbot, n8n, customers }, ledger, workflows) {
	const { api } = n8n;
	/** @param {string} execution @returns {Promise<string>} */
	const statusOf = async (execution) =>
		(await api.request('GET', `/rest/executions/${execution}`)).status;
	/** @param {string} execution */
	const stop = async (execution) =>
		// one that has just ended cannot be stopped
		await api.request('POST', `/rest/executions/${execution}/stop`).catch(() => undefined);

	/** @param {number} customer @param {string} text */
	async function write(customer, text) {
		ledger.written.push(text);
		await landbot.writeAs(customer, { text });
	}

	/**
	 * Runs a workflow again and again; some of its executions are cancelled at any moment.
	 * @param {'campaign' | 'customers'} kind @param {number} until
	 */
	async function repeat(kind, until) {
		for (let number = 1; Date.now() < until; number++) {
			const id = await api.startWorkflow(workflows[kind], 'Start');
			if (number % CANCEL_EVERY === 0) {
				await sleep(Math.random() * 4000);
				await stop(id);
			}
			ledger.executions.push({ id, kind, ended: await api.finished(id, LOOK_EVERY_MS) });
		}
	}

	/** Asks a customer and answers for them, unless this one is to be cancelled. @param {boolean} isCancelled */
	async function askOnce(isCancelled) {
		const id = await api.startWorkflow(workflows.wait, 'Start');
		let status = await statusOf(id);
		for (; UNDER_WAY.includes(status); status = await statusOf(id)) {
			await sleep(LOOK_EVERY_MS);
		}
		const reply = `Reply ${id}`;
		const hooks = landbot.state.hooks.filter(({ url }) => url.includes(`/webhook-waiting/${id}/`));
		if (status === 'waiting' && !isCancelled) {
			await write(asked(customers.waits, id), reply);
			const late = Date.now() + PATIENCE_MS;
			do {
				await sleep(LOOK_EVERY_MS);
				status = await statusOf(id);
			} while (['waiting', ...UNDER_WAY].includes(status) && Date.now() < late);
		}
		const isLeft = status === 'waiting' && !isCancelled;
		if (status === 'waiting') {
			await stop(id);
			status = await statusOf(id);
			// n8n refuses what is delivered to it, Landbot tries six times: 15 such hooks are more than a small n8n answers
			hooks.forEach(letTimePass);
		}
		ledger.executions.push({
			id,
			kind: 'wait',
			ended: isLeft ? WITHOUT_REPLY : status,
			reply,
			hook: hooks[0]?.id,
		});
	}

	/** @param {number} until */
	async function keepAsking(until) {
		for (let number = 1; Date.now() < until; number++) await askOnce(number % CANCEL_EVERY === 0);
	}

	/** @param {number} until */
	async function keepWriting(until) {
		for (let number = 0; Date.now() < until; number++) {
			const { writers } = customers;
			await write(writers[number % writers.length], `Message ${number}`);
			await sleep(WRITES_EVERY_MS);
		}
	}

	return {
		/** @param {number} until Time of day, in milliseconds. */
		async run(until) {
			await Promise.all([
				repeat('campaign', until),
				repeat('customers', until),
				keepWriting(until),
				...Array.from({ length: WAITS }, () => keepAsking(until)),
			]);
		},
		askOnce,
	};
}
