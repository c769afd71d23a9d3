import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A server of somebody else on this machine, for as long as a test needs it.
 * @param {import('node:http').RequestListener} answer
 */
export async function startLocalServer(answer) {
	const server = createServer(answer).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		origin: `http://127.0.0.1:${port}`,
		stop() {
			server.close();
			server.closeAllConnections();
		},
	};
}
