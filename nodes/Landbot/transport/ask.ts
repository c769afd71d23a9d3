import { NodeOperationError, type IDataObject, type ILoadOptionsFunctions } from 'n8n-workflow';
import { pageOf, type Page } from './answer';
import { agentToken, baseUrl, flawOf } from './credential';
import { toNodeError } from './explain';
import { refuse } from './failure';
import { persist, type Patience } from './retry';

/** A person is waiting: milliseconds for an answer, and tries. */
export const TIMEOUT_MS = 15_000;
export const IMPATIENT: Patience = { atTheLimit: 5, otherwise: 2 };

/**
 * The second door to Landbot, for what is no operation: one page of a list with the same pace, retries and
 * explanations. Throws a `NodeApiError` or `NodeOperationError`.
 */
export async function ask(
	this: ILoadOptionsFunctions,
	path: string,
	qs: IDataObject,
): Promise<Page> {
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
		return pageOf(response.body);
	};
	try {
		const asked = { method: 'GET', path, token: agentToken(credentials) };
		return await persist(asked, attempt, {}, undefined, IMPATIENT);
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}
