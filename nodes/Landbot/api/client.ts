import {
	NodeOperationError,
	type IAllExecuteFunctions,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { agentToken, baseUrl, credentialFlaw } from './credential';
import { type Endpoint, fillPath, type PathParametersOf } from './endpoints';
import type { RequestError, SentRequest } from './errors/apiError';
import { toNodeError } from './errors/toNodeError';
import { assertOk } from './response';
import { type RetryPolicy, withRetry } from './retry';
import { textOf } from './text';

/** How long an answer to a person who is waiting may take, in milliseconds, and how often it is asked for. */
export const LIST_TIMEOUT_MS = 15_000;
export const listRetries: RetryPolicy = { atTheLimit: 5, otherwise: 2 };

/** How the way to Landbot is set up. */
export interface ConnectionSettings {
	/** How long an answer may take, in milliseconds. */
	timeoutMs?: number;
	/** What n8n's request helper takes as it is. */
	http: Pick<IHttpRequestOptions, 'proxy' | 'skipSslCertificateValidation'>;
}

/** What a request to an endpoint with this path holds: a value for every name in braces, a query, a body. */
export type RequestTo<P extends string> = {
	qs?: IDataObject;
	body?: IDataObject;
	values: Record<PathParametersOf<P>, string | number>;
};

/** What makes requests to Landbot, at the pace of the token, and again while that is safe. */
export interface LandbotClient {
	/**
	 * Makes a request; `read` gives what is wanted of the body of its answer. Rejects with a `LandbotApiError`, or with a
	 * `NodeOperationError` when the credential is unusable.
	 */
	call<P extends Endpoint['path'], T>(
		endpoint: Endpoint<P>,
		request: RequestTo<P>,
		read: (body: unknown) => T,
	): Promise<T>;
	/** What `make` gives, made once for all that share the key. */
	memoize<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/** The node, in whatever n8n calls it for. */
export type ApiContext = Pick<IAllExecuteFunctions, 'helpers' | 'getCredentials' | 'getNode'>;

/** The credential. Throws a `NodeOperationError` when it cannot work. */
export async function usableCredentials(
	context: Pick<ApiContext, 'getCredentials' | 'getNode'>,
): Promise<ICredentialDataDecryptedObject> {
	const credentials = await context.getCredentials('landbotApi');
	const flaw = credentialFlaw(credentials);
	if (flaw) throw new NodeOperationError(context.getNode(), flaw);
	return credentials;
}

/** A request as n8n's helper takes it, and what is to be known of it should it fail. */
export function buildRequest<P extends Endpoint['path']>(
	credentials: ICredentialDataDecryptedObject,
	endpoint: Endpoint<P>,
	{ values: given, qs, body }: RequestTo<P>,
	{ http, timeoutMs }: ConnectionSettings,
): { options: IHttpRequestOptions; sent: SentRequest } {
	const values = Object.fromEntries(
		Object.entries(given).map(([name, value]) => [name, textOf(value)]),
	);
	return {
		options: {
			...http,
			method: endpoint.method,
			baseURL: baseUrl(credentials, endpoint.version),
			url: fillPath(endpoint, values),
			qs,
			body,
			timeout: timeoutMs,
		},
		sent: { endpoint, values, body, token: agentToken(credentials), secret: textOf(body?.token) },
	};
}

/** Sends a request once and reads its answer. Throws a `ResponseError` when the answer is not what Landbot promises. */
export async function httpRequest<T>(
	context: Pick<ApiContext, 'helpers'>,
	options: IHttpRequestOptions,
	read: (body: unknown) => T,
): Promise<T> {
	const response = await context.helpers.httpRequestWithAuthentication.call(
		// n8n's helper uses no more of it than `ApiContext` has.
		context as IAllExecuteFunctions,
		'landbotApi',
		{
			...options,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			returnFullResponse: true,
		},
	);
	assertOk(response);
	return read(response.body);
}

/** How a client behaves. */
export interface ClientOptions {
	settings?: ConnectionSettings;
	/** How often a request is tried; a person is waiting unless this says otherwise. */
	retries?: RetryPolicy;
	/** Nothing leaves after it has aborted. */
	signal?: AbortSignal;
	/** Whether requests reject with what a person reads, a `NodeApiError`, in place of a `LandbotApiError`. */
	explains?: boolean;
}

/** What makes requests that are no item of an operation. */
export interface DirectClient extends LandbotClient {
	/** Makes a request; undefined where Landbot itself says that it does not know what is asked for. */
	callIfKnown<P extends Endpoint['path'], T>(
		endpoint: Endpoint<P>,
		request: RequestTo<P>,
		read: (body: unknown) => T,
	): Promise<T | undefined>;
}

/** A client for lists, message hooks and waiting for replies. */
export function createClient(
	context: ApiContext,
	{ settings = { http: {} }, retries = listRetries, signal, explains = true }: ClientOptions = {},
): DirectClient {
	const send: LandbotClient['call'] = async (endpoint, request, read) => {
		const credentials = await usableCredentials(context);
		const { options, sent } = buildRequest(credentials, endpoint, request, {
			timeoutMs: LIST_TIMEOUT_MS,
			...settings,
		});
		const attempt = async () => await httpRequest(context, options, read);
		return await withRetry(sent, attempt, {}, signal, retries);
	};
	const fail = (error: RequestError): never => {
		throw explains ? toNodeError(context.getNode(), error, 0) : error;
	};
	return {
		call: async (...request) => await send(...request).catch(fail),
		callIfKnown: async (...request) =>
			await send(...request).catch((error: RequestError) =>
				error.saysUnknown ? undefined : fail(error),
			),
		memoize: async (_key, make) => await make(),
	};
}
