import { parseArgs } from 'node:util';
import { LANDBOT } from '../../lib/landbot.mjs';
import { Problem } from '../../lib/say.mjs';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** Between two requests, in milliseconds: 4 per second, where Landbot allows 10. */
const PAUSE_MS = 250;
const LEAST_PAUSE_MS = 210;
/** How many requests `--rate-limit` sends at once: more than the 10 that Landbot allows in a second. */
export const BURST = 12;

/** What `--help` prints. */
export const HELP = `Asks the real Landbot what nobody has checked yet, and says what the simulator should change.

  LANDBOT_TOKEN=…       the token of an agent, in the environment
  LANDBOT_BASE_URL=…    another address than ${LANDBOT}

  --customer <id>       a customer to look at first
  --write               also write, on that customer and their channel, and take all of it back
  --send                with --write: also send that customer two texts, which stay
  --ask                 also show you an address of that customer's conversation, and ask whether it opens it
  --rate-limit          also send ${BURST} requests at once, to see a refusal
  --pause <ms>          from one request to the next (${PAUSE_MS}); less than ${LEAST_PAUSE_MS} only on this machine
  --json                the report as JSON
  --help                this text

Ends with 0 when it could run, 1 when not, 2 when something was left behind, 130 when it was stopped.
Never prints the token, or what people of the workspace have written or named: only types, counts, statuses, known
words of a refusal, and keys that are on a list. scripts/verify/README.md says more.`;

/**
 * What the person wants.
 * @typedef {object} Options
 * @property {false} help
 * @property {string} token
 * @property {string} [customerId]
 * @property {boolean} write
 * @property {boolean} send
 * @property {boolean} ask
 * @property {boolean} json
 * @property {boolean} rateLimit
 * @property {string} baseUrl Without a final slash.
 * @property {string} host Of the base URL; the path may hold a key and is not printed.
 * @property {number} pauseMs
 */

const SEE = 'See `npm run verify:live -- --help`.';

/** The flags; `node:util` says what is wrong with them in a sentence. */
function readFlags() {
	try {
		return parseArgs({
			options: {
				customer: { type: 'string' },
				write: { type: 'boolean', default: false },
				send: { type: 'boolean', default: false },
				ask: { type: 'boolean', default: false },
				'rate-limit': { type: 'boolean', default: false },
				pause: { type: 'string', default: String(PAUSE_MS) },
				json: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		}).values;
	} catch (error) {
		// its message would quote what was typed, and that might be the token
		const isText = error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL';
		throw new Problem(isText ? 'This command takes flags only.' : error.message, SEE);
	}
}

function readAddress() {
	const text = process.env.LANDBOT_BASE_URL?.trim() || LANDBOT;
	const url = URL.parse(text);
	const local = url !== null && LOOPBACK.test(url.hostname);
	if (url?.protocol !== 'https:' && !(local && url.protocol === 'http:')) {
		throw new Problem(
			'LANDBOT_BASE_URL is no https address.',
			`Leave it out, or say for example ${LANDBOT}.`,
		);
	}
	return { baseUrl: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, host: url.host, local };
}

/**
 * Reads the command line and the environment. With `--help` nothing else is looked at.
 * @returns {Options | { help: true }}
 * @throws {Problem} When something is missing or wrong.
 */
export function readOptions() {
	const flags = readFlags();
	const { customer, write, send, ask, pause, json, help } = flags;
	if (help) return { help };
	const token = process.env.LANDBOT_TOKEN?.trim();
	if (!token) throw new Problem('LANDBOT_TOKEN is not set.', SEE);
	// fetch would quote the token in its error
	if (!/^[\x21-\x7e]+$/.test(token))
		throw new Problem('LANDBOT_TOKEN holds characters that no token has.', 'Copy it again.');
	if (customer !== undefined && !/^\d+$/.test(customer))
		throw new Problem('--customer takes the number of a customer.', SEE);
	if (write && !customer) throw new Problem('--write needs --customer <id>.', SEE);
	if (send && !write) throw new Problem('--send needs --write --customer <id>.', SEE);
	if (ask && !customer) throw new Problem('--ask needs --customer <id>.', SEE);
	// what it shows names somebody, and shall not come into a log
	if (ask && !(process.stdin.isTTY && process.stderr.isTTY))
		throw new Problem('--ask needs a terminal.', 'Leave it out, or do not redirect stderr.');
	const { local, ...address } = readAddress();
	if (!/^\d+$/.test(pause) || (!local && Number(pause) < LEAST_PAUSE_MS))
		throw new Problem(`--pause takes at least ${LEAST_PAUSE_MS} milliseconds.`, SEE);
	return {
		help,
		token,
		customerId: customer,
		write,
		send,
		ask,
		json,
		rateLimit: flags['rate-limit'],
		...address,
		pauseMs: Number(pause),
	};
}
