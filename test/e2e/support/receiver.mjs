import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/**
 * Another company's server on this machine, in place of a CRM or of Slack: takes JSON and answers the same each time.
 * @param {object} answer
 */
export async function startReceiver(answer) {
	/** @type {any[]} */
	const received = [];
	const server = createServer(async (request, response) => {
		received.push(await json(request));
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/`,
		/** What has come in, in order. */
		received,
		stop() {
			server.close();
			server.closeAllConnections();
		},
	};
}
