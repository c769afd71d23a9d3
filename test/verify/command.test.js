const { setTimeout: sleep } = require('node:timers/promises');
const { endWorker, outcome, report, run, start, withLandbot } = require('./verifyLive.js');

afterAll(endWorker);

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

/** @typedef {import('./proxy.js').Change} Change */

/** A Landbot whose lists of customers hold something else, too. @param {(rows: any[]) => void} rewrite @returns {Change} */
const withRow = (rewrite) => async (_asked, forward) => {
	const answer = await forward();
	if (answer.body?.customers) rewrite(answer.body.customers);
	return answer;
};

it.concurrent.each([
	['a customer that is null', 'customer', withRow((rows) => rows.push(null))],
	[
		'a field that is null',
		'field',
		withRow(([first = {}]) => {
			first.custom_fields = { ...first.custom_fields, empty: null };
		}),
	],
])('leaves out %s, and says so', async (_name, object, change) =>
	withLandbot(
		async (landbot) => {
			const { objects, printed } = await report(landbot, {});
			expect(objects.find((one) => one.object === object)?.leftOut).toBe(1);
			expect(printed).toContain('1 left out');
		},
		{ change },
	)(),
);

/** Deeper than anything can be written out again. */
const DEEP = `{"templates":[{"id":1,"params_number":1,"text":${'['.repeat(30_000)}${']'.repeat(30_000)}}]}`;

it.concurrent(
	'goes on after a mistake of its own, and says so at the end',
	withLandbot(
		async (landbot) => {
			const { code, output, errors } = await run(landbot, []);
			expect(code).toBe(1);
			expect(output).toContain('not decided: this check has made a mistake');
			expect(output).toContain('Keys, template: 1 seen');
			expect(output).toContain(
				'Not everything could be looked at: see the mistakes of this check.',
			);
			expect(errors).toMatch(/^RangeError\n\s+at /);
			expect(errors).not.toContain('file://');
		},
		{
			change: async (asked, forward) =>
				asked.path.includes('templates') ? { status: 200, body: DEEP } : await forward(),
		},
	),
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
	['a text that is no flag', ['secret'], {}, 'takes flags only'],
	['a flag that it does not know', ['--assign'], {}, "Unknown option '--assign'"],
	['nobody to send to', ['--send', '--customer', '1'], {}, '--send needs --write --customer <id>.'],
	['nobody to ask about', ['--ask'], {}, '--ask needs --customer <id>.'],
	['nobody to ask', ['--ask', '--customer', '1'], {}, '--ask needs a terminal.'],
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

it.concurrent.each([
	[[], 0],
	[['--json'], 0],
	[['--json'], 503],
	[['--json'], 'html'],
])('prints the host of the address and not its path: %j, %j', async (args, fault) => {
	/** @type {Change} */
	const change = async (_asked, forward) => {
		if (fault === 'html') return { status: 200, body: '<html>key-of-petra</html>' };
		return fault ? { status: Number(fault), body: {} } : await forward();
	};
	await withLandbot(
		async ({ baseUrl }) => {
			const address = baseUrl.replace('/v1', '/key-of-petra/v1');
			const { output, errors } = await run({ baseUrl: address }, args);
			const { host } = new URL(baseUrl);
			expect(`${output}${errors}`).not.toContain('petra');
			if (args.length > 0) expect(`${output}${errors}`).toContain(host);
		},
		{ change },
	)();
});

it.concurrent('prints no path of an address that cannot be reached', async () => {
	const { refused } = await outcome({ baseUrl: 'http://127.0.0.1:9/key-of-petra/v1' }, {});
	expect(refused).toContain('127.0.0.1:9 cannot be reached');
	expect(refused).not.toContain('petra');
});
