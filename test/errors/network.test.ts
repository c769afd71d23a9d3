import nock from 'nock';
import { clickTest, runLandbot, searchList } from '../support/n8n';
import { byId, goneBaseUrl, withLandbot } from '../support/landbot';
import { startSimulator } from '../../simulator/index.ts';
import { TARA } from '../support/people';
import { keepsCauses } from '../support/versions';

const READ = { resource: 'customer', operation: 'get' };
const SEND = { resource: 'message', operation: 'sendText', text: 'Hello' };

const UNREACHABLE = {
	message: 'Landbot cannot be reached',
	description: "Check the 'Base URL' of the credential and the network of the n8n server",
};
const NOT_TRUSTED = {
	message: "The certificate of Landbot's address is not trusted",
	description:
		"Check the 'Base URL' of the credential. If your company uses a proxy with its own certificate, ask the administrator of n8n to trust it",
};

const { simulator, account } = withLandbot();
beforeAll(() => {
	if (!nock.isActive()) nock.activate();
	nock.disableNetConnect();
	nock.enableNetConnect(/^(127\.0\.0\.1|localhost):/);
});
afterEach(() => nock.cleanAll());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

/** Runs the node for one customer and checks that the token shows up nowhere. */
async function run(parameters: typeof READ, baseUrl: string) {
	const { apiToken } = account();
	const customer = byId(TARA);
	const result = await runLandbot({ apiToken, baseUrl }, [{}], { ...parameters, customer });
	expect(JSON.stringify(result.run)).not.toContain(apiToken);
	return result;
}

/** A server to which every request ends with this code of the network, and how many left for it. */
function serverWith(code: string, syscall?: string) {
	const host = `${code.replaceAll('_', '-').toLowerCase()}.example`;
	return failing(host, Object.assign(new Error(`${code} of ${host}`), { code, syscall }));
}

/** A server to which every request ends with this error, and how many left for it. */
function failing(host: string, failure: Error) {
	const baseUrl = `https://${host}/v1`;
	const seen = { GET: 0, POST: 0 };
	for (const method of ['GET', 'POST'] as const) {
		nock(baseUrl)
			.persist()
			.intercept(/.*/, method)
			.replyWithError(failure)
			.on('request', () => seen[method]++);
	}
	return { baseUrl, seen };
}

it('says that Landbot cannot be reached, and counts no message as delivered', async () => {
	const servers = [
		await goneBaseUrl(),
		...['ENOTFOUND', 'EAI_AGAIN'].map((code) => serverWith(code).baseUrl),
		...(keepsCauses ? ['EHOSTUNREACH', 'ENETUNREACH'] : []).map(
			(code) => serverWith(code, 'connect').baseUrl,
		),
	];
	const results = await Promise.all(
		servers.flatMap((server) => [run(READ, server), run(SEND, server)]),
	);

	for (const { error } of results) {
		expect(error).toMatchObject({ ...UNREACHABLE, httpCode: 'none', context: { itemIndex: 0 } });
	}
});

it('sends the message once when Landbot comes back while the node is trying', async () => {
	const user = { apiToken: 'key', baseUrl: await goneBaseUrl() };
	const result = runLandbot(user, [{}], { ...SEND, customer: byId(TARA) });
	const back = await startSimulator({
		port: Number(new URL(user.baseUrl).port),
		tokens: { [user.apiToken]: 794001 },
	});
	const { output } = await result;
	const messages = back.messagesOf(TARA);
	await back.close();

	expect(output).toMatchObject([{ json: { success: true } }]);
	expect(messages).toHaveLength(1);
});

