import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../privacy/shape.mjs';

const TRIES = 5;

/**
 * Tries until it works, a few times, waiting longer each time.
 * @template T
 * @param {() => Promise<T>} attempt Works when it gives something that is true.
 * @returns {Promise<T | undefined>}
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
	const notes = new Map();
	return {
		/**
		 * @param {string} what For the person who must do it by hand when this fails.
		 * @param {(api: object) => Promise<boolean>} takeBack Says whether all is as before.
		 */
		note: (what, takeBack) => void notes.set(what, takeBack),
		/**
		 * Takes everything back, the youngest first, trying each several times.
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

const isThere = (value) => ![undefined, null, ''].includes(value);

/**
 * Whether the customer has a value in a field, by its own path or by the list of their fields.
 * @returns {Promise<boolean | undefined>} Nothing when neither says.
 */
export async function hasField(api, customerId, name) {
	const { status, ok, body } = await api.get(`/customers/${customerId}/fields/${name}/`);
	if (ok && isThere(body?.field?.value)) return true;
	const { customer } = (await api.get(`/customers/${customerId}/`)).body ?? {};
	const listed = Object.entries(customer?.custom_fields ?? {})
		.filter(([key, field]) => key === name || field?.name === name)
		.map(([, field]) => (isObject(field) ? field.value : field));
	if (listed.some(isThere)) return true;
	const isDenied = status === 404 || (ok && body?.field === null);
	return isDenied || customer?.custom_fields ? false : undefined;
}

/** Takes back a field that the customer did not have before. */
export const withoutField = (customerId, name) => [
	`the field ${name} of customer ${customerId}`,
	async (api) => {
		await api.send('DELETE', `/customers/${customerId}/fields/${name}/`);
		return (await hasField(api, customerId, name)) === false;
	},
];

/**
 * The message hooks of a channel, by ID. A list may give fewer at once than it is asked for.
 * @returns {Promise<{ hooks: Map<string, object>, whole: boolean } | undefined>}
 *   Nothing when they cannot be listed; `whole` unless Landbot counts more than it shows.
 */
export async function hooksOf(api, channelId) {
	const hooks = new Map();
	for (;;) {
		const offset = hooks.size;
		const answer = await api.get(`/channels/${channelId}/message_hooks/`, { limit: 100, offset });
		if (!answer.ok || !isObject(answer.body)) return undefined;
		const fresh = answer.rows.filter(({ id }) => !hooks.has(String(id)));
		if (fresh.length === 0) return { hooks, whole: !(answer.body.total > hooks.size) };
		for (const hook of fresh) hooks.set(String(hook.id), hook);
	}
}

/** Takes back a message hook whose ID is known. */
export const withoutHook = (channelId, id) => [
	`message hook ${id} of channel ${channelId}`,
	async (api) => {
		const path = `/channels/${channelId}/message_hooks/${id}/`;
		const deleted = await api.send('DELETE', path);
		if (!deleted.ok && deleted.status !== 404) return false;
		const { ok, status, body } = await api.get(path);
		return status === 404 || (ok && isObject(body) && !body.hook);
	},
];

/**
 * Takes back every message hook of this run on the channel that can be told by its mark.
 * @param {{ mark: string, untoldHooks: number }} side
 * @param {Map<string, object>} before The hooks that were there before.
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
		for (const [id] of marked) {
			await api.send('DELETE', `/channels/${channelId}/message_hooks/${id}/`);
		}
		const noneHidden = side.untoldHooks === 0 || (listed.whole && made.length === 0);
		return marked.length === 0 && noneHidden;
	},
];

/** Brings the customer's conversation back to where it was. */
export const asArchived = (customerId, archived) => [
	`customer ${customerId} ${archived ? 'was archived and is not any more' : 'is archived and was not'}`,
	async (api) => {
		const path = `/customers/${customerId}/`;
		const isBack = async () => (await api.get(path)).body?.customer?.archived === archived;
		if (await isBack()) return true;
		await api.send('PUT', `${path}${archived ? 'archive' : 'unarchive'}/`);
		return await isBack();
	},
];
