import {
	NodeOperationError,
	type DeclarativeRestApiSettings,
	type ICredentialDataDecryptedObject,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import {
	buildRequest,
	httpRequest,
	type LandbotClient,
	type RequestTo,
	usableCredentials,
} from '../api/client';
import type { Endpoint } from '../api/endpoints';
import { withRetry } from '../api/retry';
import type { Batch } from './batch';

/** How long an answer may take, in milliseconds. n8n's own default is 300,000; the option 'Timeout' wins over this. */
const TIMEOUT_MS = 30_000;

type Read<T> = (body: unknown) => T;

/**
 * How one item makes its requests: at the pace of the token, again while that is safe, and never after the signal has
 * aborted. Requests reject with what `withRetry` throws, and with a `NodeOperationError` when the credential is unusable.
 */
export class ItemClient implements LandbotClient {
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

	/** The request of the operation itself: n8n's engine makes it, and its output rules run before `read`. */
	async callRouted<T>(endpoint: Endpoint, request: RequestTo<string>, read: Read<T>): Promise<T> {
		return await this.send(endpoint, request, async (options) => {
			const [{ json }] = await this.context.makeRoutingRequest({ ...this.request, options });
			return read(json);
		});
	}

	async call<P extends Endpoint['path'], T>(
		endpoint: Endpoint<P>,
		request: RequestTo<P>,
		read: Read<T>,
	): Promise<T> {
		return await this.send(
			endpoint,
			request,
			async (options) => await httpRequest(this.context, options, read),
		);
	}

	async memoize<T>(key: string, make: () => Promise<T>): Promise<T> {
		const { shared } = this.batch;
		const known = shared.get(key) ?? make();
		shared.set(key, known);
		// What only failed is asked again by the next one; what cannot be is an answer, too.
		known.catch((error) => {
			if (!(error instanceof NodeOperationError)) shared.delete(key);
		});
		return (await known) as T;
	}

	private async send<P extends Endpoint['path'], T>(
		endpoint: Endpoint<P>,
		request: RequestTo<P>,
		attempt: (options: IHttpRequestOptions) => Promise<T>,
	): Promise<T> {
		this.signal?.throwIfAborted();
		this.credentials ??= usableCredentials(this.context);
		const { options, sent } = buildRequest(await this.credentials, endpoint, request, {
			timeoutMs: TIMEOUT_MS,
			...this.batch.settings,
		});
		const all = { ...this.request.options, ...options } as IHttpRequestOptions;
		return await withRetry(sent, async () => await attempt(all), this.batch, this.signal);
	}
}
