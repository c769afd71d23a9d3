import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { createClient } from '../api/client';
import { ExpiringMap } from '../api/expiringMap';
import { listHooks } from '../api/messageHooks';
import { textOf } from '../api/text';
import { first, id, object, text } from '../api/values';
import { customerIdOf } from './event';
import { eventKindOf } from './eventKind';

/** How long a message is known to be a reply, in milliseconds: Landbot delivers again for little more than a minute. */
const KNOWN_AS_REPLY_MS = 300_000;

const NAME = /^n8n waits for (\d+) until (\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** What a person in Landbot, and every n8n, recognises the message hook of an execution by that waits for a reply. */
export const waitHookName = (customer: number, limit: Date): string =>
	`n8n waits for ${customer} until ${limit.toISOString()}`;

/** Whom a hook of this name waits for, and until when, in milliseconds since epoch. Undefined for every other name. */
export function parseWaitHookName(name: unknown): { customer: number; until: number } | undefined {
	const [, customer, until] = NAME.exec(typeof name === 'string' ? name : '') ?? [];
	return customer ? { customer: Number(customer), until: Date.parse(until) } : undefined;
}

/** The same message at every hook of the channel. */
const replyKey = (message: IDataObject): string =>
	first(text, object(message._raw).uuid) ?? `${customerIdOf(message)} ${textOf(message.timestamp)}`;

/** The messages that an execution went on with. */
const recentReplies = new ExpiringMap<string, true>(KNOWN_AS_REPLY_MS);

/** Remembers in this process that an execution goes on with this message, before its hook is gone. */
export const rememberReply = (message: IDataObject): void =>
	recentReplies.set(replyKey(message), true);

/**
 * Whether an execution waits for what this customer writes, or went on with it a moment ago. When Landbot does not say,
 * the message starts the workflow: one too many is better than a customer without an answer.
 */
export async function isReply(context: IWebhookFunctions, message: IDataObject): Promise<boolean> {
	const customer = customerIdOf(message);
	const channel = id(object(message.channel).id);
	if (eventKindOf(message) !== 'customer_message' || customer === null || channel === null) {
		return false;
	}
	const isAwaited = async () =>
		(await listHooks(createClient(context), channel))
			.map(({ name }) => parseWaitHookName(name))
			.some((wait) => wait?.customer === customer && wait.until > Date.now());
	const awaited = await isAwaited().catch(({ message: reason }: Error) => {
		context.logger.warn(`Whether customer ${customer} is being asked is not known: ${reason}`);
		return false;
	});
	// The reply may have taken its hook away meanwhile.
	return awaited || recentReplies.get(replyKey(message)) === true;
}
