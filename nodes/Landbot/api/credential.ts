import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isTooOld } from './errors/n8nVersion';
import { codeOf } from './text';

/** The address of Landbot's API, without a final slash. */
export const LANDBOT = 'https://api.landbot.io/v1';

/**
 * The agent token as Landbot knows it: without surrounding blanks and without the word `Token`,
 * which people copy along from the documentation of the header.
 */
export const agentToken = (credentials: ICredentialDataDecryptedObject): string =>
	codeOf(credentials.apiToken).replace(/^token(\s+|$)/i, '');

/** The value of the Authorization header. */
export const authorization = (credentials: ICredentialDataDecryptedObject): string =>
	`Token ${agentToken(credentials)}`;

/** The address that the paths of the API are appended to, without a final slash; its last part is the version. */
export function baseUrl(credentials: ICredentialDataDecryptedObject, version?: string): string {
	const address = codeOf(credentials.baseUrl).replace(/(?<!\/)\/+$/, '');
	// Behind the host only: an address without a path has no version.
	return version && /^https?:\/\/[^/]+\//i.test(address)
		? address.slice(0, address.lastIndexOf('/') + 1) + version
		: address;
}

/**
 * What keeps this credential, or this n8n, from working before anything is sent, as a sentence; undefined when nothing does.
 * A header carries visible ASCII only, and a copied token easily brings a line break or an invisible character along.
 */
export function credentialFlaw(credentials: ICredentialDataDecryptedObject): string | undefined {
	if (isTooOld) {
		return 'Landbot needs n8n 2.0 or newer, and this n8n is older. Ask whoever runs n8n to update it';
	}
	if (!/^[\x21-\x7e]+$/.test(agentToken(credentials))) {
		return "The 'API Token' is empty or holds characters that no Landbot token has. Copy it again from Settings > Account in Landbot";
	}
	const address = baseUrl(credentials);
	if (!/^https?:\/\/[^\s/?#]+[^\s?#]*$/i.test(address) || !URL.canParse(address)) {
		return `The 'Base URL' is not a web address. Landbot's own is ${LANDBOT}`;
	}
	return undefined;
}
