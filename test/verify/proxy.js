const { once } = require('node:events');
const { createServer } = require('node:http');
const { text } = require('node:stream/consumers');

/**
 * @typedef {import('../../simulator/index.ts').Simulator} Landbot
 *
 * A request, its path without the version.
 * @typedef {{ method: string, path: string, query: URLSearchParams, body?: any }} Asked
 *
 * @typedef {{ status: number, body?: any }} Answered
 *
 * Gets each request and a way to pass it on, and says what is answered.
 * @typedef {(asked: Asked, forward: (asked?: Asked) => Promise<Answered>, simulator: Landbot) => Promise<Answered>} Change
 */

/**
 * Puts a server before the simulator whose answers are those of `change`.
 * @param {Landbot} simulator @param {Change} change
 */
exports.inFront = async function inFront(simulator, change) {
	const server = createServer(async (request, response) => {
		const { method = '', url = '', headers } = request;
		const [whole, query] = url.split('?');
		const [, version = '', path = whole] = /\/(v\d[\w-]*)(\/.*)$/.exec(whole) ?? [];
		const sent = await text(request);
		/** @type {Asked} */
		const asked = {
			method,
			path,
			query: new URLSearchParams(query),
			body: sent ? JSON.parse(sent) : undefined,
		};
		const forward = async ({ query: search, body } = asked) => {
			const { authorization } = headers;
			const { origin } = new URL(simulator.baseUrl);
			const answer = await fetch(`${origin}/${version}${path}?${search}`, {
				method,
				headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
				body: body && JSON.stringify(body),
				redirect: 'manual',
			});
			const came = await answer.text();
			const isJson = answer.headers.get('content-type')?.includes('json');
			return { status: answer.status, body: isJson ? JSON.parse(came) : came };
		};
		const { status, body = '' } = await change(asked, forward, simulator);
		response.writeHead(status);
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	});
	// on a busy machine more than the usual 5 seconds can pass between two requests
	server.keepAliveTimeout = 60_000;
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		baseUrl: `http://127.0.0.1:${port}/v1`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
};
