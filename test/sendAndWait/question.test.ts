import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INode, INodePropertyOptions } from 'n8n-workflow';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { callTool } from '../support/n8n';
import { byId, locator } from '../support/landbot';
import { form, withReplies } from '../support/waiting';
import { ANA, ANA_ON_WHATSAPP, ON_APICHAT, ORDER_SHIPPED, WEB } from '../support/people';
import { errorItem, isAtLeast } from '../support/versions';

const { simulator, account, start, hooks, sent } = withReplies();

it.each([
	[{ whatToSend: 'image', imageUrl: 'https://example.com/a.jpg' }, 'send_image'],
	[
		{
			customer: byId(ANA_ON_WHATSAPP),
			whatToSend: 'template',
			template: byId(ORDER_SHIPPED),
			language: locator('code', 'es_MX'),
			valuesFrom: 'json',
			templateParams: '{"body": {"params": ["Ana", "A-1"]}}',
		},
		'send_template',
	],
])('sends %j', async (more, path) => {
	const { result, status } = await start(more);
	expect([result.error?.message, result.error?.description, status]).toEqual([
		undefined,
		undefined,
		'waiting',
	]);
	expect(sent()[0].path).toContain(path);
});

it('finds the customer by phone, on the chosen channel', async () => {
	await start({
		customer: locator('phone', '+34 600 000 021'),
		channel: byId(WEB),
	});
	expect(sent()[0].path).toContain(String(ANA));
});

/** What has no expression in the form; n8n 2.0 takes one that was written by hand. */
const FIXED_CHOICES: Array<[IDataObject, string]> = isAtLeast(2, 20)
	? [[{ ifNobodyReplies: '={{ "fail" }}' }, "is no entry of 'If Nobody Replies'"]]
	: [];

it.each([
	[{ waitLimit: 'time', waitTime: '={{ null }}' }, "'Wait Until' is empty"],
	[{ waitLimit: 'time', waitTime: '2020-01-01T00:00:00' }, 'The time to wait until has passed'],
	...['soon', '12/31/2099', '2099-02-30T10:00', 'Plan 3'].map((waitTime): [IDataObject, string] => [
		{ waitLimit: 'time', waitTime },
		"'Wait Until' is not a date and time",
	]),
	[{ waitUnit: 'weeks' }, "'weeks' is no entry of 'Unit'"],
	[{ waitLimit: 'never' }, "'never' is no entry of 'Limit Wait Time'"],
	...FIXED_CHOICES,
	[{ whatToSend: 'video' }, "'video' is no entry of 'What to Send'"],
	[{ waitAmount: 366, waitUnit: 'days' }, 'is too far away'],
	[{ waitAmount: 0 }, "'0' is no value for 'Wait at Most'"],
	[{ question: ' ' }, "'Text' is empty"],
	[{ whatToSend: 'image', imageUrl: 'x' }, "'x' is not a web address"],
])('sends nothing with %j', async (more, message) => {
	const { result } = await start(more);
	expect(result.error?.message).toContain(message);
	expect(result.error?.description).toMatch(/^[A-Z].{10}/);
	expect(result.error?.context?.itemIndex).toBe(0);
	expect(simulator.log).toEqual([]);
});

it.each([
	[{ waitAmount: 365, waitUnit: 'days' }, 365 * 24 * 60],
	[{ waitAmount: 1, waitUnit: 'minutes' }, 1],
	[{ waitAmount: 2, waitUnit: 'hours' }, 120],
	[{}, 24 * 60],
])('waits as long as the form says: %j', async (more, minutes) => {
	const from = Date.now();
	await start(more);
	const limit = Date.parse(String(hooks()[0].name).split(' until ')[1]);
	expect(limit - minutes * 60_000).toBeGreaterThanOrEqual(from);
	expect(limit - minutes * 60_000).toBeLessThanOrEqual(Date.now());
});

it('waits until a time that is given with its time zone', async () => {
	const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19);
	await start({ waitLimit: 'time', waitTime: `${tomorrow}+02:00` });
	const expected = new Date(`${tomorrow}+02:00`).toISOString();
	expect(hooks()[0].name).toBe(`n8n waits for ${ANA} until ${expected}`);
});

it('takes a time without a time zone for one of the workflow', async () => {
	const timezone = jest
		.spyOn(ExecuteContext.prototype, 'getTimezone')
		.mockReturnValue('Asia/Tokyo');
	const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19);
	await start({ waitLimit: 'time', waitTime: tomorrow });
	timezone.mockRestore();
	const expected = new Date(`${tomorrow}+09:00`).toISOString();
	expect(hooks()[0].name).toBe(`n8n waits for ${ANA} until ${expected}`);
});

