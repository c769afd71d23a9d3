import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import { impostorOf, LOGIN_FIRST, type Impostor } from './impostor';

/** However long an answer asks to wait, a node does not stand still for longer. */
const LONGEST_PAUSE_MS = 60_000;

/** What came back instead of a usable answer. */
export interface Failure {
	/** HTTP status, when Landbot, or something in its place, answered. */
	status?: number;
	/** The answer's body, parsed where it was JSON. */
	body?: unknown;
	/** Who answered, when it cannot have been Landbot. */
	impostor?: Impostor;
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
	body?: IDataObject;
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
export function refuse(response: IN8nHttpFullResponse): void {
	const { statusCode: status, body, headers } = response;
	const usable = !body || (typeof body === 'object' && !Array.isArray(body) && !saysNo(body));
	if (status >= 200 && status < 300 && usable) return;

	throw new Refusal({
		status,
		body,
		impostor: impostorOf(response),
		retryAfterMs: pauseOf(headers['retry-after']),
	});
}

/** The milliseconds that a Retry-After header asks for, in seconds or as a date; undefined when it asks for nothing. */
function pauseOf(header: unknown): number | undefined {
	const value = String(header ?? '').trim();
	const ms = /^\d/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return ms > 0 ? Math.min(ms, LONGEST_PAUSE_MS) : undefined;
}

/** What stands in the errors of Node.js and of n8n's request helper. */
interface NetworkError {
	code?: unknown;
	syscall?: string;
	cause?: unknown;
	/** One error for each address of a host, in an `AggregateError`. */
	errors?: unknown[];
}

/** The failures at the bottom of an error: inside its causes, and one for each address that was tried. */
function failuresIn(error: unknown, above: unknown[] = []): Failure[] {
	if (typeof error !== 'object' || error === null || above.includes(error)) return [];
	const { code, syscall, cause, errors = [] } = error as NetworkError;
	const own = typeof code === 'string' ? [{ code, during: syscall }] : [];
	const path = [...above, error];
	if (Array.isArray(errors) && errors.length > 0) {
		return errors.flatMap((member) => {
			const failures = failuresIn(member, path);
			// What one of them says nothing about may have left.
			return failures.length > 0 ? failures : [{ code: 'UNKNOWN' }];
		});
	}
	const deeper = failuresIn(cause, path);
	return deeper.length > 0 ? deeper : own;
}

/**
 * What an error of the request helper says about the network; undefined when it is none of the network's. Of several
 * addresses it is the one that the request may have left for, if there is one.
 */
export function networkFailure(error: unknown): Failure | undefined {
	const failures = failuresIn(error);
	return failures.find((failure) => !neverLeft(failure)) ?? failures[0];
}

/** Whether a firewall refused an item for its values: Landbot's own takes `#{` for an attack (landbot-api.md, 14.1). */
export const refusedForCode = ({ status, impostor }: Failure, { body }: Asked): boolean =>
	status === 403 && impostor === 'firewall' && JSON.stringify(body ?? '').includes('#{');

/** The request never reached Landbot, so that even a message may leave again. */
const NEVER_LEFT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EPROTO'];

/** The certificate of the server did not convince; nothing was sent, and the next try would end the same way. */
export const UNTRUSTED = /CERT|SIGNATURE/;

/** Whether Landbot may yet answer the same request as hoped: not after a refusal that names a reason. */
export function isPassing({ status, code, body, impostor }: Failure): boolean {
	if (status === undefined) return code !== undefined && !UNTRUSTED.test(code);
	if (impostor === 'challenge' || LOGIN_FIRST.includes(status)) return false;
	return status >= 500 || (status < 300 && !saysNo(body));
}

/** Whether Landbot itself says that it does not know what was asked for. */
export const isUnknown = ({ status, impostor }: Failure): boolean => status === 404 && !impostor;

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
