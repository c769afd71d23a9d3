const { spawn } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const { once } = require('node:events');
const { join } = require('node:path');
const { text } = require('node:stream/consumers');
const { setTimeout: sleep } = require('node:timers/promises');
const { pathToFileURL } = require('node:url');
const { startSimulator } = require('./simulator/index.ts');

const SCRIPT = join(__dirname, '..', 'scripts', 'verify-live.mjs');
const RUN = pathToFileURL(join(__dirname, '..', 'scripts', 'verify', 'run.mjs')).href;
const QUIET = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
const PLAIN = 473500009;
const ARCHIVED = 473500007;
const MINE = 473500004;
const WRITE = ['--write', '--customer', String(PLAIN)];
const writing = (customer = PLAIN) => ({ write: true, customerId: String(customer) });
const TOKEN = 'simulator-token';

jest.setTimeout(90_000);

/** Starts the script against the simulator, as npm would, without waiting between requests. */
function start({ baseUrl }, args, { token = TOKEN, pause = ['--pause', '0'] } = {}) {
	const child = spawn(process.execPath, [QUIET, SCRIPT, ...pause, ...args], {
		env: { ...process.env, LANDBOT_TOKEN: token, LANDBOT_BASE_URL: baseUrl },
	});
	const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
		([output, errors, [code]]) => ({ output, errors, code }),
	);
	return { child, ended };
}

const run = async (simulator, args, options) => await start(simulator, args, options).ended;

/** One process for all tests that need only the report: most of a run is the start of its process. */
let worker;
const WORKER = `
	import { verify } from ${JSON.stringify(RUN)};
	process.on('message', async ({ id, options }) => {
		const { failure, ...report } = await verify(options, new AbortController().signal, () => {});
		process.send({ id, failed: failure?.stack, report });
	});`;

