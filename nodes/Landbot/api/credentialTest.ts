import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { LIST_TIMEOUT_MS, listRetries } from './client';
import { agentToken, authorization, baseUrl, flawOf } from './credential';
import { endpoints } from './endpoints';
import type { RequestError, SentRequest } from './errors/apiError';
import { explain } from './errors/toNodeError';
import { assertOk, pageOf } from './response';
import { withRetry } from './retry';

/**
 * Tests the credential by listing one customer. A test declared as data would show the bare code of the network when
 * Landbot cannot be reached; this one gives the same sentences as the node.
 */
export async function landbotApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const flaw = flawOf(data);
	if (flaw) return { status: 'Error', message: flaw };

	const { helpers } = this;
	const endpoint = endpoints.listCustomers;
	const attempt = async () => {
		const response = await helpers.request({
			method: endpoint.method,
			uri: `${baseUrl(data)}${endpoint.path}`,
			qs: { limit: 1 },
			headers: { Authorization: authorization(data), Accept: 'application/json' },
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: LIST_TIMEOUT_MS,
		});
		assertOk(response);
		return pageOf(response.body);
	};
	const sent: SentRequest = { endpoint, values: {}, token: agentToken(data) };
	try {
		await withRetry(sent, attempt, {}, undefined, listRetries);
	} catch (error) {
		const { failure, tries, message: reason } = error as RequestError;
		if (!failure || !tries) return { status: 'Error', message: reason };
		const { message, description } = explain(failure, sent, tries);
		return { status: 'Error', message: `${message}. ${description}` };
	}
	return { status: 'OK', message: 'Landbot accepts the token' };
}
