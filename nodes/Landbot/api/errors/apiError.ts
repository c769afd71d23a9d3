import { NodeApiError, type IDataObject } from 'n8n-workflow';
import type { Endpoint } from '../endpoints';
import { textOf } from '../text';
import type { PathValues } from './byEndpoint';
import { type Impostor, LOGIN_FIRST } from './impostor';

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

/** A request that was made. */
export interface SentRequest {
	endpoint: Endpoint;
	/** What stands in the path. */
	values: PathValues;
	body?: IDataObject;
	token: string;
	/** Another secret in the request, such as the token of a message hook. */
	secret?: string;
}

/** One answer, or the lack of one, that may still be retried. */
export class ResponseError extends Error {
	constructor(readonly failure: Failure) {
		super('No usable answer');
	}
}

/** A request failed for good, after `tries` tries. */
export class LandbotApiError extends Error {
	/** What had been done of an operation of several requests, as sentences. */
	readonly done: string[] = [];

	/** The HTTP status; undefined when no answer came. */
	readonly status: number | undefined;

	/** Whether Landbot may have done what was asked for. */
	readonly mayHaveTakenEffect: boolean;

	/** Whether Landbot itself says that it does not know what was asked for. */
	readonly saysUnknown: boolean;

	constructor(
		readonly failure: Failure,
		readonly request: SentRequest,
		readonly tries: number,
	) {
		super('Landbot gave no usable answer');
		this.status = failure.status;
		this.mayHaveTakenEffect = mayHaveTakenEffect(request, failure);
		this.saysUnknown = failure.status === 404 && !failure.impostor;
	}
}

/** What a request may reject with: a `LandbotApiError`, or an error that has nothing of one. */
export type RequestError = Error & Partial<LandbotApiError>;

/** Whether a body says that what was asked did not happen, whatever the status beside it says. */
export function isErrorBody(body: unknown): boolean {
	const { success, errors } = (body ?? {}) as IDataObject;
	return success === false || errors !== undefined;
}

/** What stands in the errors of Node.js and of n8n's request helper. */
interface NetworkError {
	code?: unknown;
	/** Where n8n's own errors keep the code up to 2.33, which lose their cause; with newer ones it is a status or `none`. */
	httpCode?: unknown;
	syscall?: string;
	cause?: unknown;
	/** One error for each address of a host, in an `AggregateError`. */
	errors?: unknown[];
}

/** How Node.js writes the codes of its network: `ECONNRESET`, `CERT_HAS_EXPIRED`. */
const NETWORK_CODE = /^[A-Z][A-Z0-9_]+$/;

/** The failures at the bottom of an error: inside its causes, and one for each address that was tried. */
function failuresIn(error: unknown, above: unknown[] = []): Failure[] {
	if (typeof error !== 'object' || error === null || above.includes(error)) return [];
	const { code: given, httpCode, syscall, cause, errors = [] } = error as NetworkError;
	const code = [given, httpCode].map(textOf).find((one) => NETWORK_CODE.test(one));
	const own = code === undefined ? [] : [{ code, during: syscall }];
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
	// Up to 2.33 n8n's own error loses everything that several addresses say.
	const silent = error instanceof NodeApiError ? { code: 'UNKNOWN' } : undefined;
	return failures.find((failure) => !neverSent(failure)) ?? failures[0] ?? silent;
}

/** Whether a firewall refused an item for its values: Landbot's own takes `#{` for an attack (landbot-api.md, 14.1). */
export const refusedForCode = ({ status, impostor }: Failure, { body }: SentRequest): boolean =>
	status === 403 && impostor === 'firewall' && JSON.stringify(body ?? '').includes('#{');

/** The request never reached Landbot, so that even a message may leave again. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EPROTO'];

/** The certificate of the server did not convince; nothing was sent, and the next try would end the same way. */
export const CERTIFICATE_CODE = /CERT|SIGNATURE/;

/** Whether Landbot may yet answer the same request as hoped: not after a refusal that names a reason. */
export function isTransient({ status, code, body, impostor }: Failure): boolean {
	if (status === undefined) return code !== undefined && !CERTIFICATE_CODE.test(code);
	if (impostor === 'challenge' || LOGIN_FIRST.includes(status)) return false;
	return status >= 500 || (status < 300 && !isErrorBody(body));
}

/** Whether the request certainly stayed here. */
export const neverSent = ({ code, during }: Failure): boolean =>
	during === 'connect' || NEVER_SENT.includes(code ?? '');

/**
 * Whether what must not be done twice may have been done, although the answer says nothing about it. What is repeatable
 * gives the same result the second time.
 */
export const mayHaveTakenEffect = (
	{ endpoint }: Pick<SentRequest, 'endpoint'>,
	failure: Failure,
): boolean => !endpoint.repeatable && isTransient(failure) && !neverSent(failure);
