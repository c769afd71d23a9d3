import { fastify, type FastifyInstance } from 'fastify';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { pause, until } from '../../simulator/test/client.ts';
import { message, outputs, post, publish, simulator, workflow, written } from '../support/trigger';
import { ANA } from '../support/people';

describe('media', () => {
	let files: FastifyInstance;
	let origin: string;
	let typeGiven = '';
	let released = Promise.resolve();
	const asked: Array<{ url: string; authorization?: string }> = [];
	beforeAll(async () => {
		files = fastify({ forceCloseConnections: true });
		files.addHook('onRequest', async ({ url, headers }) => {
			asked.push({ url, authorization: headers.authorization });
		});
		files.get('/photo.png', (_, reply) =>
			reply.type('image/png; charset=binary').send(Buffer.from('a picture')),
		);
		files.get('/nameless', (_, reply) => reply.send(Buffer.from('%PDF-1.4 text')));
		files.get('/Bill.pdf', (_, reply) => reply.type(typeGiven).send(Buffer.from('a bill')));
		files.get('/', (_, reply) => reply.type('image/png').send(Buffer.from('a picture')));
		files.get('/never', () => new Promise(() => {}));
		files.get('/exact', (_, reply) => reply.type('video/mp4').send(Buffer.alloc(2_000_000)));
		for (const code of [200, 300, 400, 404]) {
			files.get(`/${code}`, (_, reply) =>
				reply.code(code).type('image/png').header('location', '/empty').send(Buffer.from('this')),
			);
		}
		files.get('/empty', (_, reply) => reply.type('audio/ogg').send(Buffer.alloc(0)));
		files.get('/2mb', (_, reply) => reply.type('video/mp4').send(Buffer.alloc(2_000_001)));
		files.get('/unsized', (_, reply) => {
			reply.hijack();
			reply.raw.writeHead(200, { 'content-type': 'video/mp4' });
			const more = (): void => {
				while (!reply.raw.destroyed && reply.raw.write(Buffer.alloc(100_000)));
			};
			reply.raw.on('drain', more);
			more();
		});
		files.get('/broken', (_, reply) => {
			reply.hijack();
			reply.raw.writeHead(200, { 'content-length': '100' });
			reply.raw.write('half');
			reply.raw.destroy();
		});
		files.get('/announced', (_, reply) => {
			reply.hijack();
			reply.raw.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '2000001' });
			reply.raw.write('and no more of it');
		});
		files.get('/slow', async (_, reply) => {
			await released;
			return await reply.type('image/png').send(Buffer.from('a picture'));
		});
		files.get('/moved', (_, reply) => reply.redirect('/photo.png'));
		files.get('/astray', (_, reply) => reply.code(302).header('location', 'http://[').send());
		files.get('/file', (_, reply) => reply.redirect('file:///etc/passwd'));
		files.get('/round', (_, reply) => reply.redirect('/round'));
		origin = await files.listen({ port: 0, host: '127.0.0.1' });
	});
	beforeEach(() => void (asked.length = 0));
	afterAll(async () => await files.close());

	/** The item for an image at this address. */
	async function image(address: string, options: IDataObject = {}): Promise<INodeExecutionData> {
		await publish({ options: { downloadMedia: true, maxFileSize: 2, ...options } });
		return await written(ANA, { type: 'image', url: address, caption: 'Look' });
	}

	it('is downloaded on request, with name and type, without any credential', async () => {
		const { json, binary } = await image(`${origin}/photo.png`);
		expect(json).toMatchObject({ media: 'downloaded', media_url: `${origin}/photo.png` });
		expect(binary?.data).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png' });
		expect(Buffer.from(String(binary?.data.data), 'base64').toString()).toBe('a picture');
		expect(asked).toEqual([{ url: '/photo.png' }]);
	});

	it('is left where it is without that', async () => {
		const { json, binary } = await image(`${origin}/photo.png`, { downloadMedia: false });
		expect(json).toMatchObject({ media: null, media_url: `${origin}/photo.png` });
		expect(binary).toBeUndefined();
		expect(asked).toEqual([]);
	});

	it('is downloaded from where the address leads', async () => {
		const { binary } = await image(`${origin}/moved`);
		expect(binary?.data.mimeType).toBe('image/png');
	});

	it('gets a type from its content when the server gives none', async () => {
		const { json, binary } = await image(`${origin}/nameless`);
		expect(json.media).toBe('downloaded');
		expect(binary?.data.mimeType).toEqual(expect.any(String));
	});

	it.each([
		...['application/octet-stream', 'binary/octet-stream', 'binary/octet-stream ; x=1'],
		'application/force-download',
	])('gets a type from its name when the server says %s', async (type) => {
		typeGiven = type;
		await publish({ options: { downloadMedia: true } });
		const { json, binary } = await written(ANA, {
			type: 'document',
			url: `${origin}/Bill.pdf`,
		});
		expect(json.media).toBe('downloaded');
		expect(binary?.data).toMatchObject({ fileName: 'Bill.pdf', mimeType: 'application/pdf' });
	});

	it.each([
		['empty', '/empty'],
		['as large as is allowed', '/exact'],
		['without a name', '/'],
	])('may be %s', async (_, path) => {
		expect((await image(origin + path)).json.media).toBe('downloaded');
	});

	it.each([
		[200, 'downloaded', 'image/png'],
		[300, 'downloaded', 'audio/ogg'],
		[400, 'not downloaded: the server answered with status 400', undefined],
		[404, 'not downloaded: the server answered with status 404', undefined],
	])(
		'leads elsewhere only where its server says so by its status: %d',
		async (code, media, type) => {
			const { json, binary } = await image(`${origin}/${code}`);
			expect([json.media, binary?.data.mimeType]).toEqual([media, type]);
		},
	);

	it('is not waited for longer than Landbot waits for the answer', async () => {
		const ofNode = AbortSignal.timeout.bind(AbortSignal);
		const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => ofNode(ms / 100));
		const { json } = await image(`${origin}/never`);
		timeout.mockRestore();
		expect(json.media).toBe('not downloaded: not here within 20 seconds');
	});

	it.each([
		['larger than the limit', '/2mb', 'larger than 2 MB'],
		['larger than the limit, as its server announces', '/announced', 'larger than 2 MB'],
		['larger than the limit without saying so', '/unsized', 'larger than 2 MB'],
		['not there', '/nothing', 'the server answered with status 404'],
		['cut off', '/broken', 'the server was not reached'],
		['redirected to another protocol', '/file', 'not a web address'],
		['redirected to no address', '/astray', 'not a web address'],
		['redirected in a circle', '/round', 'redirected too often'],
	])('is no reason to lose a message when it is %s', async (_, path, reason) => {
		const { json, binary } = await image(origin + path);
		expect(json).toMatchObject({ media: `not downloaded: ${reason}`, caption: 'Look' });
		expect(binary).toBeUndefined();
	});

	it.each([
		['no address', 'photo.png', 'not a web address'],
		['another protocol', 'ftp://files.example.com/a.png', 'not a web address'],
		['a protocol of its own', 'xhttps://files.example.com/a.png', 'not a web address'],
		['data', 'data:image/png;base64,AAAA', 'not a web address'],
		['nobody there', 'http://127.0.0.1:9/a.png', 'the server was not reached'],
	])('is no reason to lose a message when it is %s', async (_, address, reason) => {
		expect((await image(address)).json.media).toBe(`not downloaded: ${reason}`);
	});

	it.each([
		['this machine', () => `${origin}/photo.png`],
		['this machine by another spelling', () => origin.replace('127.0.0.1', '0x7f.1')],
		['a private network', () => 'http://192.168.0.1/a.png'],
	])('is not fetched from %s unless that is allowed', async (_, address) => {
		await publish();
		const { parameters } = workflow.setup;
		parameters.options = { downloadMedia: true };
		const { json } = await written(ANA, { type: 'image', url: address() });
		expect(json.media).toBe('not downloaded: an address inside a private network');
		expect(asked).toEqual([]);
	});

	it('cannot name a place to be stored at', async () => {
		await publish({ options: { downloadMedia: true } });
		const { binary } = await written(ANA, {
			type: 'document',
			url: `${origin}/photo.png`,
			filename: '../../etc/pass\\wd',
		});
		expect(binary?.data.fileName).toBe('.._.._etc_pass_wd');
	});

	it('is not a matter of texts', async () => {
		await publish({ options: { downloadMedia: true } });
		const { json } = await written(ANA, { text: `${origin}/photo.png` });
		expect(json.media).toBeNull();
		expect(asked).toEqual([]);
	});

	it('starts one execution also when the delivery is repeated during the download', async () => {
		simulator.setSwitches({ hookReplays: 2 });
		const { json } = await image(`${origin}/photo.png`);
		await pause(20);
		expect(json.media).toBe('downloaded');
		expect(outputs()).toHaveLength(1);
	});

	it('makes Landbot come back with a repetition until it is known what becomes of the first', async () => {
		let release = () => {};
		released = new Promise((resolve) => (release = resolve));
		await publish({ options: { downloadMedia: true } });
		const image = message({ type: 'image', data: { url: `${origin}/slow` } });
		const deliver = async () => await post({ messages: [image] }, { 'sentry-trace': 'c-1' });
		const first = deliver();
		await until(() => asked.length > 0);
		expect(await deliver()).toBe(503);
		release();
		expect(await first).toBe(200);
		expect(await deliver()).toBe(200);
		expect(outputs()).toMatchObject([{ media: 'downloaded' }]);
	});

	describe('that n8n cannot store', () => {
		afterEach(() => jest.restoreAllMocks());

		it('as what its server calls it, is stored as a file of any type', async () => {
			const store = jest.spyOn(BinaryDataService.prototype, 'store');
			store.mockRejectedValueOnce(new Error('No such type'));
			const { json, binary } = await image(`${origin}/photo.png`);
			expect(json.media).toBe('downloaded');
			expect(binary?.data.mimeType).toBe('application/octet-stream');
		});

		it('is no reason to lose a message', async () => {
			const store = jest.spyOn(BinaryDataService.prototype, 'store');
			store.mockRejectedValue(new Error('No space left'));
			const { json, binary } = await image(`${origin}/photo.png`);
			expect(json.media).toBe('not downloaded: n8n could not store it');
			expect(binary).toBeUndefined();
		});
	});
});
