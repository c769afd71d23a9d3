const { about, endWorker, report, switchesOf, withLandbot, writing } = require('./verifyLive.js');

afterAll(endWorker);

/**
 * @typedef {import('./proxy.js').Change} Change
 * @typedef {(query: URLSearchParams) => boolean | undefined} Matches
 */

/** A Landbot that answers some lists of customers otherwise. @param {Matches} matches @param {Change} answer @returns {Change} */
const listing = (matches, answer) => async (asked, forward, simulator) =>
	asked.method === 'GET' && asked.path === '/customers/' && matches(asked.query)
		? await answer(asked, forward, simulator)
		: await forward();

/** @param {string} name @param {string} [value] @returns {Matches} */
const has = (name, value) => (query) =>
	value === undefined ? query.has(name) : query.get(name) === value;

/** Takes a parameter for another value of it, or for none. @param {string} name @param {string} [value] @returns {Change} */
const taking = (name, value) => async (asked, forward) => {
	if (value === undefined) asked.query.delete(name);
	else asked.query.set(name, value);
	return await forward();
};

it.concurrent.each([
	['too few customers', 45, '100', 'not decided', []],
	['more customers', 145, '100', 'differs', ['limitOutOfRange', '"clamp"']],
	['the default in its place', 145, undefined, 'differs', []],
])(
	'decides what limit=101 means with %s',
	async (_name, customers, value, verdict, switches) =>
		await withLandbot(
			async (landbot) => {
				const found = await report(landbot, {});
				expect(about(found, 'What does a list with limit=101').verdict).toBe(verdict);
				expect(switchesOf(found)).toEqual(switches);
			},
			{ customers, change: listing(has('limit', '101'), taking('limit', value)) },
		)(),
);

it.concurrent.each([
	['an empty page', '0', ['limitOutOfRange', '"clamp"']],
	['the default page', undefined, []],
])(
	'decides what limit=-1 means by %s',
	async (_name, value, switches) =>
		await withLandbot(
			async (landbot) => {
				const found = await report(landbot, {});
				expect(about(found, 'What does a list with limit=-1').verdict).toBe('differs');
				expect(switchesOf(found)).toEqual(switches);
			},
			{ change: listing(has('limit', '-1'), taking('limit', value)) },
		)(),
);

it.concurrent(
	'calls a filter on archived customers that filters nothing ignored',
	withLandbot(
		async (landbot) => {
			const found = await report(landbot, {});
			expect(switchesOf(found)).toEqual([]);
			expect(about(found, 'archivedFilter')).toMatchObject({
				verdict: 'differs',
				came: 'true: 1 archived, 44 not; false: 1 archived, 44 not',
			});
		},
		{ change: listing(has('archived'), taking('archived')) },
	),
);

it.concurrent(
	'leaves the filter on archived customers open where everybody is archived',
	withLandbot(async (landbot) => {
		const customers = [...landbot.state.customers.values()];
		const before = customers.map(({ archived }) => archived);
		for (const customer of customers) customer.archived = true;
		expect(about(await report(landbot, {}), 'archivedFilter').verdict).toBe('not decided');
		customers.forEach((customer, place) => (customer.archived = before[place]));
	}),
);

/** @type {[name: string, topic: string, matches: Matches][]} */
const SEARCHES = [
	['a phone with a plus', 'phoneSearch', (query) => query.get('search')?.startsWith('+')],
	['a name', 'Does a search find', (query) => query.has('search') && !query.has('search_by')],
];

it.concurrent.each(SEARCHES)(
	'does not take a search for %s that lists everybody for one that finds',
	async (_name, topic, matches) =>
		await withLandbot(
			async (landbot) => {
				const found = await report(landbot, {});
				expect(switchesOf(found)).toEqual([]);
				expect(about(found, topic)).toMatchObject({
					verdict: 'differs',
					came: expect.stringContaining('others, too'),
				});
			},
			{ change: listing(matches, taking('search')) },
		)(),
);

it.concurrent.each([
	[404, 'differs', 'not there'],
	[200, 'not decided', 'not there'],
])(
	'looks whether a field is there that a PUT with status %j was to create',
	async (status, verdict, came) =>
		await withLandbot(
			async (landbot) => {
				const found = about(await report(landbot, writing()), 'putCreatesField');
				expect(found).toMatchObject({ verdict, came: expect.stringContaining(came) });
			},
			{
				change: async (asked, forward) => {
					if (asked.method === 'PUT' && /_put/.test(asked.path)) return { status, body: {} };
					const answer = await forward();
					const none = asked.method === 'GET' && /fields/.test(asked.path) && answer.status === 404;
					return none ? { status: 200, body: { success: true, field: null } } : answer;
				},
			},
		)(),
);

it.concurrent(
	'takes a key that nobody has for an observation, not for a change',
	withLandbot(
		async (landbot) => {
			const { recommended, objects, printed } = await report(landbot, {});
			expect(recommended).toEqual([]);
			expect(objects.find(({ object }) => object === 'customer')?.neverSeen).toEqual(['ticket_id']);
			expect(printed).toContain('not seen, though the simulator has it: ticket_id');
		},
		{
			change: async (_asked, forward) => {
				const answer = await forward();
				for (const one of answer.body?.customers ?? []) delete one.ticket_id;
				if (answer.body?.customer) delete answer.body.customer.ticket_id;
				return answer;
			},
		},
	),
);
