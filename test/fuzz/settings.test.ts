/** Whatever stands in Request Options or in the credential, the node works or says what is wrong. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { given } from '../support/property/anyInput';
import { holds } from '../support/property/holds.js';
import { startRawServer } from '../support/property/rawServer.js';
import { clickTest, runLandbot } from '../support/n8n';
import { withLandbot } from '../support/landbot';
import { TARA } from '../support/people';

const { simulator, run } = withLandbot();

const SEND = { resource: 'message', operation: 'sendText', customer: TARA, text: 'Hello' };

/** Without what ends the host of an address, so that nothing leaves this machine. */
const user = fc
	.string({ unit: 'grapheme-ascii', maxLength: 6 })
	.map((text) => text.replace(/[/\\?#]/g, ''));
/** Only to a port at which nobody listens. */
const proxy = fc
	.tuple(fc.constantFrom('http', 'https', 'HTTP'), user, user, fc.constantFrom('1', '', '1/x'))
	.map(([scheme, name, password, port]) => `${scheme}://${name}:${password}@127.0.0.1:${port}`);
const written = given.map((value) => value.written);
const batch = fc.record({
	batchSize: written,
	batchInterval: fc.constantFrom(0, 1, '2', null, -1),
});
const settings = fc.record(
	{
		timeout: fc.oneof(written, fc.integer({ min: 200, max: 10_000 })),
		proxy: fc.oneof(proxy, fc.constantFrom('', 'localhost', 'ftp://127.0.0.1:1', 'http://', ' ')),
		allowUnauthorizedCerts: written,
		batching: fc.oneof(written, fc.record({ batch: fc.oneof(written, batch) })),
	},
	{ requiredKeys: [] },
);

it('sends the text, or says which of the Request Options is wrong', async () => {
	await holds(
		fc.asyncProperty(settings, async (requestSettings) => {
			simulator.reset();
			const { error, output } = await run({ ...SEND, requestSettings } as IDataObject);
			const sent = simulator.log.filter(({ status }) => status === 200);
			if (!error) expect([sent, output]).toMatchObject([{ length: 1 }, { length: 1 }]);
			else {
				expect(error.name).toMatch(/^Node(Api|Operation)Error$/);
				expect(error.message).toMatch(
					/'(Timeout|Proxy|Ignore SSL Issues \(Insecure\))'|cannot be reached|not answer in time|was lost/,
				);
			}
		}),
		100,
	);
});

const characters = fc.string({ unit: 'grapheme-ascii', maxLength: 12 });
/** What may stand behind the host. */
const path = fc
	.array(fc.oneof(fc.constantFrom('v1', '..', '.', '', '%2e%2e', '\\', ';x', '@x'), characters))
	.map((parts) => parts.map((part) => `/${part}`).join(''));
const apiToken = fc.oneof(characters, fc.string({ unit: 'binary', maxLength: 12 }));

it('asks only below the Base URL, or says what is wrong with the credential', async () => {
	const landbot = await startRawServer();
	await holds(
		fc.asyncProperty(apiToken, path, async (entered, behind) => {
			landbot.requests.length = 0;
			const baseUrl = `${landbot.origin}${behind}`;
			const { error } = await runLandbot({ apiToken: entered, baseUrl }, [{}], SEND);
			expect(error?.name).toMatch(/^Node(Api|Operation)Error$/);
			const below = new URL(baseUrl.trim()).pathname.replace(/\/+$/, '/');
			for (const { url, origin } of landbot.requests) {
				expect(origin).toBe(landbot.origin);
				expect(url.startsWith(below)).toBe(true);
			}
			expect(await clickTest({ apiToken: entered, baseUrl })).toMatchObject({ status: 'Error' });
		}),
		60,
	);
	await landbot.close();
});
