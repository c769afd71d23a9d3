import type { IDataObject } from 'n8n-workflow';
import { byId, locator, withLandbot } from '../support/landbot';
import { WEB, WIM } from '../support/people';

const { simulator, run } = withLandbot();

/** What reached Landbot and changes something there. */
const changes = () => simulator.log.filter(({ method }) => method !== 'GET');

const assign = {
	resource: 'customer',
	operation: 'assignToBot',
	customer: byId(WIM),
	botId: '2955001',
};
const resume = {
	...assign,
	operation: 'resumeFlow',
	input: 'json',
	fieldsJson: '{"plan": "pro"}',
};
const createHook = {
	resource: 'messageHook',
	operation: 'create',
	channel: byId(WEB),
	url: 'https://example.org/hook',
};
const image = {
	resource: 'message',
	operation: 'sendImage',
	customer: byId(WIM),
	imageUrl: 'https://example.org/a.png',
};
const FILTERS = "'Filters' is given as a text or a list";
const customers = { resource: 'customer', operation: 'getAll' };
const channels = { resource: 'channel', operation: 'getAll' };

describe('a value that an expression leaves empty is refused, not left out', () => {
	const cases: Array<[string, string, IDataObject]> = [
		[
			'Block ID',
			'a bot that would greet from its start',
			{ ...assign, node: '={{ $json.block }}' },
		],
		['Block ID', 'a flow that would begin again', { ...resume, node: '={{ $json.block }}' }],
		['Caption', 'an image', { ...image, caption: '={{ $json.caption }}' }],
		[
			'Token',
			'a message hook that would have no secret',
			{ ...createHook, options: { token: '={{ $json.secret }}' } },
		],
		['Name', 'a message hook', { ...createHook, options: { name: '={{ $json.name }}' } }],
		[
			'Channel of the Customer',
			'a lookup on all channels',
			{
				...image,
				customer: locator('phone', '+34 600 000 026'),
				channel: '={{ $json.channel }}',
			},
		],
		[
			'Channel',
			'the templates of all channels',
			{
				resource: 'template',
				operation: 'getAll',
				channel: byId('={{ $json.channel }}'),
			},
		],
		['Opted In', 'a list of everybody', { ...customers, filters: { optIn: '={{ $json.x }}' } }],
		['Archived', 'a list of everybody', { ...customers, filters: { archived: '={{ null }}' } }],
		['Search By', 'a list', { ...customers, filters: { search: 'a', searchBy: '={{ "" }}' } }],
		['Active', 'all channels', { ...channels, filters: { active: '={{ $json.active }}' } }],
		['Type', 'all channels', { ...channels, filters: { type: '={{ $json.type }}' } }],
	];
	it.each(cases)("'%s' of %s", async (label, _, parameters) => {
		for (const item of [{}, { block: '  ', caption: null, secret: '', name: ' ', channel: '' }]) {
			const { error } = await run(parameters, [item]);
			expect(error?.message).toBe(`'${label}' is empty`);
			expect(error?.description).toContain('Check the expression in it');
		}
		expect(simulator.log).toEqual([]);
	});

	it('for the row of a batch before any other leaves', async () => {
		const { error } = await run({ ...assign, node: '={{ $json.block }}' }, [
			{ block: 'first' },
			{},
		]);
		expect(error).toMatchObject({ message: "'Block ID' is empty", context: { itemIndex: 1 } });
		expect(changes()).toEqual([]);
	});

	it('but a field that nobody has touched means its default', async () => {
		const { error } = await run(assign);
		expect(error).toBeUndefined();
		expect(changes()).toHaveLength(1);
		expect(changes()[0].body).toEqual({ launch: true });
	});
});

describe('nothing in a form is ignored', () => {
	it.each([
		['filters as a list', { ...customers, filters: [{ optIn: true }] }, FILTERS],
		['filters as a text', { ...customers, filters: 'optIn' }, FILTERS],
		['filters as one expression', { ...customers, filters: '={{ { optIn: true } }}' }, FILTERS],
		['filters of channels as one expression', { ...channels, filters: '={{ $json }}' }, FILTERS],
		[
			'the options of a message hook, with its secret, as one expression',
			{ ...createHook, options: '={{ { token: "secret" } }}' },
			"'Options' is given as a text or a list",
		],
		[
			'a way to choose a customer that the form has not',
			{ ...image, customer: locator('name', 'Ana') },
			"'Customer' is not given in a way that the form has",
		],
		['a list in place of a text', { ...image, caption: ['a', 'b'] }, "'Caption' is not text"],
		[
			'an object where an expression should give a text',
			{ ...image, caption: '={{ { a: 1 } }}' },
			"'Caption' is not text",
		],
		[
			'a word that a dropdown has not',
			{ ...customers, filters: { search: 'a', searchBy: '={{ "surname" }}' } },
			"'surname' is no value of 'Search By'",
		],
	])('%s is refused, with what is right', async (_, parameters, message) => {
		const { error } = await run(parameters as IDataObject);
		expect(error?.message).toContain(message);
		expect(error?.description).not.toBe('');
		expect(simulator.log).toEqual([]);
	});
});

