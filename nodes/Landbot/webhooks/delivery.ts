import type { IDataObject } from 'n8n-workflow';
import { first, isDeeperThan, isObject, object, text } from '../api/values';
import { isGenuine } from './secret';

/** What Landbot sends is a few kilobytes; in bytes. */
const LARGEST = 1_000_000;

/** What Landbot sends has 4 levels. n8n's own code follows a structure by recursion, which a deep one would exhaust. */
const DEEPEST = 32;

/** An ID longer than this is not Landbot's, in characters. */
const LONGEST_ID = 200;

/** What probably happened where the header is none that Landbot could have sent. */
const OTHER_LOGIN =
	'. If Landbot sent it, a proxy in front of n8n uses the Authorization header for a login of its own, or drops it: let it pass at /webhook/ and /webhook-waiting/';

/** Whether a header could be Landbot's, with whatever secret. */
const isLandbotHeader = (header: unknown): boolean =>
	typeof header === 'string' && header.startsWith('Token ');

/** A request that arrived at our address. */
export interface Delivery {
	headers: Record<string, unknown>;
	/** Parsed by n8n as far as its content type allows. */
	body: unknown;
	/** In bytes. */
	size: number;
}

/**
 * What is to be done about it: refuse it with a status, for a reason, or read the messages. `hint` is for the log of
 * n8n alone.
 */
export type Reading =
	| { status: number; reason: string; hint?: string }
	| { messages: IDataObject[]; id: string | null };

/**
 * The rule for everything that arrives. The secret comes first: without it nothing is looked at. Landbot repeats what
 * is not answered with 2xx six times within a minute and a half, which does no harm. Never throws.
 *
 * | what arrives                                  | answer |
 * |-----------------------------------------------|--------|
 * | without the secret, or with another one       | 403    |
 * | larger than 1 MB, or deeper than 32 levels    | 413    |
 * | no JSON, or no list of messages               | 400    |
 * | everything else                               | 200    |
 */
export function readDelivery({ headers, body, size }: Delivery, secrets: string[]): Reading {
	if (!isGenuine(headers.authorization, secrets)) {
		const reason = 'without the secret that Landbot was given';
		return {
			status: 403,
			reason,
			...(!isLandbotHeader(headers.authorization) && { hint: OTHER_LOGIN }),
		};
	}
	if (size > LARGEST) return { status: 413, reason: 'larger than 1 MB' };
	if (isDeeperThan(DEEPEST, body)) return { status: 413, reason: 'nested too deeply' };
	const { messages } = object(body);
	const readable = Array.isArray(messages) ? (messages as unknown[]).filter(isObject) : [];
	if (readable.length === 0) return { status: 400, reason: 'without messages' };

	// Documented as unique per message and the same in every attempt; `_raw.uuid` is the documented substitute.
	const id = first(text, headers['sentry-trace'], object(readable[0]._raw).uuid);
	return { messages: readable, id: id && id.slice(0, LONGEST_ID) };
}
