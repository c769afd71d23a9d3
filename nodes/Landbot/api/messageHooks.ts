import type { DirectClient, LandbotClient } from './client';
import { endpoints } from './endpoints';
import { ResponseError } from './errors/apiError';
import { PAGE_SIZE } from './pagination';
import { type Page, pageOf, unwrap } from './response';
import { id, object, text } from './values';

/** A message hook as Landbot lists it; the token comes in the clear. */
export interface MessageHook {
	id: number;
	url: string;
	name?: string | null;
	token?: string | null;
	/** In seconds since epoch, by Landbot's clock. */
	created_at?: unknown;
}

/** A row of Landbot's list, or what it has created, as a hook; undefined for what has no ID. */
function asHook(row: unknown): MessageHook | undefined {
	const { id: given, url, name, token, created_at: createdAt } = object(row);
	const hookId = id(given);
	if (hookId === null) return undefined;
	return {
		id: hookId,
		url: text(url) ?? '',
		name: text(name),
		token: token === undefined ? undefined : text(token),
		created_at: createdAt,
	};
}

type Rows = (offset: number) => Promise<Page | undefined>;

/**
 * Landbot's sources differ on whether its list of hooks has pages: it is read on while that brings hooks which are not
 * known yet.
 */
async function readHooks(readPage: Rows): Promise<MessageHook[]> {
	const hooks = new Map<number, MessageHook>();
	for (;;) {
		const { rows, total } = (await readPage(hooks.size)) ?? { rows: [] };
		const before = hooks.size;
		for (const row of rows) {
			const hook = asHook(row);
			if (hook) hooks.set(hook.id, hook);
		}
		const complete = rows.length < PAGE_SIZE && hooks.size >= (total ?? 0);
		if (complete || hooks.size === before) return [...hooks.values()];
	}
}

const page = (channel: number, offset: number) => ({
	values: { channel },
	qs: { offset, limit: PAGE_SIZE },
});

/** All message hooks of a channel. */
export const listHooks = async (client: LandbotClient, channel: number): Promise<MessageHook[]> =>
	await readHooks(
		async (offset) => await client.call(endpoints.listMessageHooks, page(channel, offset), pageOf),
	);

/** The same for a channel that may be gone; then it has none. */
export const remainingHooks = async (
	client: DirectClient,
	channel: number,
): Promise<MessageHook[]> =>
	await readHooks(
		async (offset) =>
			await client.callIfKnown(endpoints.listMessageHooks, page(channel, offset), pageOf),
	);

/** Creates a message hook and gives it. Landbot will send `Authorization: Token <token>` with each delivery. */
export const createHook = async (
	client: LandbotClient,
	channel: number,
	hook: { url: string; token: string; name: string },
): Promise<MessageHook> =>
	await client.call(endpoints.createMessageHook, { values: { channel }, body: hook }, (body) => {
		const created = asHook(unwrap(body));
		if (!created) throw new ResponseError({ status: 200, body });
		return created;
	});

/** Deletes a message hook; one that is gone already, or whose channel is, is as good as deleted. */
export const deleteHook = async (
	client: DirectClient,
	channel: number,
	messageHook: number,
): Promise<void> =>
	await client.callIfKnown(
		endpoints.deleteMessageHook,
		{ values: { channel, messageHook } },
		() => undefined,
	);
