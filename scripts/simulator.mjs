/** `npm run simulator`: a Landbot on this machine, for trying workflows without touching a customer. */
import { parseArgs } from 'node:util';
import { startSimulator } from '../simulator/index.ts';
import { say } from './lib/say.mjs';
import { SIMULATOR_TOKEN } from './lib/simulator.mjs';

const HELP = `A Landbot on this machine.

  --port <number>       port to listen on (8077)
  --host <address>      address to listen on (127.0.0.1)
  --allow-remote        let other machines reach it
  --customers <number>  how many customers the workspace has (45)
  --no-limit            no rate limit
  --latency <ms>        median travel time of a request
  --as-recorded         as slow as the real Landbot was: 1.1 s for a request, hooks late
  --help                this text`;

function readOptions() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8077' },
			host: { type: 'string', default: '127.0.0.1' },
			'allow-remote': { type: 'boolean', default: false },
			customers: { type: 'string', default: '45' },
			'no-limit': { type: 'boolean', default: false },
			latency: { type: 'string', default: '0' },
			'as-recorded': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const { port, customers, latency } = values;
	for (const [name, value] of Object.entries({ port, customers, latency })) {
		if (!/^\d+$/.test(value)) throw new Error(`--${name} takes a number.`);
	}
	return values;
}

/**
 * What went wrong, in one sentence.
 * @param {NodeJS.ErrnoException} error
 * @param {string | undefined} port
 */
function explain(error, port) {
	if (error.code === 'EADDRINUSE') {
		return `Port ${port} is in use. Stop the other program or choose another port with --port.`;
	}
	return error.message;
}

/** @type {string | undefined} */
let port;
try {
	const values = readOptions();
	port = values.port;
	if (values.help) {
		say(HELP);
	} else {
		const latency = Number(values.latency);
		const simulator = await startSimulator({
			port: Number(port),
			host: values.host,
			allowRemote: values['allow-remote'],
			customers: Number(values.customers),
			limit: values['no-limit'] ? false : undefined,
			latency: latency > 0 ? { medianMs: latency, sigma: 0.3 } : undefined,
		});
		if (values['as-recorded']) simulator.setPace('recorded');
		say(`Landbot simulator

  Page       ${simulator.origin}/
  Base URL   ${simulator.baseUrl}
  Token      ${SIMULATOR_TOKEN}
  Admin      ${simulator.origin}/_simulator/state

Press Ctrl+C to stop.`);
		for (const signal of ['SIGINT', 'SIGTERM']) {
			process.once(signal, () => void simulator.close());
		}
	}
} catch (error) {
	process.stderr.write(`${explain(error, port)}\n`);
	process.exitCode = 1;
}
