import type { IExecuteFunctions } from 'n8n-workflow';
import { deleteHook, listHooks } from '../trigger/hooks';
import type { Wait } from './wait';

/** The clocks of several n8n differ, and n8n looks for executions whose time has come once in a minute. */
const GRACE_MS = 600_000;

const NAME = /^n8n waits for \d+ until (\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** What a person in Landbot, and a later run, recognises the hook of a wait by. */
export const nameOf = ({ customer }: Wait, limit: Date): string =>
	`n8n waits for ${customer} until ${limit.toISOString()}`;

/** Whether a hook of this name has nothing to wait for any more. */
function isLeftOver(name: unknown, now: number): boolean {
	const [, until] = NAME.exec(typeof name === 'string' ? name : '') ?? [];
	return until !== undefined && Date.parse(until) + GRACE_MS < now;
}

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
			if (isLeftOver(name, now)) await deleteHook(context, channel, id);
		}
	};
	await clean().catch(({ message }: Error) =>
		context.logger.warn(`Left-over message hooks of channel ${channel} stay: ${message}`),
	);
}
