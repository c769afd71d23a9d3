import { once } from 'node:events';
import { createServer } from 'node:net';
import { Problem } from './say.mjs';

/** @returns {Promise<number>} A port of 127.0.0.1 that nobody listens on at the moment. */
export async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	server.close();
	await once(server, 'close');
	return port;
}

/**
 * @param {number} port Of 127.0.0.1.
 * @param {string} setting The environment variable that chooses it.
 * @throws {Problem} When somebody listens there already.
 */
export async function assertFree(port, setting) {
	const server = createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch (error) {
		throw new Problem(
			error.code === 'EADDRINUSE'
				? `Port ${port} is in use, perhaps by an earlier \`npm start\`.`
				: `Port ${port} cannot be opened (${error.code}).`,
			`Stop what is using it, or choose another one: ${setting}=${port + 10} npm start`,
		);
	}
	server.close();
	await once(server, 'close');
}
