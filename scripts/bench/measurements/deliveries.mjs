import { setTimeout as sleep } from 'node:timers/promises';
import { deliver, publishTrigger, webhookNode } from '../deliveries.mjs';
import { digits, table, whole } from '../table.mjs';
import { openLandbot, openN8n } from '../world.mjs';

/** n8n makes an isolated engine for the expressions of every delivery but those of its own Webhook node. */
const AS_OTHERS = { N8N_EXPRESSION_ENGINE_ALLOW_WEBHOOK_ISOLATE_SKIP: 'false' };
/** n8n makes that engine only when an expression needs it. */
const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/**
 * Sends deliveries at a rate; gives the seconds until all were answered, and how many were not as expected.
 * @param {number} count
 * @param {number} perSecond
 * @param {(number: number) => Promise<number>} send Gives a status.
 * @param {number} expected The status that all should have.
 */
async function flood(count, perSecond, send, expected) {
	const from = performance.now();
	const answers = [];
	for (let number = 0; number < count; number++) {
		await sleep(Math.max(0, from + (number * 1000) / perSecond - performance.now()));
		answers.push(send(number).catch(() => 0));
	}
	const statuses = await Promise.all(answers);
	return {
		seconds: (performance.now() - from) / 1000,
		others: statuses.filter((status) => status !== expected).length,
	};
}

/**
 * What 1,000 deliveries at 50 per second cost n8n, with the Landbot Trigger and with n8n's own Webhook node.
 * @type {import('../table.mjs').Measurement}
 */
export const deliveries = async (tarball, short) => {
	const count = short ? 100 : 1000;
	/** @type {string[][]} */
	const rows = [];
	/** @type {{ processorMs: number, memoryMb: number }[]} */
	const used = [];
	/**
	 * @param {string} node
	 * @param {Record<string, string>} environment
	 * @param {(n8n: import('../world.mjs').N8n, receiver: { url: string, token?: string }) => Promise<void>} work
	 */
	const open = async (node, environment, work) => {
		const landbot = await openLandbot();
		const n8n = await openN8n(tarball, landbot.baseUrl, { environment });
		const receiver =
			node === 'Landbot Trigger'
				? await publishTrigger(n8n, landbot)
				: await n8n
						.publish(webhookNode())
						.then(() => ({ url: `${n8n.origin}/webhook/deliveries` }));
		await work(n8n, receiver);
		await n8n.close();
		await landbot.stop();
	};
	/** @type {[node: string, setting: string, environment: Record<string, string>][]} */
	const cases = [
		['Webhook', 'default', {}],
		['Webhook', 'default, treated as all other nodes', AS_OTHERS],
		['Landbot Trigger', 'default', {}],
		['Webhook', 'LAZY_ACQUIRE', LAZY],
		['Landbot Trigger', 'LAZY_ACQUIRE', LAZY],
	];
	for (const [node, setting, environment] of cases) {
		await open(node, environment, async (n8n, receiver) => {
			let sent = { seconds: 0, others: count };
			const { processorMs, memoryMb } = await n8n.measure(async () => {
				sent = await flood(count, 50, (number) => deliver(receiver, number), 200);
				await n8n.quiet();
			});
			used.push({ processorMs, memoryMb });
			rows.push([
				node,
				setting,
				digits(processorMs / count),
				whole(memoryMb),
				digits(sent.seconds),
				whole(sent.others),
			]);
		});
	}
	/** @type {import('../table.mjs').Demand[]} */
	const demands = [];
	await open('Landbot Trigger', LAZY, async (_n8n, receiver) => {
		await deliver(receiver, 'replayed');
		/** @type {[kind: string, status: number, send: (number: number) => Promise<number>][]} */
		const kinds = [
			['filtered', 200, (number) => deliver(receiver, number, { sender: 'bot' })],
			['forged', 403, (number) => deliver(receiver, number, { secret: 'another' })],
			['replayed', 200, () => deliver(receiver, 'replayed')],
		];
		for (const [kind, status, send] of kinds) {
			const { seconds, others } = await flood(count, 200, send, status);
			rows.push([
				`Landbot Trigger, ${kind}, 200 per second`,
				'LAZY_ACQUIRE',
				'',
				'',
				digits(seconds),
				whole(others),
			]);
			demands.push([`${kind}: all answered`, others === 0]);
		}
	});
	const [, others, trigger] = used;
	demands.push(
		[
			'Processor: at most 1.1 of the Webhook node, treated alike',
			trigger.processorMs <= 1.1 * others.processorMs,
		],
		[
			'Memory: at most 1.1 of the Webhook node, treated alike',
			trigger.memoryMb <= 1.1 * others.memoryMb,
		],
	);
	return table(
		`${whole(count)} deliveries at 50 per second`,
		[
			'node',
			'N8N_EXPRESSION_ENGINE',
			'processor ms each',
			'memory MB',
			'answered after s',
			'not answered as expected',
		],
		rows,
		demands,
	);
};
