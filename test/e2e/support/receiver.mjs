import { json } from 'node:stream/consumers';
import { startLocalServer } from './localServer.mjs';

/**
 * Another company's server, in place of a CRM or of Slack: takes JSON and answers the same each time.
 * @param {object} answer
 */
export async function startReceiver(answer) {
	/** @type {any[]} */
	const received = [];
	const { origin, stop } = await startLocalServer(async (request, response) => {
		received.push(await json(request));
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	});
	return {
		url: `${origin}/`,
		/** What has come in, in order. */
		received,
		stop,
	};
}
