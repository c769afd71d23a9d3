import type { IExecuteFunctions } from 'n8n-workflow';
import {
	type ApiContext,
	type ConnectionSettings,
	createClient,
	type DirectClient,
} from '../../../api/client';
import { deleteHook, listHooks } from '../../../api/messageHooks';
import { parseWaitHookName } from '../../../webhooks/pendingReplies';

/** The clocks of several n8n differ, and n8n looks for executions whose time has come once in a minute. */
const GRACE_MS = 600_000;

/**
 * Removes the hooks of executions that timed out, were deleted or were cancelled: n8n runs nothing of ours then. What
 * cannot be removed now is left for the next run.
 */
export async function removeExpiredHooks(
	{ logger }: IExecuteFunctions,
	client: DirectClient,
	channel: number,
): Promise<void> {
	const remove = async () => {
		for (const { id, name } of await listHooks(client, channel)) {
			const wait = parseWaitHookName(name);
			if (wait && wait.until + GRACE_MS < Date.now()) await deleteHook(client, channel, id);
		}
	};
	await remove().catch(({ message }: Error) =>
		logger.warn(`Left-over message hooks of channel ${channel} stay: ${message}`),
	);
}

/** The same node, for what is to be done although the execution is cancelled: n8n would abort its requests. */
const evenIfCancelled = (context: IExecuteFunctions): ApiContext => ({
	helpers: context.helpers,
	getNode: () => context.getNode(),
	getCredentials: async (type) => await context.getCredentials(type),
});

/**
 * Removes the hook of the wait of this name, because the message was not sent. It is looked for by its address: Landbot
 * may have made one although its answer was lost.
 */
export async function removeOwnHook(
	context: IExecuteFunctions,
	settings: ConnectionSettings,
	channel: number,
	wait: string,
): Promise<void> {
	const remove = async () => {
		const client = createClient(evenIfCancelled(context), { settings });
		const ours = (await listHooks(client, channel)).filter(({ url }) => url.includes(wait));
		for (const { id } of ours) await deleteHook(client, channel, id);
	};
	await remove().catch(({ message }: Error) =>
		context.logger.warn(`A message hook of channel ${channel} stays: ${message}`),
	);
}
