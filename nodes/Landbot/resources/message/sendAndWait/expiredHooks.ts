import type { IExecuteFunctions, IHookFunctions } from 'n8n-workflow';
import type { Asker } from '../../../api/client';
import { waitIn } from '../../../webhooks/pendingReplies';
import { deleteHook, listHooks } from '../../../api/messageHooks';

/** The clocks of several n8n differ, and n8n looks for executions whose time has come once in a minute. */
const GRACE_MS = 600_000;

/**
 * Removes the hooks of executions that timed out, were deleted or were cancelled: n8n runs nothing of ours then. What
 * cannot be removed now is left for the next run.
 */
export async function removeLeftOvers(
	context: IExecuteFunctions,
	channel: number,
	now = Date.now(),
): Promise<void> {
	const clean = async () => {
		for (const { id, name } of await listHooks(context, channel)) {
			const wait = waitIn(name);
			if (wait && wait.until + GRACE_MS < now) await deleteHook(context, channel, id);
		}
	};
	await clean().catch(({ message }: Error) =>
		context.logger.warn(`Left-over message hooks of channel ${channel} stay: ${message}`),
	);
}

/** The same node, for what is to be done although the execution is cancelled: n8n would abort its requests. */
const evenIfCancelled = (
	context: IExecuteFunctions,
): Asker & Pick<IHookFunctions, 'getNodeParameter'> => ({
	helpers: context.helpers,
	getNodeParameter: (name: string) => context.getNodeParameter(name, 0, {}),
	getNode: () => context.getNode(),
	getCredentials: async (type) => await context.getCredentials(type),
});

/**
 * Removes the hook of the wait of this name, because the message was not sent. It is looked for by its address: Landbot
 * may have made one although its answer was lost.
 */
export async function takeBack(
	context: IExecuteFunctions,
	channel: number,
	wait: string,
): Promise<void> {
	const asker = evenIfCancelled(context);
	const remove = async () => {
		const ours = (await listHooks(asker, channel)).filter(({ url }) => url.includes(wait));
		for (const { id } of ours) await deleteHook(asker, channel, id);
	};
	await remove().catch(({ message }: Error) =>
		context.logger.warn(`A message hook of channel ${channel} stays: ${message}`),
	);
}
