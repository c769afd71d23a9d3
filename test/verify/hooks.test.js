const { endWorker, report, withLandbot, writing } = require('./verifyLive.js');

afterAll(endWorker);

const WEB = 2955001;
const HOOKS = `/channels/${WEB}/message_hooks/`;

/** @typedef {import('./proxy.js').Change} Change */

/** A message hook of somebody else. @param {number} id */
const foreignHook = (id) => ({
	id,
	url: `https://crm.example.org/${id}`,
	token: null,
	name: null,
	channel_id: WEB,
	created_at: 1791000000,
	updated_at: 1791000000,
});

/**
 * Ways in which Landbot may change a message hook, so that it is not what was sent.
 * @type {Record<string, (hook: any) => object>}
 */
const CHANGED = {
	'a final slash at the URL': (hook) => ({ ...hook, url: `${hook.url}/` }),
	'no name': ({ name, ...hook }) => hook,
	'neither name nor a URL that is none': ({ name, url = '', ...hook }) => ({
		...hook,
		url: url.startsWith('https') ? url : 'https://example.org/',
	}),
	'only the scheme and host of the URL': ({ name, token, ...hook }) => ({
		...hook,
		url: 'https://example.org/',
	}),
};

/** A Landbot that keeps something else than was sent. @param {(hook: any) => object} rewrite @returns {Change} */
const keeping = (rewrite) => async (asked, forward) =>
	asked.method === 'POST' && asked.path.endsWith('/message_hooks/')
		? await forward({ ...asked, body: rewrite(asked.body) })
		: await forward();

it.concurrent.each(Object.entries(CHANGED))(
	'deletes its message hooks where Landbot keeps %s',
	async (_name, rewrite) =>
		await withLandbot(
			async (landbot) => {
				const { left } = await report(landbot, writing());
				expect(left).toEqual([]);
				const made = landbot.log.filter(
					({ status, path }) => status === 201 && path.endsWith(HOOKS),
				);
				expect(made.length).toBeGreaterThan(1);
			},
			{ change: keeping(rewrite) },
		)(),
);

it.concurrent(
	'deletes a message hook whose answer was lost although its URL is changed',
	withLandbot(
		async (landbot) => {
			landbot.addFault({ method: 'POST', path: '/message_hooks/', status: 500, applied: true });
			const { left } = await report(landbot, writing());
			expect(left).toEqual([]);
		},
		{ change: keeping(CHANGED['a final slash at the URL']) },
	),
);

it.concurrent(
	'says that a message hook may be left when its answer was lost and nothing in it is ours',
	withLandbot(
		async (landbot) => {
			const { hooks } = landbot.state;
			landbot.addFault({
				method: 'POST',
				path: '/message_hooks/',
				status: 500,
				applied: true,
				times: 1,
			});
			const { left } = await report(landbot, writing());
			expect(left).toEqual([expect.stringContaining(`hooks of channel ${WEB} that were made`)]);
			expect(hooks.splice(1)).toHaveLength(1);
		},
		{ change: keeping(CHANGED['only the scheme and host of the URL']) },
	),
);

/** Lists of message hooks that do not do as they are told. @type {Change} */
const TWENTY = async (asked, forward) => {
	if (asked.method === 'GET' && asked.path === HOOKS) asked.query.set('limit', '20');
	return await forward();
};
/** @type {Change} */
const WITHOUT_OFFSET = async (asked, forward) => {
	if (asked.method === 'GET' && asked.path === HOOKS) asked.query.delete('offset');
	return await forward();
};

it.concurrent.each([
	['20 message hooks whatever is asked for', TWENTY],
	['the first page again and again', WITHOUT_OFFSET],
])('finds its message hooks among others where a list gives %s', async (_name, change) =>
	withLandbot(
		async (landbot) => {
			const { hooks } = landbot.state;
			const others = Array.from({ length: 25 }, (_, place) => foreignHook(70001 + place));
			hooks.push(...others);
			landbot.addFault({
				method: 'POST',
				path: '/message_hooks/',
				status: 500,
				applied: true,
				skip: 1,
			});
			const { left } = await report(landbot, writing());
			expect(left).toEqual([]);
			expect(hooks.slice(1)).toEqual(others);
			hooks.splice(1);
		},
		{ change },
	)(),
);

it.concurrent(
	'never deletes a message hook that was there before, whatever Landbot answers',
	withLandbot(
		async (landbot) => {
			await report(landbot, writing());
			expect(landbot.log.some(({ path }) => path.includes('80001'))).toBe(false);
		},
		{
			change: async (asked, forward) => {
				if (asked.method !== 'POST' || asked.path !== HOOKS) return await forward();
				return { status: 200, body: { success: true, hook: foreignHook(80001) } };
			},
		},
	),
);
