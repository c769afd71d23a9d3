const { once } = require('node:events');
const { createServer } = require('node:http');
const { text } = require('node:stream/consumers');
const { brotliCompressSync, deflateSync, gzipSync } = require('node:zlib');

/**
 * What a server writes in answer to a request, byte for byte, and whether it then ends the connection or breaks it off.
 * @typedef {{ bytes: Uint8Array, end: 'close' | 'reset' }} RawAnswer
 *
 * What is known of a request; `secret` is the token in its body, which is that of a message hook.
 * @typedef {{ url: string, origin: string, secret: string }} RawRequest
 *
 * @typedef {(request: RawRequest) => RawAnswer} Answering
 */

/**
 * How content is encoded, by the word for it in HTTP.
 * @type {Map<string, (content: Uint8Array) => Uint8Array>}
 */
exports.encoders = new Map(
	/** @type {[string, (content: Uint8Array) => Uint8Array][]} */ ([
		['gzip', (content) => gzipSync(content)],
		['deflate', (content) => deflateSync(content)],
		['br', (content) => brotliCompressSync(content)],
		['identity', (content) => content],
	]),
);

/** After so many requests for one thing the asking has no end. */
const ENDLESS = 400;

/** @type {Answering} */
const refuse = () => ({
	bytes: Buffer.from('HTTP/1.1 401 No\r\ncontent-length: 0\r\n\r\n'),
	end: 'close',
});

/** The token in a body of JSON; empty where there is none. @param {string} body @returns {string} */
function secretIn(body) {
	try {
		return String(JSON.parse(body).token ?? '');
	} catch {
		return '';
	}
}

/** Starts a server that answers as it is told to, whether that is HTTP or not. */
exports.startRawServer = async () => {
	/** @type {Answering[]} */
	let answers = [refuse];
	/** @type {RawRequest[]} */
	const requests = [];
	const server = createServer(async (request) => {
		const { url = '', headers, socket } = request;
		const secret = secretIn(await text(request).catch(() => ''));
		requests.push({ url, origin: `http://${headers.host}`, secret });
		const place = Math.min(requests.length, answers.length) - 1;
		const answer = requests.length > ENDLESS ? refuse : answers[place];
		const { bytes, end } = answer(requests[requests.length - 1]);
		socket.write(bytes);
		if (end === 'close') socket.end();
		// what was written goes out before
		else setImmediate(() => socket.resetAndDestroy());
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		origin: `http://127.0.0.1:${port}`,
		/** What has come since `answerWith`. */
		requests,
		/** Whether more has come than any operation needs. */
		isEndless: () => requests.length > ENDLESS,
		/** From now on the first request gets the first of these, and so on; all further ones get the last. @param {Answering[]} next */
		answerWith(next) {
			requests.length = 0;
			answers = next;
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
};
