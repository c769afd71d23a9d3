import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';

/**
 * What answered in Landbot's place: a bot protection that wants to see a browser, the proxy of a network, whatever else
 * refuses with a page of its own, or an address at which Landbot is not.
 */
export type Impostor = 'challenge' | 'proxy' | 'firewall' | 'stranger';

/** Somebody must log in to the proxy, or to the network, before anything leaves. */
export const LOGIN_FIRST = [407, 511];

/** Refusals that mean something else when another API has written them, in JSON. */
const REFUSALS = [400, 401, 403, 405, 406, 429, 451];

/** Pages that mean what they say, whoever has written them: there is nothing at this address, and this is too large. */
const PLAIN_PAGES = [404, 413];

/** How much of a page is looked at, in characters: what it is shows at its start, and a long one would take too long. */
export const LOOKED_AT = 100_000;

/** Words of Cloudflare, Imperva, DataDome, DDoS-Guard and their like, which ask for proof of a browser. */
const CHALLENGE =
	/just a moment\.\.\.|checking (if the site|your browser)|cf-chl|challenge-platform|captcha|enable javascript and cookies|_incapsula_resource|ddos-guard|you are (a )?human|not a robot/i;

/** Words on the pages with which the proxies and web filters of companies refuse. */
const PROXY =
	/squid|zscaler|blue ?coat|forti(gate|guard|net)|forcepoint|netskope|sophos|web ?(gateway|filter)|proxy (access|authentication|denied|refused)|(internet|acceptable) (usage|use|access) policy/i;

/**
 * Whether a body has a shape in which Landbot refuses (landbot-api.md, 1.6): `errors`, `detail` or `success: false`.
 * Other APIs use the same words: beside a `title` in problem details (RFC 9457), and with objects in a list (JSON:API).
 */
function isLandbots(body: unknown): boolean {
	if (typeof body !== 'object' || body === null || 'title' in body) return false;
	const { success, errors, detail } = body as IDataObject;
	const isList = Array.isArray(errors) && errors.some((entry) => typeof entry === 'object');
	const isMap = typeof errors === 'object' && errors !== null && !isList;
	return success === false || isMap || (detail !== undefined && detail !== null);
}

/** Who wrote an answer that cannot be used; undefined when it is Landbot, or could be. */
export function impostorOf({
	statusCode: status,
	body,
	headers,
}: IN8nHttpFullResponse): Impostor | undefined {
	if (LOGIN_FIRST.includes(status)) return 'proxy';
	if (isLandbots(body)) return undefined;
	if (headers['cf-mitigated'] === 'challenge') return 'challenge';
	// Half an answer of Landbot may hold any words, those of customers included.
	const isPage = typeof body === 'string' && !/^\s*([[{]|$)/.test(body);
	const isJson = typeof body === 'object' && body !== null && Object.keys(body).length > 0;
	if (isPage || (isJson && status >= 400)) {
		const text = (isPage ? body : JSON.stringify(body)).slice(0, LOOKED_AT);
		if (CHALLENGE.test(text)) return 'challenge';
		if ('x-squid-error' in headers || PROXY.test(text)) return 'proxy';
		// Landbot refuses in JSON: every other page is of somebody else.
		const isRefusal =
			REFUSALS.includes(status) || (/^\s*</.test(text) && status >= 400 && status < 500);
		if (isRefusal && !PLAIN_PAGES.includes(status)) return 'firewall';
	}
	return status === 404 ? 'stranger' : undefined;
}
