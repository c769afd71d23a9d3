import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { startSimulator } from '../../simulator/index.ts';
import { openN8n } from '../bench/world.mjs';
import { startN8n } from '../lib/n8n.mjs';
import { freePort } from '../lib/ports.mjs';
import { openHeap } from './heap.mjs';

/** Landbot's gaps between two attempts of a delivery, in parts of the documented ones: 1 to 5 seconds. */
const RETRY_SCALE = 0.2;

const CUSTOMERS = 400;

/** The first customers have all kinds of conversations; those behind them are nobody special. */
const ORDINARY_FROM = 473500001 + 45;

/** How many customers have a part in the soak, for each part. */
const EACH = 40;

const WEB = 2955001;
const WHATSAPP = 2955002;

/**
 * What a workflow told: the execution, and what came out of it.
 * @typedef {{ execution: string, statuses?: string[], count?: number, text?: string, texts?: string[] }} Told
 */

/** A place where workflows tell what came out. `heard` has it, in order. */
async function listen() {
	/** @type {Told[]} */
	const heard = [];
	const server = createServer(async (request, response) => {
		heard.push(/** @type {Told} */ (await json(request)));
		response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		heard,
		url: `http://127.0.0.1:${port}/`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

/**
 * A Landbot in this process, a real n8n with the packed package, and who listens to its workflows.
 * @param {string} tarball
 */
export async function openSoak(tarball) {
	const landbot = await startSimulator({
		customers: CUSTOMERS,
		hookRetryScale: RETRY_SCALE,
		latency: { medianMs: 20, sigma: 0.5 },
	});
	const inspectorPort = await freePort();
	const n8n = await openN8n(tarball, landbot.baseUrl, {
		open: async (userFolder) =>
			await startN8n({
				userFolder,
				port: await freePort(),
				nodeFlags: [`--inspect=127.0.0.1:${inspectorPort}`],
				// Its default makes an isolated engine for every delivery, which is n8n's own weight: see docs/decisions.md.
				environment: { N8N_EXPRESSION_ENGINE: 'legacy' },
			}),
	});
	const ears = await listen();
	const heap = await openHeap(inspectorPort);
	const ordinary = [...landbot.state.customers.values()].filter(({ id }) => id >= ORDINARY_FROM);
	const of = (/** @type {number} */ channel) =>
		ordinary.filter(({ channel_id }) => channel_id === channel).map(({ id }) => id);
	const [web, whatsApp] = [of(WEB), of(WHATSAPP)];
	return {
		landbot,
		n8n,
		heap,
		heard: ears.heard,
		url: ears.url,
		customers: {
			/** Get texts; nothing listens to their channel. */
			campaign: whatsApp.slice(0, EACH),
			/** Are asked. */
			waits: web.slice(0, EACH),
			/** Write. */
			writers: web.slice(EACH, 2 * EACH),
		},
		count: CUSTOMERS,
		async close() {
			heap.close();
			await n8n.close();
			ears.close();
			await landbot.close();
		},
	};
}

/** @typedef {Awaited<ReturnType<typeof openSoak>>} Soak */
