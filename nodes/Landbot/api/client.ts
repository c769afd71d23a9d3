import {
	NodeOperationError,
	type IAllExecuteFunctions,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { agentToken, baseUrl, flawOf } from './credential';
import { toNodeError } from './errors/toNodeError';
import { refuse } from './errors/apiError';
import { textOf } from '../parameters/read';
import { requestSettingsOf } from '../parameters/requestSettings';
import { persist, type Patience } from './retry';

/** A person is waiting: milliseconds for an answer, and tries. */
export const TIMEOUT_MS = 15_000;
export const IMPATIENT: Patience = { atTheLimit: 5, otherwise: 2 };

/** One request to Landbot; the path is without the base URL, such as `/customers/`. */
export interface Question {
	method: IHttpRequestMethods;
	path: string;
	qs?: IDataObject;
	body?: IDataObject;
}

/** The node, in whatever n8n calls it for. */
export type Asker = Pick<IAllExecuteFunctions, 'helpers' | 'getCredentials' | 'getNode'>;

/** A parameter of the form, evaluated, in whatever n8n calls the node for; undefined where the form does not have it. */
function parameterOf(context: Asker, name: string): unknown {
	return 'getInputData' in context
		? (context as unknown as IExecuteFunctions).getNodeParameter(name, 0, {})
		: (context as unknown as IHookFunctions).getNodeParameter(name, {});
}

/** Sends one request and reads its answer. Throws a `Refusal` when the answer is not what Landbot promises. */
export async function exchange<T>(
	context: Pick<IAllExecuteFunctions, 'helpers'>,
	options: IHttpRequestOptions,
	read: (body: unknown) => T,
): Promise<T> {
	const response = await context.helpers.httpRequestWithAuthentication.call(
		context as IAllExecuteFunctions,
		'landbotApi',
		{
			...options,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			returnFullResponse: true,
		},
	);
	refuse(response);
	return read(response.body);
}

/**
 * Asks Landbot for what is no operation, at the same pace and with the same retries. `read` gives what is wanted of the
 * answer's body. Throws what `persist` throws, and a `NodeOperationError` when the credential is unusable.
 */
export async function inquire<T>(
	context: Asker,
	{ method, path, qs, body }: Question,
	read: (body: unknown) => T,
	patience: Patience = IMPATIENT,
	signal?: AbortSignal,
): Promise<T> {
	const credentials = await context.getCredentials('landbotApi');
	const flaw = flawOf(credentials);
	if (flaw) throw new NodeOperationError(context.getNode(), flaw);

	const { timeoutMs = TIMEOUT_MS, http } = requestSettingsOf(context.getNode(), (name) =>
		parameterOf(context, name),
	);
	const options = {
		method,
		baseURL: baseUrl(credentials),
		url: path,
		qs,
		body,
		timeout: timeoutMs,
		...http,
	};
	const asked = { method, path, body, token: agentToken(credentials), secret: textOf(body?.token) };
	return await persist(
		asked,
		async () => await exchange(context, options, read),
		{},
		signal,
		patience,
	);
}

/**
 * The second door to Landbot, for lists and message hooks: `inquire` with explanations. Throws a `NodeApiError` or
 * `NodeOperationError`.
 */
export async function ask<T>(
	context: Asker,
	question: Question,
	read: (body: unknown) => T,
): Promise<T> {
	return await inquire(context, question, read).catch(async (error) => {
		throw toNodeError(context.getNode(), error, 0);
	});
}
