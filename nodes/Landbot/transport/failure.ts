import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';

/** However long an answer asks to wait, a node does not stand still for longer. */
const LONGEST_PAUSE_MS = 60_000;

/** What came back instead of a usable answer. */
export interface Failure {
	/** HTTP status, when Landbot, or something in its place, answered. */
	status?: number;
	/** The answer's body, parsed where it was JSON. */
	body?: unknown;
	/** The value of a Retry-After header in milliseconds. Landbot documents that it sends none. */
	retryAfterMs?: number;
	/** The network's code, such as `ECONNREFUSED`, when no answer came. */
	code?: string;
	/** What the network was at when it failed; during `connect` the request had not left. */
	during?: string;
}

/** What was asked of Landbot. */
export interface Asked {
	method: string;
	/** The path without the base URL, such as `/customers/473500001/send_text/`. */
	path: string;
	token: string;
	/** Another secret in the request, such as the token of a message hook. */
	secret?: string;
}

/** One answer, or the lack of one, that the transport may still retry. */
export class Refusal extends Error {
	constructor(readonly failure: Failure) {
		super('No usable answer');
	}
}

/** What was asked failed for good, after `tries` tries. */
export class LandbotFailure extends Error {
	/** What had been done of an operation of several requests, as a sentence. */
	partly = '';

	constructor(
		readonly failure: Failure,
		readonly asked: Asked,
		readonly tries: number,
	) {
		super('Landbot gave no usable answer');
	}
}

/** Whether a body says that what was asked did not happen, whatever the status beside it says. */
export function saysNo(body: unknown): boolean {
	const { success, errors } = (body ?? {}) as IDataObject;
	return success === false || errors !== undefined;
}

/**
 * Throws a `Refusal` for every status but 2xx, and for a body that is neither empty, as some state changes and
 * all deletes answer, nor Landbot's JSON.
 */
export function refuse({ statusCode: status, body, headers }: IN8nHttpFullResponse): void {
	const usable = !body || (typeof body === 'object' && !Array.isArray(body) && !saysNo(body));
	if (status >= 200 && status < 300 && usable) return;

	const retryAfterMs = Number(headers['retry-after']) * 1000;
	throw new Refusal({
		status,
		body,
		retryAfterMs: Number.isFinite(retryAfterMs)
			? Math.min(retryAfterMs, LONGEST_PAUSE_MS)
			: undefined,
	});
}

/** What an error of the request helper says about the network; undefined when it is none of the network's. */
export function networkFailure(error: unknown): Failure | undefined {
	const { code, cause } = ((error as Error)?.cause ?? error) as {
		code?: unknown;
		cause?: { syscall?: string };
	};
	return typeof code === 'string' ? { code, during: cause?.syscall } : undefined;
}

/** The request never reached Landbot, so that even a message may leave again. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EPROTO'];

/** The certificate of the server did not convince; nothing was sent, and the next try would end the same way. */
export const UNTRUSTED = /CERT|SIGNATURE/;

/** Whether Landbot may yet answer the same request as hoped: not after a refusal that names a reason. */
export function isPassing({ status, code, body }: Failure): boolean {
	if (status === undefined) return code !== undefined && !UNTRUSTED.test(code);
	return status >= 500 || (status < 300 && !saysNo(body));
}

/** Whether the request certainly stayed here. */
export const neverLeft = ({ code, during }: Failure): boolean =>
	during === 'connect' || NEVER_LEFT.includes(code ?? '');

/** A PUT whose second time shows: the bot greets the customer again. */
const STARTS_A_BOT = /\/assign_bot\/\d+\/$/;

/**
 * Whether it may have been done although the answer says nothing about it. Landbot has no idempotency key, so a message,
 * or a bot that greets, must not be asked for again. Everything else gives the same result the second time.
 */
export const mayHaveArrived = (
	{ method, path }: Pick<Asked, 'method' | 'path'>,
	failure: Failure,
): boolean =>
	(method === 'POST' || STARTS_A_BOT.test(path)) && isPassing(failure) && !neverLeft(failure);
