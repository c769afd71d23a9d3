import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { exchange, type Question } from '../api/client';
import type { Batch } from './batch';
import { agentToken, baseUrl, flawOf } from '../api/credential';
import { textOf } from '../parameters/read';
import { persist } from '../api/retry';

/** How long an answer may take, in milliseconds. n8n's own default is 300,000; the option 'Timeout' wins over this. */
const TIMEOUT_MS = 30_000;

type Read<T> = (body: unknown) => T;

/** What asks Landbot. */
export interface Client {
	/** Makes a request; `read` gives what is wanted of the body of its answer. */
	ask<T>(question: Question, read: Read<T>): Promise<T>;
	/** What `make` gives, made once for all that share the key. */
	once<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/**
 * How one item asks Landbot: at the pace of the token, again while that is safe, and never after the signal has aborted.
 * Requests throw what `persist` throws, and a `NodeOperationError` when the credential is unusable.
 */
export class ItemClient implements Client {
	readonly item: number;
	private credentials?: Promise<ICredentialDataDecryptedObject>;

	constructor(
		private readonly context: IExecutePaginationFunctions,
		private readonly request: DeclarativeRestApiSettings.ResultOptions,
		readonly batch: Batch,
		private readonly signal?: AbortSignal,
	) {
		this.item = context.getItemIndex();
	}

	/** The request that the operation describes, to a filled path; its output rules run before `read`. */
	async send<T>(filled: Omit<Question, 'method'>, read: Read<T>): Promise<T> {
		const method = this.request.options.method ?? 'GET';
		return await this.inTurn({ ...filled, method }, async (options) => {
			const [{ json }] = await this.context.makeRoutingRequest({ ...this.request, options });
			return read(json);
		});
	}

	async ask<T>(question: Question, read: Read<T>): Promise<T> {
		return await this.inTurn(
			question,
			async (options) => await exchange(this.context, options, read),
		);
	}

	async once<T>(key: string, make: () => Promise<T>): Promise<T> {
		const { shared } = this.batch;
		const known = shared.get(key) ?? make();
		shared.set(key, known);
		// What only failed is asked again by the next one; what cannot be is an answer, too.
		known.catch((error) => {
			if (!(error instanceof NodeOperationError)) shared.delete(key);
		});
		return (await known) as T;
	}

	private async credential(): Promise<ICredentialDataDecryptedObject> {
		this.credentials ??= this.context.getCredentials('landbotApi');
		const known = await this.credentials;
		const flaw = flawOf(known);
		if (!flaw) return known;
		throw new NodeOperationError(this.context.getNode(), flaw, { itemIndex: this.item });
	}

	private async inTurn<T>(
		{ method, path, qs, body }: Question,
		attempt: (options: IHttpRequestOptions) => Promise<T>,
	): Promise<T> {
		this.signal?.throwIfAborted();
		const known = await this.credential();
		const { timeoutMs = TIMEOUT_MS, http } = this.batch.settings;
		const options = {
			...this.request.options,
			...http,
			method,
			url: path,
			qs,
			body,
			baseURL: baseUrl(known),
			timeout: timeoutMs,
		} as IHttpRequestOptions;
		const { token: secret } = (body ?? {}) as IDataObject;
		const asked = { method, path, body, token: agentToken(known), secret: textOf(secret) };
		return await persist(asked, async () => await attempt(options), this.batch, this.signal);
	}
}
