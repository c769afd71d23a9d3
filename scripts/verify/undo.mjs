import { setTimeout as sleep } from 'node:timers/promises';

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
		 * @param {(api: object) => Promise<boolean>} takeBack Looks first, and says whether all is as before.
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

/** Whether the customer has no such field, by its own path or by the list of their fields. */
async function isGone(api, customerId, name) {
	const { status, ok } = await api.get(`/customers/${customerId}/fields/${name}/`);
	if (ok || status === 404) return !ok;
	const { custom_fields: fields } = (await api.get(`/customers/${customerId}/`)).body.customer;
	return !Object.hasOwn(fields, name);
}

/** Takes back a field: only this name, which no field had before. */
export const withoutField = (customerId, name) => [
	`the field ${name} of customer ${customerId}`,
	async (api) => {
		if (await isGone(api, customerId, name)) return true;
		await api.send('DELETE', `/customers/${customerId}/fields/${name}/`);
		return await isGone(api, customerId, name);
	},
];

/** The hooks of a channel that this run has made, known by their URL or name. */
async function ownHooks(api, channelId, { mark, hookUrl }) {
	const seen = new Map();
	for (let offset = 0; ; offset += 100) {
		const answer = await api.get(`/channels/${channelId}/message_hooks/`, { limit: 100, offset });
		if (!answer.ok) throw new Error('The hooks cannot be read.');
		const fresh = answer.rows.filter(({ id }) => !seen.has(id));
		for (const hook of fresh) seen.set(hook.id, hook);
		if (answer.rows.length < 100 || fresh.length === 0) break;
	}
	return [...seen.values()].filter(({ url, name }) => url === hookUrl || name === mark);
}

/** Takes back every hook of this run on the channel. */
export const withoutHooks = (channelId, side) => [
	`message hooks of channel ${channelId} named ${side.mark} or with the URL ${side.hookUrl}`,
	async (api) => {
		for (const { id } of await ownHooks(api, channelId, side)) {
			await api.send('DELETE', `/channels/${channelId}/message_hooks/${id}/`);
		}
		return (await ownHooks(api, channelId, side)).length === 0;
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