describe('what a program or a model writes is understood', () => {
	it.each([
		['text', '2955001'],
		['number', WEB],
		['expression', '={{ $json.channel }}'],
		['object without the mark of a locator', { mode: 'id', value: '2955001' }],
	])('a channel as a plain %s', async (_, channel) => {
		const { output, error } = await run({ ...customers, returnAll: true, filters: { channel } }, [
			{ channel: WEB },
		]);
		expect(error).toBeUndefined();
		expect(new Set(output.map(({ json }) => json.channel_id))).toEqual(new Set([WEB]));
		expect(simulator.log[0].query).toMatchObject({ channel_id: '2955001' });
	});

	it('filters by the names that Landbot has for them', async () => {
		const { error } = await run({
			...customers,
			filters: {
				opt_in: true,
				agent_id: '794001',
				channel_id: WEB,
				search: 'a',
				search_by: 'email',
			},
		});
		expect(error).toBeUndefined();
		expect(simulator.log[0].query).toMatchObject({
			opt_in: 'true',
			agent_id: '794001',
			channel_id: '2955001',
			search: 'a',
			search_by: 'email',
		});
	});
});

describe('what leaves is what was given', () => {
	const text = { resource: 'message', operation: 'sendText', customer: byId(WIM) };
	const setMany = {
		resource: 'customerField',
		operation: 'setMany',
		customer: byId(WIM),
		input: 'json',
	};
	const update = {
		resource: 'customerField',
		operation: 'update',
		customer: byId(WIM),
		fieldName: 'plan',
	};

	it.each([
		['as a text', { ...text, text: '={{ 1e26 }}' }],
		['in JSON written by hand', { ...setMany, fieldsJson: '{"plan": 12345678901234567890}' }],
		['deep in JSON', { ...update, type: 'object', value: '{"a": [{"b": 12345678901234567890}]}' }],
		['for a field of text', { ...update, type: 'string', value: '={{ 12345678901234567890 }}' }],
	])('a number that has lost digits is refused %s', async (_, parameters) => {
		const { error } = await run(parameters);
		expect(`${error?.message} ${error?.description}`).toContain('lost digits');
		expect(changes()).toEqual([]);
	});

	it.each(['\u2800', '\u3164', '\ufe0f', '\u034f', '\ud83d', ' \u200b\u00ad'])(
		'a text of which nobody can see anything is empty: %j',
		async (nothing) => {
			const { error } = await run({ ...text, text: '={{ $json.text }}' }, [{ text: nothing }]);
			expect(error?.message).toBe("'Text' is empty");
		},
	);

	it('half an emoji stays here, also inside an object', async () => {
		await run({ ...update, type: 'object', value: '={{ { a: "Ana \\ud83d" } }}' });
		expect(changes()[0].body).toMatchObject({ value: { a: 'Ana ' } });
	});

	it('a decimal without a number before the point is one', async () => {
		await run({ ...update, type: 'float', value: '.5' });
		expect(changes()[0].body).toMatchObject({ value: 0.5 });
	});

	it('a day with something unseen behind it is that day', async () => {
		await run({ ...update, type: 'date', value: '2026-01-31\u200b' });
		expect(changes()[0].body).toMatchObject({ value: '2026-01-31' });
	});

	it('a secret is what can be seen of it', async () => {
		await run({ ...createHook, options: { token: ' s3cret-of-ours\u200b' } });
		expect(changes()[0].body).toMatchObject({ token: 's3cret-of-ours' });
	});

	it.each([
		['Ana\u200b ', 'name', 'Ana'],
		['+34 600 00', 'phone', '3460000'],
		['0034 600', 'phone', '34600'],
		['06 00 12', 'phone', '060012'],
	])('the search %j by %s is %s', async (search, searchBy, sent) => {
		const { error } = await run({ ...customers, filters: { search, searchBy } });
		expect(error).toBeUndefined();
		expect(simulator.log[0].query).toMatchObject({ search: sent });
	});

	it('a search by phone that is none is refused', async () => {
		const { error } = await run({ ...customers, filters: { search: 'Ana', searchBy: 'phone' } });
		expect(error?.message).toContain("'Ana'");
		expect(simulator.log).toEqual([]);
	});

	it.each([
		['false', 3],
		[false, 3],
		['true', 45],
	])('Return All %j with a limit of 3 gives %i customers', async (returnAll, count) => {
		const { output } = await run({ ...customers, returnAll, limit: 3 });
		expect(output).toHaveLength(count);
	});
});

it.each(['', null, 'perhaps'])(
	'an option that is %j is refused before anything is made',
	async (includeToken) => {
		const { error } = await run({ ...createHook, options: { includeToken, token: 's' } });
		expect(error?.message).toContain("'Include Token' is neither true nor false");
		expect(changes()).toEqual([]);
	},
);

it.each([
	['={{ "perhaps" }}', "'perhaps' in 'Return All' is neither true nor false"],
	['={{ "" }}', "'Return All' is empty"],
	['={{ null }}', "'Return All' is empty"],
])('a choice whose expression gives no answer is refused: %j', async (returnAll, message) => {
	const { error } = await run({ ...customers, returnAll });
	expect(error?.message).toBe(message);
	expect(error?.description).toContain('the expression in it for this item');
	expect(simulator.log).toEqual([]);
});
