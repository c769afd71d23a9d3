import nock from 'nock';
import { hurry } from '../support/hurry';
import { runLandbot } from '../support/n8n';
import { byId } from '../support/landbot';
import { TARA } from '../support/people';

const HOST = 'https://landbot.example';
const READ = { resource: 'customer', operation: 'get', customer: byId(TARA) };

hurry();
beforeAll(() => {
	if (!nock.isActive()) nock.activate();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

interface Told {
	message: string;
	advice: string;
}

const CHALLENGE: Told = {
	message: 'A bot protection stopped the request before it reached Landbot',
	advice:
		"It wants to see a browser, and n8n is none. Whoever runs the address in 'Base URL', or the network of the n8n server, must let n8n through",
};
const PROXY: Told = {
	message: 'The proxy of the network does not let the request through to Landbot',
	advice: "Ask the administrator of the network to allow the address in 'Base URL' for n8n",
};
const FIREWALL: Told = {
	message: 'A firewall or proxy answered in place of Landbot, and refused the request',
	advice:
		"Check the 'Base URL' of the credential; where every item is refused, ask the administrator of the network to let n8n through; where only this one is, look for code in its values, which firewalls take for an attack",
};
const LOGIN: Told = {
	message: 'The proxy or network of the n8n server asks for a login',
	advice:
		"Check 'Proxy' under 'Request Options', or ask the administrator of n8n to set up the way to the internet",
};
const ADDRESS: Told = {
	message: 'There is no Landbot at this address',
	advice: "Check the 'Base URL' of the credential. Landbot's own is https://api.landbot.io/v1",
};
const REDIRECTED: Told = {
	message: "The 'Base URL' of the credential leads to another address",
	advice: "Open the credential and set 'Base URL' to the final address",
};
const REFUSED: Told = {
	message: 'Landbot refused this',
	advice: 'If you cannot tell why, look for a newer version of this node',
};
const DOWN: Told = { message: 'Landbot cannot answer at the moment', advice: 'Try again later' };
const STRANGE: Told = {
	message: 'The answer did not come from Landbot, or arrived incomplete',
	advice: "Check the 'Base URL' of the credential: a proxy or firewall may answer in its place",
};

const PAGE = '<html><body>No</body></html>';
const OTHER_API = { message: 'No' };

/** What answers, and how it is explained. */
const ANSWERS: Array<[string, number, unknown, Record<string, string>, Told]> = [
	['Cloudflare, by its header', 403, PAGE, { 'cf-mitigated': 'challenge' }, CHALLENGE],
	[
		'Cloudflare, by its header and without a page',
		403,
		'',
		{ 'cf-mitigated': 'challenge' },
		CHALLENGE,
	],
	['Cloudflare, which asks for nothing', 403, PAGE, { 'cf-mitigated': 'no' }, FIREWALL],
	['Squid, by its header', 403, PAGE, { 'x-squid-error': 'ERR_ACCESS_DENIED 0' }, PROXY],
	['a proxy that wants a login', 407, PAGE, {}, LOGIN],
	['a network that wants a login', 511, PAGE, {}, LOGIN],
	['a redirect', 301, '', { location: 'https://elsewhere.example/' }, REDIRECTED],
	['a redirect at the end of its range', 399, '', {}, REDIRECTED],
	...[400, 401, 403, 405, 406, 451].flatMap((status): typeof ANSWERS => [
		[`another API, with ${status}`, status, OTHER_API, {}, FIREWALL],
		[`plain text with ${status}`, status, 'No', {}, FIREWALL],
	]),
	['a page with a status that says nothing', 418, PAGE, {}, FIREWALL],
	['a page after blanks', 499, ` \n${PAGE}`, {}, FIREWALL],
	['text with a status that says nothing', 418, 'No, 1 < 2', {}, REFUSED],
	['another API, with a status that says nothing', 418, OTHER_API, {}, REFUSED],
	['nothing, with a status that says nothing', 418, '', {}, REFUSED],
	['an empty object, with a refusal', 451, {}, {}, REFUSED],
	['another API that has nothing there', 404, OTHER_API, {}, ADDRESS],
	['Landbot, with errors as entries', 418, { errors: ['No'] }, {}, REFUSED],
	['another API, with errors as objects', 451, { errors: [{ status: '451' }] }, {}, FIREWALL],
	['another API, with errors as a text', 451, { errors: 'No' }, {}, FIREWALL],
	['another API, without errors', 451, { errors: null }, {}, FIREWALL],
	['another API, with a detail that is empty', 451, { detail: null }, {}, FIREWALL],
	['another API, that says it worked', 451, { success: true }, {}, FIREWALL],
	['problem details', 451, { title: 'No', detail: 'No' }, {}, FIREWALL],
	['a gateway', 502, PAGE, {}, DOWN],
	['Landbot, at the start of what is its own fault', 500, '', {}, DOWN],
	['half an answer with the words of a customer', 200, '{"name": "captcha", "x', {}, STRANGE],
	['half a list', 200, ' ["just a moment...', {}, STRANGE],
	['a page', 200, PAGE, {}, STRANGE],
];

it.each(ANSWERS)('explains %s (%i)', async (_, status, body, headers, { message, advice }) => {
	const type = typeof body === 'string' ? 'text/html' : 'application/json';
	nock(HOST)
		.persist()
		.get(/.*/)
		.reply(status, body as string, { 'Content-Type': type, ...headers });

	const user = { apiToken: 'key', baseUrl: `${HOST}/v1` };
	const { error } = await runLandbot(user, [{}], READ);

	expect(error).toMatchObject({ message, httpCode: String(status) });
	// Landbot's own words come before the advice, the start of a page behind it.
	const said = /^(The answer|Landbot) says: .*?\. (?=[A-Z])/;
	const described = String(error?.description).replace(said, '');
	expect(described.replace(/\. The answer begins: .*$/, '')).toBe(advice);
});
