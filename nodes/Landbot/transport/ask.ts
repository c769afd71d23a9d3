import { NodeOperationError, type IDataObject, type ILoadOptionsFunctions } from 'n8n-workflow';
import { agentToken, baseUrl, flawOf } from './credential';
import { toNodeError } from './explain';
import { refuse } from './failure';
import { persist } from './retry';

/** A person is waiting for the dropdown: milliseconds for an answer, and tries. */
const TIMEOUT_MS = 15_000;
const PATIENCE = { atTheLimit: 5, otherwise: 2 };

/**
 * The second door to Landbot, for what is no operation: one GET with the same pace, patience and explanations. Gives
 * the body of the answer. Throws a `NodeApiError` or `NodeOperationError`.
 */
export async function ask(
	this: ILoadOptionsFunctions,
	path: string,
	qs: IDataObject,
): Promise<IDataObject> {
	const credentials = await this.getCredentials('landbotApi');
	const flaw = flawOf(credentials);
	if (flaw) throw new NodeOperationError(this.getNode(), flaw);

	const attempt = async () => {
		const response = await this.helpers.httpRequestWithAuthentication.call(this, 'landbotApi', {
			method: 'GET',
			baseURL: baseUrl(credentials),
			url: path,
			qs,
			timeout: TIMEOUT_MS,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			returnFullResponse: true,
		});
		refuse(response);
		return response.body as IDataObject;
	};
	try {
		const asked = { method: 'GET', path, token: agentToken(credentials) };
		return await persist(asked, attempt, {}, undefined, PATIENCE);
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}