it('takes a number of minutes up to a year, and no other unit than the form has', async () => {
	await start({ waitAmount: 365 * 24 * 60, waitUnit: 'minutes' });
	expect(hooks()).toHaveLength(1);
	const { result } = await start({ waitAmount: 365 * 24 * 60 + 1, waitUnit: 'minutes' });
	expect(result.error?.message).toContain("is no value for 'Wait at Most'");
});

it('says how to loop over several items', async () => {
	const { result } = await start({}, { items: [{}, {}] });
	expect(result.error?.message).toBe(
		'An execution can wait for one reply at a time, and there are 2 items',
	);
	expect(result.error?.description).toContain("'Loop Over Items' with a batch size of 1");
	expect(simulator.log).toEqual([]);
});

it('refuses an address that Landbot cannot reach', async () => {
	const { result } = await start({ options: {} });
	expect(result.error?.message).toContain('Landbot cannot deliver messages to this n8n');
	expect(result.error?.message).not.toContain('signature');
	expect(simulator.log).toEqual([]);
});

it('refuses a channel whose messages Landbot does not report', async () => {
	const { result } = await start({ customer: byId(ON_APICHAT) });
	expect(result.error).toMatchObject({
		message: 'Landbot does not report what customers write on channel 2955004',
		description: 'It is a channel of APIchat: your own program has the replies. Nothing was sent',
	});
	expect([sent(), hooks()]).toEqual([[], []]);
});

it('writes on a channel that the agent may not look at', async () => {
	simulator.addFault({ method: 'GET', path: `/channels/${WEB}/`, status: 403, body: {}, times: 1 });
	expect((await start()).status).toBe('waiting');
});

it('gives an error item when the node continues', async () => {
	const { result } = await start(
		{ customer: byId(1) },
		{ settings: { onError: 'continueErrorOutput' } },
	);
	const { error } = errorItem('Landbot does not know customer 1', {
		description:
			'Landbot says: Not found. Check that the ID is right and belongs to the workspace of the token',
	});
	expect(result.errorOutput[0].json.error).toBe(error);
});

it('explains why Landbot makes no hook, with its status', async () => {
	simulator.addFault({ method: 'POST', path: 'message_hooks', status: 403, body: {} });
	const { result } = await start();
	expect(result.error).toMatchObject({
		name: 'NodeApiError',
		httpCode: '403',
		message: expect.stringMatching(/^The agent/),
	});
	expect(sent()).toEqual([]);
});

it('is offered to people alone, and tells them of the trigger', () => {
	const { properties } = new Landbot().description;
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	const [own] = operations.filter(({ value }) => value === 'sendAndWait');
	expect(own.displayOptions).toEqual({ hide: { '@tool': [true] } });
	const notices = properties.filter(({ type }) => type === 'notice');
	expect(notices.some(({ displayName }) => displayName.includes("'Ignore Replies'"))).toBe(true);
});

it('tells an agent that it cannot wait', async () => {
	const agent = { node: {} as INode, data: {}, source: null };
	await expect(callTool(account(), agent, {}, form())).rejects.toThrow('An agent cannot wait');
	const { result } = await start({}, { settings: { type: 'n8n-nodes-landbot.landbotTool' } });
	expect(result.error).toMatchObject({
		message: 'An agent cannot wait for a reply with this tool',
		description:
			"Put the node into the workflow behind the agent, or give the agent 'Send Text'. Nothing was sent",
	});
	const review = await start({}, { settings: { type: 'n8n-nodes-landbot.landbotHitlTool' } });
	expect(review.result.error).toMatchObject({
		message: 'Landbot cannot ask a person to approve what an agent does',
		description:
			"A reply of a customer is no approval. Choose another node under 'Human in the Loop'. Nothing was sent",
	});
	expect(simulator.log).toEqual([]);
});

it.each([
	['a proxy', { proxy: '={{ "http://127.0.0.1:1" }}' }, /cannot be reached/],
	['a timeout', { timeout: 50 }, /did not answer in time/],
])('asks with %s of the Request Options', async (_, requestSettings, message) => {
	simulator.addFault({ path: 'customers/', kind: 'slow', delayMs: 400, times: 5 });
	const { result } = await start({ requestSettings });
	expect(result.error?.message).toMatch(message);
	expect(sent()).toEqual([]);
});

it('waits for a slow answer as long as the Request Options say, and keeps the hook', async () => {
	simulator.addFault({
		method: 'POST',
		path: 'send_text',
		kind: 'slow',
		delayMs: 300,
		applied: true,
	});
	const { status } = await start({ requestSettings: { timeout: 2000 } });
	expect(status).toBe('waiting');
	expect(hooks()).toHaveLength(1);
});

it('refuses a channel of the customer that an expression has left empty', async () => {
	const { result } = await start({
		customer: locator('phone', '+34 600 000 021'),
		channel: byId('={{ $json.nothing }}'),
	});
	expect(result.error?.message).toBe("'Channel of the Customer' is empty");
	expect(sent()).toEqual([]);
});
