import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { buildRequest, LIST_TIMEOUT_MS, listRetries } from './client';
import { authorization, credentialFlaw } from './credential';
import { endpoints, undocumented, type Endpoint } from './endpoints';
import { LandbotApiError } from './errors/apiError';
import { explain } from './errors/toNodeError';
import { assertOk, pageOf, unwrap } from './response';
import { withRetry, type RetryPolicy } from './retry';
import { first, object, text } from './values';

/** Whose token it is helps, and is not worth to wait for. */
const ONCE: RetryPolicy = { atTheLimit: 1, otherwise: 1 };

/** The name of the agent in an answer; null where it does not say. */
function agentName(body: unknown): string | null {
	const { full_name: fullName, name, email } = object(unwrap(body));
	return first(text, fullName, name, email);
}

/**
 * Tests the credential by listing one customer. A test declared as data would show the bare code of the network when
 * Landbot cannot be reached; this one gives the same sentences as the node, and says whose token it is where Landbot
 * tells.
 */
export async function landbotApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const flaw = credentialFlaw(data);
	if (flaw) return { status: 'Error', message: flaw };

	const { helpers } = this;
	const call = async <T>(
		endpoint: Endpoint,
		qs: IDataObject,
		read: (body: unknown) => T,
		retries: RetryPolicy,
	): Promise<T> => {
		const { options, sent } = buildRequest(
			data,
			endpoint,
			{ values: {}, qs },
			{ http: {}, timeoutMs: LIST_TIMEOUT_MS },
		);
		const { method, baseURL, url, timeout } = options;
		const attempt = async () => {
			const response = await helpers.request({
				method,
				uri: `${baseURL}${url}`,
				qs,
				headers: { Authorization: authorization(data) },
				json: true,
				simple: false,
				resolveWithFullResponse: true,
				followRedirect: false,
				timeout,
			});
			assertOk(response);
			return read(response.body);
		};
		return await withRetry(sent, attempt, {}, undefined, retries);
	};
	try {
		await call(endpoints.listCustomers, { limit: 1 }, pageOf, listRetries);
	} catch (error) {
		if (!(error instanceof LandbotApiError)) {
			return { status: 'Error', message: (error as Error).message };
		}
		const { message, description } = explain(error.failure, error.request, error.tries);
		return { status: 'Error', message: `${message}. ${description}` };
	}
	const name = await call(undocumented.getMe, {}, agentName, ONCE).catch(() => null);
	const owner = name ? `. It belongs to ${name}` : '';
	return { status: 'OK', message: `Landbot accepts the token${owner}` };
}
