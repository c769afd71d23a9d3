import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { unwrap } from './answer';
import { agentToken, authorization, baseUrl, flawOf } from './credential';
import { explain } from './explain';
import { networkFailure, Refusal, refuse } from './failure';

const PATH = '/customers/';

/** How long the test may take, in milliseconds: a person is waiting. */
const TIMEOUT_MS = 10_000;

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
	try {
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
		if (!unwrap(response.body))
			throw new Refusal({ status: response.statusCode, body: response.body });
	} catch (error) {
		const failure = error instanceof Refusal ? error.failure : (networkFailure(error) ?? {});
		const asked = { method: 'GET', path: PATH, token: agentToken(data) };
		const { message, description } = explain(failure, asked, 1);
		return { status: 'Error', message: `${message}. ${description}` };
	}
	return { status: 'OK', message: 'Landbot accepts the token' };
}
