import type { NodeApiError } from 'n8n-workflow';
import { pageOf, unwrap } from './response';
import { ask, type Asker } from './client';
import { saysUnknown } from './errors/toNodeError';
import { Refusal } from './errors/apiError';
import { PAGE } from './pagination';

/** A message hook as Landbot lists it; the token comes in the clear. */
export interface MessageHook {
	id: number;
	url: string;
	name?: string | null;
	token?: string | null;
	/** In seconds since epoch, by Landbot's clock. */
	created_at?: unknown;
}

const pathOf = (channel: number) => `/channels/${channel}/message_hooks/`;

/**
 * All message hooks of a channel. Landbot's sources differ on whether this list has pages: it is read on while that
 * brings hooks which are not known yet.
 */
export async function listHooks(context: Asker, channel: number): Promise<MessageHook[]> {
	const hooks = new Map<number, MessageHook>();
	for (;;) {
		const question = {
			method: 'GET' as const,
			path: pathOf(channel),
			qs: { offset: hooks.size, limit: PAGE },
		};
		const { rows, total } = await ask(context, question, pageOf);
		const before = hooks.size;
		for (const row of rows) hooks.set(row.id as number, row as unknown as MessageHook);
		const complete = rows.length < PAGE && hooks.size >= (total ?? 0);
		if (complete || hooks.size === before) return [...hooks.values()];
	}
}

/** Creates a message hook and gives it. Landbot will send `Authorization: Token <token>` with each delivery. */
export async function createHook(
	context: Asker,
	channel: number,
	hook: { url: string; token: string; name: string },
): Promise<MessageHook> {
	const question = { method: 'POST' as const, path: pathOf(channel), body: hook };
	return await ask(context, question, (body) => {
		const created = (unwrap(body) ?? {}) as Partial<MessageHook>;
		if (typeof created.id !== 'number') throw new Refusal({ status: 200, body });
		return created as MessageHook;
	});
}

/** Deletes a message hook; one that is gone already, or whose channel is, is as good as deleted. */
export async function deleteHook(context: Asker, channel: number, id: number): Promise<void> {
	const question = { method: 'DELETE' as const, path: `${pathOf(channel)}${id}/` };
	await ask(context, question, () => undefined).catch(unlessGone);
}

/** Goes on when Landbot itself says that it does not know the hook or the channel any more. */
export function unlessGone(error: NodeApiError): undefined {
	if (!saysUnknown(error)) throw error;
	return undefined;
}
