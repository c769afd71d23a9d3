import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { customerIdOf } from './event';
import { listHooks } from '../api/messageHooks';
import { kindOf } from './eventKind';
import { first, id, object, text } from '../api/values';

/** How long a message is known to be a reply, in milliseconds: Landbot delivers again for little more than a minute. */
const REMEMBERED_MS = 300_000;

const NAME = /^n8n waits for (\d+) until (\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** What a person in Landbot, and every n8n, recognises the message hook of an execution by that waits for a reply. */
export const nameOfWait = (customer: number, limit: Date): string =>
	`n8n waits for ${customer} until ${limit.toISOString()}`;

/** Whom a hook of this name waits for, and until when, in milliseconds since epoch. Undefined for every other name. */
export function waitIn(name: unknown): { customer: number; until: number } | undefined {
	const [, customer, until] = NAME.exec(typeof name === 'string' ? name : '') ?? [];
	return customer ? { customer: Number(customer), until: Date.parse(until) } : undefined;
}

/** The same message at every hook of the channel. */
const keyOf = (message: IDataObject): string =>
	first(text, object(message._raw).uuid) ?? `${customerIdOf(message)} ${message.timestamp}`;

/** Replies that an execution went on with, and when, in milliseconds; oldest first. */
const taken = new Map<string, number>();

/** Remembers in this process that an execution goes on with this message, before its hook is gone. */
export function rememberReply(message: IDataObject, now = performance.now()): void {
	for (const [known, at] of taken) {
		if (at > now - REMEMBERED_MS) break;
		taken.delete(known);
	}
	taken.set(keyOf(message), now);
}

/**
 * Whether an execution waits for what this customer writes, or went on with it a moment ago. When Landbot does not say,
 * the message starts the workflow: one too many is better than a customer without an answer.
 */
export async function isReply(
	context: IWebhookFunctions,
	message: IDataObject,
	now = Date.now(),
): Promise<boolean> {
	const customer = customerIdOf(message);
	const channel = id(object(message.channel).id);
	if (kindOf(message) !== 'customer_message' || customer === null || channel === null) return false;
	const isAwaited = async () =>
		(await listHooks(context, channel))
			.map(({ name }) => waitIn(name))
			.some((wait) => wait?.customer === customer && wait.until > now);
	const awaited = await isAwaited().catch(({ message: reason }: Error) => {
		context.logger.warn(`Whether customer ${customer} is being asked is not known: ${reason}`);
		return false;
	});
	// The reply may have taken its hook away meanwhile.
	return awaited || taken.has(keyOf(message));
}
