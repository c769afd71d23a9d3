import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { exchange, type Question } from './ask';
import { agentToken, baseUrl, flawOf } from './credential';
import { textOf } from './form';
import { persist } from './retry';
import type { Run } from './run';

/** How long an answer may take, in milliseconds. n8n's own default is 300,000; the option 'Timeout' wins over this. */
const TIMEOUT_MS = 30_000;

type Read<T> = (body: unknown) => T;

/** How one item asks Landbot: at the pace of the token, again while that is safe, and never after the run has stopped. */
export interface Door {
	/** The request that the operation describes, to a filled path; its output rules run before `read`. */
	request<T>(path: string, qs: IDataObject | undefined, read: Read<T>): Promise<T>;
	/** Any other request. */
	ask<T>(question: Question, read: Read<T>): Promise<T>;
	/** What `make` gives, made once for all items of the run. */
	once<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/**
 * The door for one item, until the signal aborts. `request` and `ask` throw what `persist` throws, and a
 * `NodeOperationError` when the credential is unusable.
 */
export function doorOf(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	run: Run,
	signal: AbortSignal | undefined,
): Door {
	const { timeout } = context.getNodeParameter('requestOptions', {}) as IDataObject;
	let credentials: Promise<ICredentialDataDecryptedObject> | undefined;
	const credential = async () => {
		credentials ??= context.getCredentials('landbotApi');
		const known = await credentials;
		const flaw = flawOf(known);
		if (!flaw) return known;
		const itemIndex = context.getItemIndex();
		throw new NodeOperationError(context.getNode(), flaw, { itemIndex });
	};
	/** Makes one request in its turn; `send` gets the options that all requests of the item share. */
	const inTurn = async <T>(
		{ method, path }: Pick<Question, 'method' | 'path'>,
		send: (options: IHttpRequestOptions) => Promise<T>,
	): Promise<T> => {
		signal?.throwIfAborted();
		const known = await credential();
		const options = {
			...request.options,
			method,
			url: path,
			baseURL: baseUrl(known),
			timeout: Number(timeout) > 0 ? Number(timeout) : TIMEOUT_MS,
		} as IHttpRequestOptions;
		const { token: secret } = (options.body ?? {}) as IDataObject;
		const asked = { method, path, token: agentToken(known), secret: textOf(secret) };
		return await persist(asked, async () => await send(options), run, signal);
	};
	return {
		request: async (path, qs, read) =>
			await inTurn({ method: request.options.method ?? 'GET', path }, async (options) => {
				const [{ json }] = await context.makeRoutingRequest({
					...request,
					options: { ...options, qs },
				});
				return read(json);
			}),
		ask: async (question, read) =>
			await inTurn(
				question,
				async (options) =>
					await exchange(context, { ...options, qs: question.qs, body: question.body }, read),
			),
		once: async <T>(key: string, make: () => Promise<T>) => {
			const known = run.shared.get(key) ?? make();
			run.shared.set(key, known);
			// What only failed is asked again by the next one; what cannot be is an answer, too.
			known.catch((error) => {
				if (!(error instanceof NodeOperationError)) run.shared.delete(key);
			});
			return (await known) as T;
		},
	};
}
