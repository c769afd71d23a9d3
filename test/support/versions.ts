import { version } from 'n8n-core/package.json';
import type { IDataObject } from 'n8n-workflow';
import { knowsDetails } from '../../nodes/Landbot/api/errors/n8nVersion';

/*
 * What n8n itself does in another way on older versions, for the tests that `npm run test:versions` runs there. What the
 * node has to know of it stands in `api/errors/n8nVersion.ts`.
 */

const [major, minor] = version.split('.').map(Number);

/** Whether the n8n that the tests run on is this version or a newer one. */
export const isAtLeast = (wantedMajor: number, wantedMinor: number): boolean =>
	major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);

/** Whether an error of the network keeps what each of several addresses says, and what the connection was doing. */
export const keepsCauses = isAtLeast(2, 34);

/** Whether an item of which n8n cannot calculate an expression becomes an error item of its own. */
export const keepsOtherItems = isAtLeast(2, 39);

/** Whether n8n takes a collection whose rows have another name than those of the form, and lets the node look at it. */
export const takesUnknownRows = isAtLeast(2, 22);

/** Whether n8n says which field keeps a workflow from being started; older versions only say that there is one. */
const namesIssues = isAtLeast(2, 27);
const UNNAMED = 'The workflow has issues';

/** The words with which n8n does not start a workflow. */
export const refusal = (words: string): string => (namesIssues ? words : UNNAMED);

/** What a refusal by n8n or by the node has to say. */
export const refusedWith = (words: string): RegExp =>
	new RegExp(namesIssues ? words : `${words}|${UNNAMED}`, 'i');

/** What an error item holds; where n8n knows no details, the description stands behind the message. */
export const errorItem = (
	error: string,
	{ description, ...details }: IDataObject & { description: string },
): IDataObject =>
	knowsDetails
		? { error, details: { description, ...details } }
		: { error: `${error}. ${description}` };
