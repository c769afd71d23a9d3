import { questionOf, TEXTS, textsOf } from './workflows.mjs';

/**
 * What is known of an execution: how it ended, such as `success`, `error` or `canceled`.
 * @typedef {{ id: string, kind: 'campaign' | 'customers' | 'wait', ended: string, reply?: string, hook?: number }} Execution
 * `reply` was written to one that waits, `hook` is the message hook that it waits with.
 *
 * What has become of something, in words, and how often; and what must not be.
 * @typedef {{ counts: Map<string, number>, wrong: string[] }} Account
 */

/** @param {Map<string, number>} counts @param {string} key */
const count = (counts, key) => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** How the execution ends whose customer's reply has not arrived in time. */
export const WITHOUT_REPLY = 'without the reply';

/** What n8n calls an execution that goes on. */
export const UNDER_WAY = ['new', 'running'];

/** How a status of the campaign report has to agree with the number of messages that have arrived. @type {Record<string, number[]>} */
const ARRIVED = { sent: [1], failed: [0], unclear: [0, 1], 'not attempted': [0] };

/**
 * Everything that was sent, delivered and told, until it is accounted for.
 * @param {import('./world.mjs').Soak} soak
 * @param {number} triggerHook The message hook of the trigger.
 */
export function openLedger({ landbot, heard, count: customers }, triggerHook) {
	/** Messages that have arrived, by their text. @type {Map<string, number>} */
	const arrived = new Map();
	/** For each hook and text of a customer whether a delivery was accepted. @type {Map<string, boolean>} */
	const accepted = new Map();
	/** @param {number | undefined} hook @param {string | undefined} text */
	const deliveryKey = (hook, text) => `${hook} ${text}`;
	/** What customers have written while the trigger listened. @type {string[]} */
	const written = [];
	/** @type {Execution[]} */
	const executions = [];

	/** Takes over what Landbot has kept, so that nothing piles up there. */
	function collect() {
		for (const conversation of landbot.state.messages.values()) {
			for (const { data } of conversation.splice(0)) count(arrived, String(data.body));
		}
		const open = landbot.deliveries.filter(({ status, error }) => status === 0 && !error);
		for (const { hookId, status, body } of landbot.deliveries) {
			const { messages } = /** @type {{ messages: { data: { body: string } }[] }} */ (body);
			const key = deliveryKey(hookId, messages[0].data.body);
			accepted.set(key, accepted.get(key) === true || (status >= 200 && status < 300));
		}
		landbot.deliveries.splice(0, landbot.deliveries.length, ...open);
		landbot.log.length = 0;
	}

	/** @returns {Account} Of every text of every campaign, and of every question. */
	function messages() {
		/** @type {Account} */
		const account = { counts: new Map(), wrong: [] };
		const { counts, wrong } = account;
		for (const { id, kind, ended } of executions) {
			if (kind === 'customers') continue;
			const told = heard.find(({ execution }) => execution === id);
			const texts = kind === 'campaign' ? textsOf(id) : [questionOf(id)];
			if (kind === 'campaign' && ended === 'success' && told?.statuses?.length !== TEXTS) {
				wrong.push(`Campaign ${id} ended without a report`);
			}
			for (const [place, text] of texts.entries()) {
				const times = arrived.get(text) ?? 0;
				const status = told?.statuses?.[place];
				const agrees = status === undefined ? [0, 1] : (ARRIVED[status] ?? []);
				if (!agrees.includes(times)) {
					wrong.push(`${text}: arrived ${times} times, and is reported as '${status ?? ended}'`);
				}
				count(counts, status ?? `${times > 0 ? 'sent' : 'not sent'}, execution ended as ${ended}`);
			}
		}
		return account;
	}

	/** @returns {Account} Of everything that a customer wrote while the trigger listened. */
	function deliveries() {
		/** @type {Account} */
		const account = { counts: new Map(), wrong: [] };
		const { counts, wrong } = account;
		/** @type {Map<string, number>} */
		const started = new Map();
		for (const { texts = [] } of heard) for (const text of texts) count(started, text);
		for (const text of written) {
			const times = started.get(text) ?? 0;
			const isAccepted = accepted.get(deliveryKey(triggerHook, text));
			if (times > 1) wrong.push(`${text}: executed ${times} times`);
			if (times === 0 && isAccepted === true) wrong.push(`${text}: accepted, and not executed`);
			if (isAccepted === undefined) wrong.push(`${text}: never delivered`);
			count(counts, times > 0 ? 'executed' : 'turned away until Landbot gave up');
		}
		return account;
	}

	/** @returns {Account} Of every execution that asked for all customers, or waited for a reply. */
	function outcomes() {
		/** @type {Account} */
		const account = { counts: new Map(), wrong: [] };
		const { counts, wrong } = account;
		for (const { id, kind, ended, reply, hook } of executions) {
			count(counts, `${kind}: ${ended}`);
			if (UNDER_WAY.includes(ended)) wrong.push(`${kind} ${id}: does not end`);
			if (ended === WITHOUT_REPLY && accepted.get(deliveryKey(hook, reply)) === true) {
				wrong.push(`${id}: its reply was accepted, and it did not go on`);
			}
			const told = heard.filter(({ execution }) => execution === id);
			if (ended !== 'success') continue;
			if (told.length !== 1) wrong.push(`${kind} ${id}: told ${told.length} times`);
			const [{ count: all, text } = { count: undefined, text: undefined }] = told;
			if (kind === 'customers' && all !== customers) wrong.push(`${all} customers in ${id}`);
			if (kind === 'wait' && text !== reply) wrong.push(`${id} went on with '${text}'`);
		}
		return account;
	}

	return { written, executions, collect, messages, deliveries, outcomes };
}

/** @typedef {ReturnType<typeof openLedger>} Ledger */
