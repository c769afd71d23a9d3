const {
	about,
	endWorker,
	PLAIN,
	report,
	switchesOf,
	withLandbot,
	writing,
} = require('./verifyLive.js');

afterAll(endWorker);

/** @typedef {import('./verifyLive.js').Landbot} Landbot */

/** The texts that the customer has got of the simulator. @param {Landbot} landbot */
const texts = ({ log }) =>
	log.filter(({ path }) => path.includes('send_')).map(({ path, body }) => [path, body]);

/**
 * A run that may write to the customer, whose conversation is as before at the end: texts stay with a real Landbot.
 * @param {(landbot: Landbot, run: () => ReturnType<typeof report>) => Promise<void>} test
 */
const withTexts = (test) =>
	withLandbot(async (landbot) => {
		const { customers, messages, hooks } = landbot.state;
		const before = structuredClone(customers.get(PLAIN));
		// nobody has said anything yet
		expect(messages.has(PLAIN)).toBe(false);
		// nothing is delivered to somebody else's address
		const others = hooks.splice(0);
		await test(landbot, async () => await report(landbot, { ...writing(), send: true }));
		hooks.push(...others);
		expect(customers.get(PLAIN)?.agent_id).toBeNull();
		Object.assign(customers.get(PLAIN) ?? {}, before);
		messages.delete(PLAIN);
	});

it.concurrent(
	'sends two texts to the chosen customer and nobody else, when it is told to',
	withTexts(async (landbot, run) => {
		const found = await run();
		const path = `/v1/customers/${PLAIN}/send_text/`;
		expect(texts(landbot)).toEqual([
			[path, { message: 'n8n_verify #{1}' }],
			[path, { message: 'n8n_verify: a text of a check, please ignore it' }],
		]);
		expect(found.questions.filter(({ verdict }) => verdict !== 'as assumed')).toEqual([]);
		expect(found.left).toEqual([]);
	}),
);

it.concurrent.each([
	[{ sendAssigns: true }, 'an agent holds'],
	[{ firewall: false }, 'nobody holds'],
])(
	'recommends %j by what becomes of its texts, and frees the customer again',
	async (switches, holder) =>
		await withTexts(async (landbot, run) => {
			landbot.setSwitches(switches);
			const found = await run();
			const [[name, value]] = Object.entries(switches);
			expect(switchesOf(found)).toEqual([name, JSON.stringify(value)]);
			expect(about(found, 'Does a text assign').came).toContain(holder);
			expect(found.left).toEqual([]);
		})(),
);

it.concurrent.each([
	['an agent holds', { agent_id: 794001 }, 'an agent holds the customer already'],
	['is archived', { archived: true }, 'the customer is archived'],
])('sends nothing to a customer who %s', async (_name, state, why) =>
	withLandbot(async (landbot) => {
		const customer = /** @type {any} */ (landbot.state.customers.get(PLAIN));
		const { agent_id, archived } = customer;
		Object.assign(customer, state);
		const found = await report(landbot, { ...writing(), send: true });
		expect(texts(landbot)).toEqual([]);
		expect(about(found, 'sendAssigns').why).toContain(why);
		Object.assign(customer, { agent_id, archived });
	})(),
);

describe('the person at the terminal', () => {
	const asking = (/** @type {string[]} */ ...types) => ({
		customerId: String(PLAIN),
		ask: true,
		types,
	});
	const TOPIC = 'Does the uuid of a customer open';

	it.concurrent.each([
		['y\n', 'differs'],
		['Yes\n', 'differs'],
		['n\n', 'as assumed'],
		['perhaps\n', 'not decided'],
		['', 'not decided'],
	])('is shown the address of the conversation, and answers %j', async (typed, verdict) =>
		withLandbot(async (landbot) => {
			const found = await report(landbot, asking(typed));
			const { uuid } = /** @type {any} */ (landbot.state.customers.get(PLAIN));
			expect(found.shown).toContain(`https://app.landbot.io/gui/chats_v4/${uuid}\n`);
			expect(about(found, TOPIC).verdict).toBe(verdict);
			// a report may be shared
			expect(found.printed).not.toContain(uuid);
			expect(found.printed).not.toContain('https://');
			if (verdict === 'differs') expect(found.printed).toContain('`conversation_url`');
		})(),
	);

	it.concurrent(
		'is not asked unless that is wanted',
		withLandbot(async (landbot) => {
			const found = await report(landbot, { customerId: String(PLAIN) });
			expect(about(found, TOPIC)).toBeUndefined();
			expect(found.shown).toBe('');
		}),
	);
});