describe('a host with several addresses', () => {
	const closed = { code: 'ECONNREFUSED', syscall: 'connect' };
	const silent = { code: 'ETIMEDOUT', syscall: 'connect' };
	const unroutable = { code: 'ENETUNREACH', syscall: 'connect' };
	const cut = { code: 'ECONNRESET', syscall: 'read' };
	const errorOf = (more: object) => Object.assign(new Error('Failed'), more);
	const several = (...members: object[]) => new AggregateError(members.map(errorOf));

	it.each([
		['one silent and one closed', Object.assign(several(silent, closed), { code: 'ETIMEDOUT' })],
		['all silent', several(silent, silent)],
		['one without a way', several(unroutable, silent)],
		['the same inside another error', errorOf({ cause: several(silent, closed) })],
		['the same three errors deep', errorOf({ cause: errorOf({ cause: several(closed, silent) }) })],
		['some that have several themselves', new AggregateError([several(silent), several(closed)])],
		['a cause that comes back to itself', ((error) => errorOf({ cause: error }))(several(silent))],
	])('is tried again while nothing can have left: %s', async (_, failure) => {
		const server = failing('several.example', failure);

		const { error } = await run(SEND, server.baseUrl);

		if (keepsCauses) {
			expect(error).toMatchObject({ ...UNREACHABLE, httpCode: 'none' });
			expect(server.seen.POST).toBe(5);
		} else {
			expect(error?.description).toMatch(/The message may have been delivered/);
			expect(server.seen.POST).toBe(1);
		}
	});

	it.each([
		['one connection was cut', several(closed, cut)],
		['one says nothing', new AggregateError([errorOf(closed), new Error('Strange')])],
		['one was silent after the connection', several(closed, { code: 'ETIMEDOUT' })],
	])('gets a message once when it may have left: %s', async (_, failure) => {
		const server = failing('perhaps.example', failure);

		const { error } = await run(SEND, server.baseUrl);

		expect(error?.description).toMatch(/The message may have been delivered/);
		expect(server.seen.POST).toBe(1);
	});

	it('ends a campaign that cannot reach it', async () => {
		const { baseUrl, seen } = failing('campaign.example', several(silent, closed));
		const parameters = { ...SEND, customer: byId(TARA), options: { report: true } };

		const { output } = await runLandbot({ ...account(), baseUrl }, [{}, {}, {}], parameters);

		const statuses = output.map(({ json: { status } }) => status);
		if (keepsCauses) {
			expect(statuses).toEqual(['failed', 'not attempted', 'not attempted']);
			expect(seen.POST).toBe(5);
		} else {
			expect(statuses).toEqual(['unclear', 'unclear', 'unclear']);
			expect(seen.POST).toBe(3);
		}
	});

	it('is one sentence when both addresses of this computer are closed', async () => {
		const baseUrl = (await goneBaseUrl()).replace('127.0.0.1', 'localhost');

		expect((await run(SEND, baseUrl)).error).toMatchObject(UNREACHABLE);
	});
});

it.each([
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_HAS_EXPIRED',
	'ERR_TLS_CERT_ALTNAME_INVALID',
])('does not trust the certificate after %s, and asks only once', async (code) => {
	const { baseUrl, seen } = serverWith(code);

	expect((await run(SEND, baseUrl)).error).toMatchObject(NOT_TRUSTED);
	expect((await run(READ, baseUrl)).error).toMatchObject(NOT_TRUSTED);
	expect(seen).toEqual({ GET: 1, POST: 1 });
});

it.each([
	[
		'ETIMEDOUT',
		'Landbot did not answer in time',
		"Try again later, or allow more time under 'Request Options > Timeout'",
	],
	['ECONNRESET', 'The connection to Landbot was lost', 'Try again later'],
	['EPIPE', 'The connection to Landbot was lost', 'Try again later'],
])('sends a message once after %s', async (code, message, advice) => {
	const { baseUrl, seen } = serverWith(code);

	const { error } = await run(SEND, baseUrl);

	expect(error).toMatchObject({
		message,
		description: `${advice}. The message may have been delivered: look into the conversation before sending it again`,
	});
	expect(seen.POST).toBe(1);
});

it('takes no token to the address that a redirect names', async () => {
	const user = { ...account(), baseUrl: 'https://moved.example/v1' };
	const Location = `${simulator.baseUrl}/customers/`;
	nock(user.baseUrl).persist().get(/.*/).reply(302, '', { Location });

	const message = "The 'Base URL' of the credential leads to another address";
	expect((await run(READ, user.baseUrl)).error).toMatchObject({ message, httpCode: '302' });
	await expect(searchList(user, 'searchCustomers')).rejects.toMatchObject({ message });
	expect((await clickTest(user)).message).toMatch(new RegExp(`^${message}`));
	expect(simulator.log).toEqual([]);
});
