import type { IDataObject } from 'n8n-workflow';
import { runLandbot } from '../support/n8n';
import { byId, sendTemplate, withLandbot } from '../support/landbot';
import { startWaitingN8n, type WaitingN8n } from '../support/server/waitingN8n';
import { form } from '../support/waiting';
import { INVOICE, TARA, WEB, WIM } from '../support/people';

const LOCAL = 'can only be reached from its own machine or network';

/** A Landbot on the internet. The name leads nowhere, so that a test that fails reaches nobody. */
const PUBLIC = { apiToken: 'of-nobody', baseUrl: 'https://landbot.example.com/v1' };

const { simulator, run } = withLandbot();

const image = (imageUrl: unknown) => ({ operation: 'sendImage', customer: byId(TARA), imageUrl });
const header = (headerUrl: unknown) =>
	sendTemplate(WIM, INVOICE, {
		valuesFrom: 'list',
		valueList: '["Ana"]',
		header: 'media',
		headerUrl: headerUrl as string,
		buttons: { button: [{ position: 2, value: 'A-1' }] },
	});
const headerInJson = (url: unknown) =>
	sendTemplate(WIM, INVOICE, {
		valuesFrom: 'json',
		templateParams: {
			header: { url },
			body: { params: ['Ana'] },
			buttons: [null, { params: ['A-1'] }],
		} as IDataObject,
	});
const hook = (url: unknown) => ({
	resource: 'messageHook',
	operation: 'create',
	channel: byId(WEB),
	url,
});

/** What gives Landbot an address, and how the form calls it. */
const FORMS: Array<[string, string, (url: unknown) => object]> = [
	['an image', 'Image URL', image],
	['a header', 'Header URL', header],
	['a header in JSON', 'Template Params > header > url', headerInJson],
	[
		'a header of the template in place of a text',
		'Header URL',
		(url) => ({
			...header(url),
			operation: 'sendText',
			text: 'Hi',
			ifWindowClosed: 'template',
		}),
	],
	['a message hook', 'URL', hook],
];
const NOBODY_OUTSIDE = [
	'http://192.168.1.20/flyer.png',
	'https://files.internal/a.pdf',
	'http://localhost:5678/webhook/1',
	'https://127.0.0.1/a.png',
	'https://0x7f.1/a.png',
	'https://[::1]/a.png',
	'https://nas/a.pdf',
	'https://printer.local/a.pdf',
	'https://10.0.0.7:8080/a.pdf',
	'\u200bhttps://172.16.0.1/a.pdf',
];

let n8n: WaitingN8n;
beforeAll(
	async () => void (n8n = await startWaitingN8n({ stored: Promise.resolve(), cancel() {} })),
);
afterAll(async () => await n8n.close());

describe.each(FORMS)('the address of %s', (_, label, formOf) => {
	it.each(NOBODY_OUTSIDE)('is refused where Landbot is on the internet: %j', async (url) => {
		const parameters = { resource: 'message', ...formOf(url) } as IDataObject;

		const { error } = await runLandbot(PUBLIC, [{}], parameters);

		expect(error?.message).toBe(`'${url.replace('\u200b', '')}' ${LOCAL}`);
		expect(error?.description).toContain(`'${label}'`);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
	});
});

describe.each([
	['an image', image],
	['a header', header],
	['a message hook', hook],
])('the address of %s', (_, formOf) => {
	it('is refused before the first row of a batch leaves', async () => {
		const rows = [{ url: 'https://example.com/a.png' }, { url: 'https://nas/a.png' }];

		const { error } = await runLandbot(PUBLIC, rows, {
			resource: 'message',
			...formOf('={{ $json.url }}'),
		} as IDataObject);

		expect(error).toMatchObject({
			message: `'https://nas/a.png' ${LOCAL}`,
			context: { itemIndex: 1 },
		});
	});

	it('may be local where Landbot is a simulator that is local itself', async () => {
		const url = 'http://localhost:9/a.png';

		const { error } = await run({ resource: 'message', ...formOf(url) } as IDataObject);

		expect(error).toBeUndefined();
		expect(JSON.stringify(simulator.log.at(-1)?.body)).toContain(url);
	});
});

it('a message hook is given only an address with https', async () => {
	const { error } = await runLandbot(PUBLIC, [{}], hook('http://example.com/a') as IDataObject);

	expect(error?.message).toBe("'http://example.com/a' does not begin with https");
	expect(error?.description).toContain("'URL'");
});

it.each(['image', 'template'])('a wait sends no local address either: %s', async (whatToSend) => {
	const { result } = await n8n.run(
		PUBLIC,
		form({
			...header('https://nas/a.png'),
			operation: 'sendAndWait',
			whatToSend,
			imageUrl: 'https://nas/a.png',
		}),
		{},
	);

	expect(result.error?.message).toBe(`'https://nas/a.png' ${LOCAL}`);
});

it('an address loses the invisible characters that were copied along, and nothing else', async () => {
	await run({
		resource: 'message',
		...image('\ufeff https://example.com/\u200ba%20b/👩‍👩‍👧.png?x=1 '),
	} as IDataObject);

	expect(simulator.log[0].body).toEqual({ url: 'https://example.com/a%20b/👩‍👩‍👧.png?x=1' });
});
