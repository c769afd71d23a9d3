const { endWorker, PLAIN, report, switchesOf, withLandbot, writing } = require('./verifyLive.js');

afterAll(endWorker);

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
	'never sends, assigns, blocks or deletes anybody',
	withLandbot(async (simulator) => {
		await report(simulator, writing());
		const writes = simulator.log.filter(({ method }) => method !== 'GET');
		const allowed = new RegExp(
			`^/v1/(customers/${PLAIN}/(archive/|unarchive/|fields/(n8n_verify_\\w+|name)/)|channels/2955001/message_hooks/(\\d+/)?)$`,
		);
		expect(writes.length).toBeGreaterThan(30);
		expect(writes.filter(({ path }) => !allowed.test(path))).toEqual([]);
		expect(writes.filter(({ path }) => path.includes('/80001/'))).toEqual([]);
		expect(simulator.deliveries).toEqual([]);
	}),
);

/** @type {Partial<import('../../simulator/index.ts').Switches>[]} */
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
	{ fieldTypeRequired: true },
	{ builtInFields: false },
	{ objectAsText: true },
	{ firewall: false },
	{ undocumented: 401 },
	{ undocumented: 403 },
	{ undocumented: 404 },
	{ undocumented: 'html' },
	{ repeatDelete404: false },
	{ tokenWordAnyCase: false },
];

it.concurrent.each(FLIPPED)(
	'recommends %j, and no other switch',
	async (switches) =>
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
		const [channel] = simulator.state.channels;
		const before = { ...channel };
		Object.assign(channel, { type: 'webchat', hsm: 'many', colour: 'blue' });
		const { recommended, objects, printed } = await report(simulator, {});
		const changes = recommended.map(({ change }) => change);
		expect(changes).toEqual([
			'no switch says it: Landbot 404 {reason: string} | simulator 404 {detail: string}',
			'no switch says it: Landbot apichat, facebook, webchat, whatsapi | simulator apichat, facebook, landbot, whatsapi',
			'channel: hsm can be string',
		]);
		expect(objects.find(({ object }) => object === 'channel')?.unnamed).toBe(1);
		expect(printed).not.toContain('colour');
		simulator.state.channels[0] = before;
	}),
);
