import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { pageOf } from './response';
import { IMPATIENT, TIMEOUT_MS } from './client';
import { agentToken, authorization, baseUrl, flawOf } from './credential';
import { explain } from './errors/toNodeError';
import { LandbotFailure, refuse } from './errors/apiError';
import { persist } from './retry';

const PATH = '/customers/';

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
	const attempt = async () => {
		const response = await helpers.request({
			method: 'GET',
			uri: `${baseUrl(data)}${PATH}`,
			qs: { limit: 1 },
			headers: { Authorization: authorization(data), Accept: 'application/json' },
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		});
		refuse(response);
		return pageOf(response.body);
	};
	const asked = { method: 'GET', path: PATH, token: agentToken(data) };
	try {
		await persist(asked, attempt, {}, undefined, IMPATIENT);
	} catch (error) {
		if (!(error instanceof LandbotFailure)) {
			return { status: 'Error', message: (error as Error).message };
		}
		const { message, description } = explain(error.failure, asked, error.tries);
		return { status: 'Error', message: `${message}. ${description}` };
	}
	return { status: 'OK', message: 'Landbot accepts the token' };
}