function startWorker() {
	const child = spawn(process.execPath, [QUIET, '--input-type=module', '-e', WORKER], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	child.setMaxListeners(0);
	return child;
}

/** The report as data. */
async function report({ baseUrl }, options) {
	worker ??= startWorker();
	const id = randomUUID();
	const answered = new Promise((resolve, reject) => {
		worker.on('message', (message) => message.id === id && resolve(message));
		worker.once('exit', () => reject(new Error('The worker has ended.')));
	});
	worker.send({ id, options: { baseUrl, token: TOKEN, pauseMs: 0, ...options } });
	const { failed, report: found } = await answered;
	expect(failed).toBeUndefined();
	return found;
}

afterAll(() => worker?.kill());

/** Everything that Landbot keeps, but for the number of the next hook. */
const kept = ({ state: { nextHookId, ...state } }) =>
	JSON.stringify({
		...state,
		customers: [...state.customers],
		messages: [...state.messages],
		closedWindows: [...state.closedWindows],
	});

/** Runs a test with a Landbot of its own, which at the end has to be what it was at the start. */
const withLandbot =
	(test, { limit = false } = {}) =>
	async (...given) => {
		const simulator = await startSimulator({ limit });
		simulator.state.hooks.push({
			id: 80001,
			url: 'https://crm.example.org/landbot',
			token: 'seventh-heaven',
			name: 'Warehouse',
			channel_id: 2955001,
			created_at: 1791000000,
			updated_at: 1791000000,
		});
		Object.assign(simulator.state.customers.get(PLAIN).custom_fields, {
			sister_of_petra: { name: 'sister_of_petra', type: 'string', value: 'Petra', extra: {} },
		});
		const before = kept(simulator);
		try {
			await test(simulator, ...given);
			expect(kept(simulator)).toBe(before);
		} finally {
			await simulator.close();
		}
	};

const switchesOf = ({ recommended }) =>
	recommended.flatMap(({ change }) => /^switch (\w+) to (.*)$/.exec(change)?.slice(1) ?? []);

it.concurrent(
	'finds everything as assumed where everything is',
	withLandbot(async (simulator) => {
		const { questions, recommended, left } = await report(simulator, writing());
		expect(questions.filter(({ verdict }) => verdict !== 'as assumed')).toEqual([]);
		expect(questions.length).toBeGreaterThan(50);
		expect(recommended).toEqual([]);
		expect(left).toEqual([]);
	}),
);

it.concurrent(
	'only reads unless it is told to write, and says what it leaves open',
	withLandbot(async (simulator) => {
		const { code, output } = await run(simulator, []);
		expect(code).toBe(0);
		expect(output).toContain('Recommended changes of the simulator: none');
		expect(output).not.toContain('taken back');
		expect(new Set(simulator.log.map(({ method }) => method))).toEqual(new Set(['GET']));
	}),
);

it.concurrent(
	'never sends, assigns, blocks or deletes anybody',
	withLandbot(async (simulator) => {
		await report(simulator, writing());
		const writes = simulator.log.filter(({ method }) => method !== 'GET');
		const allowed = new RegExp(
			`^/v1/(customers/${PLAIN}/(archive/|unarchive/|fields/n8n_verify_\\w+/)|channels/2955001/message_hooks/(\\d+/)?)$`,
		);
		expect(writes.length).toBeGreaterThan(30);
		expect(writes.filter(({ path }) => !allowed.test(path))).toEqual([]);
		expect(writes.filter(({ path }) => path.includes('/80001/'))).toEqual([]);
		expect(simulator.deliveries).toEqual([]);
	}),
);

const FLIPPED = [
	{ createStatus: 200 },
	{ stateChangeBody: 'empty' },
	{ missingSlash: 301 },
	{ notFoundBody: 'errors' },
	{ notFoundBody: 'html' },
	{ limitOutOfRange: 'clamp' },
	{ totalInLists: 'missing' },
	{ totalInLists: 'wrong' },
	{ hooksPaged: false },
	{ customerSort: 'newest' },
	{ customerSort: 'lastMessage' },
	{ archivedFilter: 'include' },
	{ phoneSearch: 'digits' },
	{ customerKeys: 'documented' },
	{ phoneAtTopLevel: false },
	{ transcriptKeys: 'documented' },
	{ templateLanguageKey: 'languages' },
	{ templateLanguageKey: 'translations' },
	{ templateLanguageKey: 'none' },
	{ putCreatesField: false },
	{ postExistingField: 'conflict409' },
	{ postExistingField: 'overwrite' },
	{ fieldTypeRequired: false },
	{ repeatDelete404: false },
	{ tokenWordAnyCase: false },
].map((switches) => [JSON.stringify(switches), switches]);

it.concurrent.each(FLIPPED)(
	'recommends %s, and no other switch',
	async (_name, switches) =>
		await withLandbot(async (simulator) => {
			simulator.setSwitches(switches);
			const found = await report(simulator, writing());
			const [[name, value]] = Object.entries(switches);
			expect(switchesOf(found)).toEqual([name, JSON.stringify(value)]);
		})(),
);

it.concurrent.each([[null], [7]])(
	'sees whether a refusal at the limit says how long to wait: %s',
	async (retryAfter) =>
		await withLandbot(
			async (simulator) => {
				simulator.setSwitches({ retryAfter });
				const found = await report(simulator, { rateLimit: true, pauseMs: 120 });
				expect(simulator.log.some(({ status }) => status === 429)).toBe(true);
				expect(switchesOf(found)).toEqual(retryAfter === null ? [] : ['retryAfter', '7']);
			},
			{ limit: { requests: 10, windowMs: 1000 } },
		)(),
);

it.concurrent(
	'says what no switch of the simulator says',
	withLandbot(async (simulator) => {
		simulator.addFault({ path: '/customers/1/$', status: 404, body: { reason: 'x' } });
		simulator.state.channels[0].type = 'webchat';
		simulator.state.channels[0].colour = 'blue';
		const { recommended } = await report(simulator, {});
		const changes = recommended.map(({ change }) => change);
		expect(changes).toEqual([
			'no switch says it: Landbot 404 {reason: string} | simulator 404 {detail: string}',
			'no switch says it: Landbot apichat, facebook, webchat, whatsapi | simulator apichat, facebook, landbot, whatsapi',
			'channel: add colour (string)',
		]);
		simulator.state.channels[0].type = 'landbot';
		delete simulator.state.channels[0].colour;
	}),
);

it.concurrent.each([[[]], [['--json']]])(
	'prints nothing that is somebody’s %s',
	async (args) =>
		await withLandbot(async (simulator) => {
			const { state } = simulator;
			const { output, errors } = await run(simulator, [...WRITE, ...args]);
			const customers = [...state.customers.values()];
			const secrets = [
				TOKEN,
				...customers.flatMap(({ name, email, phone }) => [name, ...name.split(' '), email, phone]),
				...[...state.messages.values()].flat().map(({ data }) => data.body),
				...customers.flatMap(({ custom_fields: fields }) => Object.keys(fields)),
				...state.channels.flatMap(({ name, token, uuid }) => [name, token, uuid]),
				...state.templates.flatMap(({ name, languages }) => [name, ...Object.values(languages)]),
				...state.hooks.flatMap(({ url, token, name }) => [url, token, name]),
				...['Petra', 'Malmö', String(PLAIN)],
			].filter((secret) => secret && secret !== 'name');
			expect(secrets.length).toBeGreaterThan(200);
			const printed = `${output}${errors}`;
			const told = secrets.filter((secret) => {
				const pattern = secret.replace(/[^\w ]/g, '\\$&');
				return new RegExp(`(?<!\\w)${pattern}(?!\\w)`).test(printed);
			});
			expect(told).toEqual([]);
			expect(printed).not.toMatch(/@|https?:\/\/(?!127\.0\.0\.1)/);
		})(),
);

const FAULTS = [
	{ method: 'POST', path: '/fields/', kind: 'reset', applied: true },
	{ method: 'POST', path: '/fields/', status: 500, applied: true },
	{ method: 'PUT', path: '/fields/', kind: 'resetMidBody', applied: true, skip: 2 },
	{ method: 'POST', path: '/message_hooks/', kind: 'reset', applied: true },
	{ method: 'POST', path: '/message_hooks/', kind: 'truncated', applied: true },
	{ method: 'POST', path: '/message_hooks/', kind: 'empty', applied: true },
	{ method: 'PUT', path: '/archive/', kind: 'reset', applied: true },
	{ method: 'PUT', path: '/unarchive/', status: 500, times: 2 },
	{ method: 'DELETE', status: 500, times: 4 },
	{ method: 'DELETE', kind: 'reset', applied: true },
	{ method: 'GET', path: '/message_hooks/', kind: 'reset', skip: 6, times: 3 },
	{ method: 'GET', path: `/customers/${PLAIN}/$`, kind: 'html', status: 500, skip: 3, times: 3 },
].map((fault) => [JSON.stringify(fault), fault]);

it.concurrent.each(FAULTS)(
	'takes everything back after %s',
	async (_name, fault) =>
		await withLandbot(async (simulator) => {
			simulator.addFault(fault);
			const { left, questions } = await report(simulator, writing());
			expect(left).toEqual([]);
			expect(questions.some(({ verdict }) => verdict !== 'as assumed')).toBe(true);
		})(),
);

it.concurrent(
	'says what is left when it cannot take it back',
	withLandbot(async (simulator) => {
		simulator.addFault({ method: 'DELETE', status: 500 });
		const { code, output } = await run(simulator, WRITE);
		const { custom_fields: fields } = simulator.state.customers.get(PLAIN);
		const left = Object.keys(fields).filter((name) => name.startsWith('n8n_verify_'));
		const hooks = simulator.state.hooks.splice(1);
		for (const name of left) delete fields[name];
		expect(code).toBe(2);
		expect(output).toContain('LEFT BEHIND');
		expect(left.length).toBeGreaterThan(1);
		for (const name of left) expect(output).toContain(`the field ${name} of customer ${PLAIN}`);
		expect(hooks).toHaveLength(2);
		expect(output).toContain('message hooks of channel 2955001 named n8n_verify_');
	}),
);

it.concurrent.each([
	['SIGINT', 'POST', '/message_hooks/'],
	['SIGINT', 'PUT', '/archive/'],
	['SIGTERM', 'PUT', '_datetime/'],
])(
	'takes everything back when it is stopped by %s after a %s on %s',
	async (signal, method, path) =>
		await withLandbot(async (simulator) => {
			simulator.setLatency({ medianMs: 20 });
			const { child, ended } = start(simulator, WRITE);
			const isThere = () =>
				simulator.log.some((entry) => entry.method === method && entry.path.includes(path));
			while (child.exitCode === null && !isThere()) await sleep(2);
			child.kill(signal);
			const { code, output, errors } = await ended;
			expect(errors).toContain('Stopping');
			expect(output).toContain('Stopped before the end.');
			expect(output).toContain('Everything that was written is taken back.');
			expect(code).toBe(130);
		})(),
);

it.concurrent(
	'brings an archived customer back into the archive',
	withLandbot(async (simulator) => {
		const { questions } = await report(simulator, writing(ARCHIVED));
		const { verdict } = questions.find(({ switch: name }) => name === 'stateChangeBody');
		expect(verdict).toBe('as assumed');
	}),
);

it.concurrent(
	'does not archive a customer whom an agent holds',
	withLandbot(async (simulator) => {
		const { questions } = await report(simulator, writing(MINE));
		const { verdict, why } = questions.find(({ switch: name }) => name === 'stateChangeBody');
		expect([verdict, why]).toEqual(['not decided', expect.stringContaining('an agent holds')]);
		expect(simulator.log.some(({ path }) => path.includes('archive'))).toBe(true);
		expect(simulator.log.some(({ path }) => path.includes(`${MINE}/archive`))).toBe(false);
	}),
);

it.concurrent(
	'keeps below five requests per second',
	withLandbot(async (simulator) => {
		const { child, ended } = start(simulator, [], { pause: [] });
		while (child.exitCode === null && simulator.log.length < 14) await sleep(5);
		child.kill();
		await ended;
		const arrivals = simulator.log.map(({ at }) => at);
		const fastest = arrivals.slice(5).map((at, index) => at - arrivals[index]);
		expect(Math.min(...fastest)).toBeGreaterThan(1000);
	}),
);

it.concurrent.each([
	['a wrong token', [], { token: 'no-such-token' }, 'Landbot does not know this token.'],
	['no token', [], { token: '' }, 'LANDBOT_TOKEN is not set.'],
	['a token that no header takes', [], { token: 'secret\nthing' }, 'characters that no token has'],
	['no payment', [], { token: 'simulator-unpaid' }, 'Landbot asks for payment.'],
	['nobody to write to', ['--write'], {}, '--write needs --customer <id>.'],
	['a customer who is not there', ['--customer', '1'], {}, 'The customer cannot be read (404).'],
	['a flag that it does not know', ['--send'], {}, "Unknown option '--send'"],
])(
	'says in a sentence that it cannot run with %s',
	async (_name, args, options, sentence) =>
		await withLandbot(async (simulator) => {
			const { code, output, errors } = await run(simulator, args, options);
			expect([code, output]).toEqual([1, '']);
			expect(errors).toContain(sentence);
			expect(errors).not.toMatch(/no-such-token|secret|simulator-unpaid|\n\s+at /);
		})(),
);

it.concurrent.each([
	['http://127.0.0.1:9/v1', 'cannot be reached'],
	['http://landbot.example/v1', 'is no https address'],
])('fails for the address %s', async (baseUrl, sentence) => {
	const { code, errors } = await run({ baseUrl }, []);
	expect(code).toBe(1);
	expect(errors).toContain(sentence);
});
