import type { IDataObject } from 'n8n-workflow';
import { byId, withLandbot } from '../support/landbot';
import { WIM } from '../support/people';

const { simulator, run } = withLandbot();

const text = { resource: 'message', operation: 'sendText', text: 'Hello' };
const assign = { resource: 'customer', operation: 'assignToAgent', customer: byId(WIM) };
const sends = () => simulator.log.filter(({ method }) => method !== 'GET');

it.each([
	['a zero-width space', '\u200b473500026'],
	['a byte order mark', '\ufeff473500026'],
	['blanks of a web page', '\u00a0473500026\u2003'],
	['a direction mark and a line break', '\u200e473500026\n'],
	['a soft hyphen', '4735\u00ad00026'],
])('takes an ID with %s', async (_, id) => {
	const { error } = await run({ ...text, customer: byId('={{ $json.id }}') }, [{ id }]);
	expect(error).toBeUndefined();
	expect(sends().map(({ path }) => path)).toEqual(['/v1/customers/473500026/send_text/']);
});

it.each(['473500026\n473500027', '473500026 473500027', '473500026,473500027', '473500026.5'])(
	'does not make one ID of %j',
	async (id) => {
		const { error } = await run({ ...text, customer: byId('={{ $json.id }}') }, [{ id }]);
		expect(error?.message).toContain('is not the ID of a customer');
		expect(simulator.log).toEqual([]);
	},
);

it('keeps every digit of a long ID that is a text', async () => {
	const id = '100000000000000000000000001';
	await run({ ...text, customer: byId('={{ $json.id }}') }, [{ id }]);
	expect(simulator.log[0].path).toBe(`/v1/customers/${id}/send_text/`);
});

it.each(['1e26', '9007199254740993', '34600000009123456789'])(
	'refuses an ID that is the number %s: JavaScript has lost its last digits',
	async (number) => {
		const { error } = await run({ ...assign, agentId: `={{ ${number} }}` });
		expect(error?.message).toContain('is a number that has lost digits');
		expect(error?.description).toContain("Give 'Agent' as a text");
		expect(simulator.log).toEqual([]);
	},
);

it.each(['Infinity', '1e26', '"1.000"', '"1e3"', '"0x2"', '3.7', '0'])(
	'reads no other number of results than was meant: %s',
	async (limit) => {
		const { error } = await run({
			resource: 'customer',
			operation: 'getAll',
			limit: `={{ ${limit} }}`,
		});
		expect(error).toMatchObject({
			message: "'Limit' must be a whole number of 1 or more",
			description: "Check the expression in 'Limit', or turn on 'Return All'",
		});
	},
);

it.each(['false', 'NaN'])('takes no block that is %s', async (node) => {
	const bot = { ...assign, operation: 'assignToBot', botId: '2955001', node: `={{ ${node} }}` };
	const { error } = await run(bot);
	expect(error?.message).toBe("'Block ID' is not text");
	expect(simulator.log).toEqual([]);
});

it('takes an ID with what nobody can see that was pasted into the form', async () => {
	await run({ ...text, customer: byId('\u200b473500026\u00ad') });
	expect(sends().map(({ path }) => path)).toEqual(['/v1/customers/473500026/send_text/']);
});

describe('a boolean', () => {
	const bot = {
		resource: 'customer',
		operation: 'assignToBot',
		customer: byId(WIM),
		botId: '2955001',
	};
	it.each([
		[0, false],
		['no', false],
		['False', false],
		['yes', true],
		[1, true],
	])('may be %j: Launch', async (launch, sent) => {
		await run({ ...bot, launch: '={{ $json.launch }}' }, [{ launch }]);
		expect(sends().map(({ body }) => body)).toEqual([{ launch: sent }]);
	});

	it.each(['perhaps', 2, ''])('is not %j: Launch', async (launch) => {
		const { error } = await run({ ...bot, launch: '={{ $json.launch }}' }, [{ launch }]);
		expect(`${error?.message}`).toContain("'Launch'");
		expect(simulator.log).toEqual([]);
	});

	it.each(['false', 'no', 0, '0'])('that is %j shows no token and reads no more', async (given) => {
		const list: IDataObject = {
			resource: 'channel',
			operation: 'getAll',
			returnAll: '={{ $json.given }}',
			limit: 1,
			options: { includeToken: '={{ $json.given }}' },
		};
		const { output, error } = await run(list, [{ given }]);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
		expect(output[0].json).not.toHaveProperty('token');
	});
});
