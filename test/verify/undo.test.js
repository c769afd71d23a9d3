const { setTimeout: sleep } = require('node:timers/promises');
const {
	about,
	endWorker,
	fieldsOf,
	outcome,
	PLAIN,
	report,
	run,
	start,
	withLandbot,
	writing,
} = require('./verifyLive.js');

afterAll(endWorker);

const WRITE = ['--write', '--customer', String(PLAIN)];
const WEB = 2955001;
const ARCHIVED = 473500007;
const MINE = 473500004;

/** @type {import('../../simulator/index.ts').FaultRule[]} */
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
	{ method: 'GET', path: `/customers/${PLAIN}/$`, kind: 'html', status: 500, skip: 10, times: 3 },
];

it.concurrent.each(FAULTS)(
	'takes everything back after %j',
	async (fault) =>
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
		const fields = fieldsOf(simulator);
		const left = Object.keys(fields).filter((name) => name.startsWith('n8n_verify_'));
		const hooks = simulator.state.hooks.splice(1);
		for (const name of left) delete fields[name];
		expect(code).toBe(2);
		expect(output).toContain('LEFT BEHIND');
		expect(left.length).toBeGreaterThan(1);
		for (const name of left) expect(output).toContain(`the field ${name} of customer ${PLAIN}`);
		expect(hooks).toHaveLength(3);
		for (const { id } of hooks) expect(output).toContain(`message hook ${id} of channel ${WEB}`);
		expect(output).toContain('ours hold n8n_verify_');
	}),
);

/** @type {[signal: NodeJS.Signals, method: string, path: string][]} */
const STOPS = [
	['SIGINT', 'POST', '/message_hooks/'],
	['SIGINT', 'PUT', '/archive/'],
	['SIGTERM', 'PUT', '_datetime/'],
];

it.concurrent.each(STOPS)(
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
	'knows that a field is gone where a GET of it answers with none',
	withLandbot(
		async (landbot) => {
			const found = await report(landbot, writing());
			expect(found.left).toEqual([]);
			expect(about(found, 'putCreatesField').verdict).toBe('as assumed');
		},
		{
			change: async (asked, forward) => {
				const answer = await forward();
				const none = asked.method === 'GET' && /fields/.test(asked.path) && answer.status === 404;
				return none ? { status: 200, body: { success: true, field: null } } : answer;
			},
		},
	),
);

it.concurrent(
	'writes nothing where the customer has a field of its own already',
	withLandbot(async (landbot) => {
		const fields = fieldsOf(landbot);
		fields.n8n_verify_put = { name: 'n8n_verify_put', type: 'string', value: 'mine', extra: {} };
		const { refused } = await outcome(landbot, writing());
		expect(refused).toContain('The customer already has the field n8n_verify_put');
		expect(fields.n8n_verify_put.value).toBe('mine');
		expect(landbot.log.filter(({ method }) => method !== 'GET')).toEqual([]);
		delete fields.n8n_verify_put;
	}),
);

it.concurrent(
	'names its fields alike in every run',
	withLandbot(async (landbot) => {
		const names = () =>
			landbot.log
				.splice(0)
				.filter(({ method }) => ['POST', 'PUT'].includes(method))
				.map(({ path }) => /fields\/(\w+)/.exec(path)?.[1]);
		await report(landbot, writing());
		const first = names();
		await report(landbot, writing());
		expect(names()).toEqual(first);
	}),
);

it.concurrent(
	'brings an archived customer back into the archive',
	withLandbot(async (simulator) => {
		const found = await report(simulator, writing(ARCHIVED));
		expect(about(found, 'stateChangeBody').verdict).toBe('as assumed');
	}),
);

it.concurrent(
	'does not archive a customer whom an agent holds',
	withLandbot(async (simulator) => {
		const { verdict, why } = about(await report(simulator, writing(MINE)), 'stateChangeBody');
		expect([verdict, why]).toEqual(['not decided', expect.stringContaining('an agent holds')]);
		expect(simulator.log.some(({ path }) => path.includes('archive'))).toBe(true);
		expect(simulator.log.some(({ path }) => path.includes(`${MINE}/archive`))).toBe(false);
	}),
);
