import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../privacy/shape.mjs';
import { customerPath, fieldPath, hookPath, hooksPath, MOST, PREFIX } from './landbot.mjs';

/** @import { Api } from './api.mjs' */

const TRIES = 5;

/**
 * Something to take back: in words for the person who must do it by hand when this fails, and how. `takeBack` says
 * whether all is as before.
 * @typedef {[what: string, takeBack: (api: Api) => Promise<boolean>]} Note
 *
 * The message hooks of a channel by their IDs.
 * @typedef {Map<string, Record<string, any>>} Hooks
 */

/**
 * Tries until it works, a few times, waiting longer each time.
 * @template T
 * @param {() => Promise<T>} attempt Works when it gives something that is true.
 * @param {number} pauseMs Twice as long is waited before the second try, four times before the third, and so on.
 * @returns {Promise<T | undefined>} Nothing when it never worked.
 */
export async function insist(attempt, pauseMs) {
	for (let tried = 0; tried < TRIES; tried++) {
		if (tried > 0) await sleep(pauseMs * 2 ** tried);
		const result = await attempt().catch(() => undefined);
		if (result) return result;
	}
	return undefined;
}

/** What has to be taken back. It is noted before the write leaves, because an answer may get lost. */
export function createUndo() {
	/** @type {Map<Note[0], Note[1]>} */
	const notes = new Map();
	return {
		/** @param {Note} note One that says the same replaces an older one. */
		note: (...note) => void notes.set(...note),
		/**
		 * Takes everything back, the youngest first, trying each several times.
		 * @param {Api} api
		 * @param {number} pauseMs
		 * @returns {Promise<string[]>} What could not be taken back.
		 */
		async all(api, pauseMs) {
			const left = [];
			for (const [what, takeBack] of [...notes].reverse()) {
				const done = await insist(() => takeBack(api), pauseMs);
				if (!done) left.push(what);
			}
			notes.clear();
			return left;
		},
	};
}

const isThere = (/** @type {unknown} */ value) =>
	value !== undefined && value !== null && value !== '';

/**
 * Whether the customer has a value in a field, by its own path or by the list of their fields.
 * @param {Api} api @param {string} customerId @param {string} name
 * @returns {Promise<boolean | undefined>} Nothing when neither says.
 */
export async function hasField(api, customerId, name) {
	const { status, ok, body } = await api.get(fieldPath(customerId, name));
	if (ok && isThere(body?.field?.value)) return true;
	const { customer } = (await api.get(customerPath(customerId))).body ?? {};
	const listed = Object.entries(customer?.custom_fields ?? {})
		.filter(([key, field]) => key === name || field?.name === name)
		.map(([, field]) => (isObject(field) ? field.value : field));
	if (listed.some(isThere)) return true;
	const isDenied = status === 404 || (ok && body?.field === null);
	return isDenied || customer?.custom_fields ? false : undefined;
}

/**
 * Takes back a field that the customer did not have before.
 * @param {string} customerId @param {string} name
 * @returns {Note}
 */
export const withoutField = (customerId, name) => [
	`the field ${name} of customer ${customerId}`,
	async (api) => {
		await api.send('DELETE', fieldPath(customerId, name));
		return (await hasField(api, customerId, name)) === false;
	},
];

/**
 * All message hooks of a channel. A list may give fewer at once than it is asked for.
 * @param {Api} api @param {number} channelId
 * @returns {Promise<{ hooks: Hooks, whole: boolean } | undefined>}
 *   Nothing when they cannot be listed; `whole` unless Landbot counts more than it shows.
 */
export async function hooksOf(api, channelId) {
	/** @type {Hooks} */
	const hooks = new Map();
	for (;;) {
		const answer = await api.get(hooksPath(channelId), { limit: MOST, offset: hooks.size });
		if (!answer.ok || !isObject(answer.body)) return undefined;
		const fresh = answer.rows.filter(({ id }) => !hooks.has(String(id)));
		if (fresh.length === 0) return { hooks, whole: !(answer.body.total > hooks.size) };
		for (const hook of fresh) hooks.set(String(hook.id), hook);
	}
}

/**
 * Takes back a message hook whose ID is known.
 * @param {number} channelId @param {string} id
 * @returns {Note}
 */
export const withoutHook = (channelId, id) => [
	`message hook ${id} of channel ${channelId}`,
	async (api) => {
		const deleted = await api.send('DELETE', hookPath(channelId, id));
		if (!deleted.ok && deleted.status !== 404) return false;
		const { ok, status, body } = await api.get(hookPath(channelId, id));
		return status === 404 || (ok && isObject(body) && !body.hook);
	},
];

/**
 * Takes back every message hook of this run on the channel that can be told by its mark.
 * @param {number} channelId
 * @param {{ mark: string, untoldHooks: number }} side
 * @param {Hooks} before Those that were there before.
 * @returns {Note}
 */
export const withoutHooks = (channelId, side, before) => [
	`message hooks of channel ${channelId} that were made meanwhile; ours hold ${side.mark} in URL, name or token, if Landbot has kept it`,
	async (api) => {
		const listed = await hooksOf(api, channelId);
		if (!listed) return false;
		const made = [...listed.hooks].filter(([id]) => !before.has(id));
		const marked = made.filter(([, hook]) =>
			Object.values(hook).some((value) => typeof value === 'string' && value.includes(side.mark)),
		);
		for (const [id] of marked) await api.send('DELETE', hookPath(channelId, id));
		const noneHidden = side.untoldHooks === 0 || (listed.whole && made.length === 0);
		return marked.length === 0 && noneHidden;
	},
];

/**
 * Brings a customer back by a PUT, where they are not as before.
 * @param {string} what @param {string} customerId
 * @param {(customer: Record<string, any>) => boolean} isBefore
 * @param {[place: string, body?: object]} put Below the path of the customer.
 * @returns {Note}
 */
const asBefore = (what, customerId, isBefore, [place, body]) => [
	`customer ${customerId} ${what}`,
	async (api) => {
		const path = customerPath(customerId);
		const isBack = async () => {
			const { customer } = (await api.get(path)).body ?? {};
			return isObject(customer) && isBefore(customer);
		};
		if (await isBack()) return true;
		await api.send('PUT', `${path}${place}`, { body });
		return await isBack();
	},
];

/**
 * Brings the customer's conversation back into the archive, or out of it.
 * @param {string} customerId @param {boolean} archived Whether it was archived before.
 */
export const asArchived = (customerId, archived) =>
	asBefore(
		archived ? 'was archived and is not any more' : 'is archived and was not',
		customerId,
		(customer) => customer.archived === archived,
		[`${archived ? 'archive' : 'unarchive'}/`],
	);

/** Takes the customer from the agent who has got them by a text. @param {string} customerId */
export const asUnassigned = (customerId) =>
	asBefore('is held by an agent and was not', customerId, ({ agent_id: agent }) => !agent, [
		'unassign/',
	]);

/**
 * Gives the customer their name back.
 * @param {string} customerId @param {{ type: string, extra: object, value: string }} field What it has held.
 */
export const asNamed = (customerId, field) =>
	asBefore(`has ${PREFIX}name behind their name`, customerId, ({ name }) => name === field.value, [
		'fields/name/',
		field,
	]);
