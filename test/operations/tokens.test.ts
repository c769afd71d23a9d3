import type { IDataObject } from 'n8n-workflow';
import { runLandbot, searchList } from '../support/n8n';
import { byId, withLandbot } from '../support/landbot';
import { TARA, WEB } from '../support/people';

const HOOK = 81234;
/** The secrets of the hook and of every channel of the simulator. */
const SECRET = /s3cret|H-\d+-/;

const { simulator, account, run } = withLandbot();
beforeEach(() => {
	simulator.state.hooks.push({
		id: HOOK,
		url: 'https://example.com/hook',
		token: 's3cret',
		name: 'Orders',
		channel_id: WEB,
		created_at: 1,
		updated_at: 1,
	});
});

const messageHook = (operation: string, more: IDataObject = {}) => ({
	resource: 'messageHook',
	operation,
	channel: byId(WEB),
	...more,
});

const READS: Array<[string, IDataObject, string]> = [
	['Channel > Get', { resource: 'channel', operation: 'get', channel: byId(WEB) }, 'H-2955001-'],
	['Channel > Get Many', { resource: 'channel', operation: 'getAll' }, 'H-2955001-'],
	[
		'Channel > Get Many with Return All',
		{ resource: 'channel', operation: 'getAll', returnAll: true },
		'H-2955001-',
	],
	['Message Hook > Get', messageHook('get', { messageHook: byId(HOOK) }), 's3cret'],
	['Message Hook > Get Many', messageHook('getAll'), 's3cret'],
];

it.each(READS)('%s shows no token', async (_, parameters) => {
	const { output, run: whole } = await run(parameters);

	expect(output[0].json.id).toBeTruthy();
	expect(output[0].json).not.toHaveProperty('token');
	expect(JSON.stringify(whole)).not.toMatch(SECRET);
});

it.each(READS)('%s shows the token where somebody wants it', async (_, parameters, token) => {
	const { output } = await run({ ...parameters, options: { includeToken: true } });

	expect(output[0].json.token).toContain(token);
});

describe('Message Hook > Create', () => {
	const create = (options: IDataObject) =>
		messageHook('create', { url: 'https://example.com/new', options });

	it.each([
		[{}, { url: 'https://example.com/new' }],
		[{ name: '', token: '' }, { url: 'https://example.com/new' }],
		[
			{ name: 'Orders', token: 's3cret' },
			{ url: 'https://example.com/new', name: 'Orders', token: 's3cret' },
		],
	])('sends the token and gives none back for %j', async (options, body) => {
		const { output } = await run(create(options));

		expect(simulator.log[0].body).toEqual(body);
		expect(output[0].json).toMatchObject({ id: HOOK, url: 'https://example.com/new' });
		expect(output[0].json).not.toHaveProperty('token');
	});

	it('gives the token back where somebody wants it', async () => {
		const { output } = await run(create({ token: 's3cret', includeToken: true }));

		expect(output[0].json.token).toBe('s3cret');
	});

	it.each(['example.com/hook', 'ftp://example.com', 'https://', 'javascript:alert(1)'])(
		'sends nothing for the address %p',
		async (url) => {
			const { error } = await run(messageHook('create', { url }));

			expect(error?.message).toBe(`'${url}' is not a web address`);
			expect(simulator.log).toEqual([]);
		},
	);
});

it('no list shows a token', async () => {
	const channels = await searchList(account(), 'searchChannels');
	const hooks = await searchList(account(), 'searchMessageHooks', '', undefined, {
		...messageHook('get'),
	});

	expect(hooks.results).toHaveLength(1);
	expect(JSON.stringify([channels, hooks])).not.toMatch(SECRET);
});

it('no error shows a token when the answer is cut off', async () => {
	simulator.addFault({ kind: 'truncated', applied: true });

	const { error, run: whole } = await run(messageHook('getAll'));

	expect(error).toBeDefined();
	expect(JSON.stringify(whole)).not.toMatch(SECRET);
});

it.each(READS)('%s shows no token when Landbot says no beside it', async (_, parameters) => {
	const body = { success: false, channel: { token: 'H-1-X' }, hook: { token: 's3cret' } };
	simulator.addFault({ status: 422, body });

	const { error, run: whole } = await run(parameters);

	expect(error).toBeDefined();
	expect(JSON.stringify(whole)).not.toMatch(SECRET);
});

it.each([
	['message', 'getConversation'],
	['customer', 'get'],
	['customerField', 'setMany'],
])('%s > %s does not keep the token of the agent', async (resource, operation) => {
	const user = account();

	const { run: whole } = await runLandbot(user, [{}], {
		resource,
		operation,
		customer: byId(TARA),
		input: 'json',
		fieldsJson: '{"plan": "pro"}',
	});

	expect(JSON.stringify(whole)).not.toContain(user.apiToken);
});
