const { spawn } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const { once } = require('node:events');
const { join } = require('node:path');
const { text } = require('node:stream/consumers');
const { pathToFileURL } = require('node:url');
const { startSimulator } = require('../../simulator/index.ts');
const { inFront } = require('./proxy.js');

// up to 20 whole runs of the check share a processor
jest.setTimeout(600_000);

/**
 * The Landbot of a test, with what steers it.
 * @typedef {import('../../simulator/index.ts').Simulator} Landbot
 *
 * Where something is asked.
 * @typedef {{ baseUrl: string }} Place
 *
 * What may be asked of the script, besides the address and the token, and what the person types at the terminal.
 * @typedef {Partial<import('../../scripts/verify/run/options.mjs').Options> & { types?: string[] }} Options
 *
 * A report with all that is printed of it and `shown` at the terminal, or why there is none.
 * @typedef {import('../../scripts/verify/run/verify.mjs').Report & { mistakes: string[], printed: string, shown: string }} Report
 * @typedef {Report & { refused?: string }} Outcome
 *
 * @typedef {{ token?: string, pause?: string[] }} Start
 */

const SCRIPTS = join(__dirname, '../..', 'scripts');
const QUIET = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

/** The owner of `simulator-token` asks. */
const TOKEN = 'simulator-token';
/** A customer on web, with the field `sister_of_petra` that only they have. */
const PLAIN = 473500009;

/** Options of a run that may write. @returns {Options} */
const writing = (customer = PLAIN) => ({ write: true, customerId: String(customer) });

/**
 * Starts the script, as npm would, without waiting between requests.
 * @param {Place} landbot @param {string[]} args @param {Start} [options]
 */
function start({ baseUrl }, args, { token = TOKEN, pause = ['--pause', '0'] } = {}) {
	const script = join(SCRIPTS, 'verify-live.mjs');
	const child = spawn(process.execPath, [QUIET, script, ...pause, ...args], {
		env: { ...process.env, LANDBOT_TOKEN: token, LANDBOT_BASE_URL: baseUrl },
	});
	const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
		([output, errors, [code]]) => ({ output, errors, code }),
	);
	return { child, ended };
}

/**
 * The script from start to end: what it has printed, and its exit code.
 * @param {Place} landbot @param {string[]} args @param {Start} [options]
 */
const run = async (landbot, args, options) => await start(landbot, args, options).ended;

/**
 * One process for all tests that need only the report: most of a run is the start of its process.
 * @type {import('node:child_process').ChildProcess | undefined}
 */
let worker;
const moduleOf = (/** @type {string} */ name) =>
	JSON.stringify(pathToFileURL(join(SCRIPTS, 'verify', name)).href);
const WORKER = `
	import { Readable, Writable } from 'node:stream';
	import { personAt } from ${moduleOf('run/person.mjs')};
	import { blockOf, closingOf } from ${moduleOf('run/report.mjs')};
	import { verify } from ${moduleOf('run/verify.mjs')};
	process.on('message', async ({ id, options }) => {
		try {
			const { signal } = new AbortController();
			const shown = [];
			const terminal = new Writable({ write: (text, _, done) => done(void shown.push(text)) });
			const person = personAt(Readable.from(options.types ?? []), terminal, signal);
			const report = await verify(options, signal, () => {}, person);
			const texts = [...report.questions.map(blockOf), closingOf(report), JSON.stringify(report)];
			const mistakes = report.failures.map(({ stack }) => stack);
			const found = { ...report, mistakes, printed: texts.join('\\n'), shown: shown.join('') };
			process.send({ id, found });
		} catch ({ stack, message }) {
			process.send({ id, found: { refused: message, mistakes: [stack] } });
		}
	});`;

function startWorker() {
	const child = spawn(process.execPath, [QUIET, '--input-type=module', '-e', WORKER], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	child.setMaxListeners(0);
	return child;
}

/**
 * Whatever a run ends with: the report as data, with all that is `printed` of it, or why it was `refused`.
 * @param {Place} landbot @param {Options} options
 * @returns {Promise<Outcome>}
 */
async function outcome({ baseUrl }, options) {
	const child = (worker ??= startWorker());
	const id = randomUUID();
	/** @type {Promise<Outcome>} */
	const answered = new Promise((resolve, reject) => {
		child.on('message', (/** @type {any} */ message) => {
			if (message.id === id) resolve(message.found);
		});
		child.once('exit', () => reject(new Error('The worker has ended.')));
	});
	const host = new URL(baseUrl).host;
	child.send({ id, options: { baseUrl, host, token: TOKEN, pauseMs: 0, ...options } });
	return await answered;
}

/** The report of a run in which nothing goes wrong. @param {Place} landbot @param {Options} options */
async function report(landbot, options) {
	const found = await outcome(landbot, options);
	expect(found.mistakes).toEqual([]);
	return found;
}

/** Ends what the tests of a file share. */
const endWorker = () => worker?.kill();

/** Everything that Landbot keeps, but for the number of the next hook. @param {Landbot} landbot */
const kept = ({ state: { nextHookId, ...state } }) =>
	JSON.stringify({
		...state,
		customers: [...state.customers],
		messages: [...state.messages],
		closedWindows: [...state.closedWindows],
	});

/**
 * Runs a test with a Landbot of its own, which at the end has to be what it was at the start.
 * @param {(landbot: Landbot) => Promise<void>} test
 * @param {object} [options]
 * @param {{ requests: number, windowMs: number } | false} [options.limit]
 * @param {number} [options.customers]
 * @param {import('./proxy.js').Change} [options.change]
 */
const withLandbot =
	(test, { limit = false, customers, change } = {}) =>
	async () => {
		const simulator = await startSimulator({ limit, customers });
		const front = change && (await inFront(simulator, change));
		simulator.state.hooks.push({
			id: 80001,
			url: 'https://crm.example.org/landbot',
			token: 'seventh-heaven',
			name: 'Warehouse',
			channel_id: 2955001,
			created_at: 1791000000,
			updated_at: 1791000000,
		});
		Object.assign(fieldsOf(simulator), {
			sister_of_petra: { name: 'sister_of_petra', type: 'string', value: 'Petra', extra: {} },
		});
		const before = kept(simulator);
		try {
			const { baseUrl } = front ?? simulator;
			await test({ ...simulator, baseUrl });
			expect(kept(simulator)).toBe(before);
		} finally {
			front?.close();
			await simulator.close();
		}
	};

/** The fields of the customer PLAIN. @param {Landbot} landbot */
const fieldsOf = ({ state }) => state.customers.get(PLAIN)?.custom_fields ?? {};

/** What the report says about a question, by its switch or by its first words. @param {Report} report @param {string} topic */
const about = ({ questions }, topic) =>
	/** @type {Report['questions'][number]} */ (
		questions.find(({ question, switch: name }) => name === topic || question.startsWith(topic))
	);

/** The switches that the report wants turned, each with its value. @param {Report} report */
const switchesOf = ({ recommended }) =>
	recommended.flatMap(({ change }) => /^switch (\w+) to (.*)$/.exec(change)?.slice(1) ?? []);

module.exports = {
	about,
	endWorker,
	fieldsOf,
	outcome,
	PLAIN,
	report,
	run,
	start,
	switchesOf,
	TOKEN,
	withLandbot,
	writing,
};
