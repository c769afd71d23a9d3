import {
	account,
	foreign,
	n8n,
	open,
	publish,
	requests,
	simulator,
	written,
} from '../support/trigger';
import { channelOptions } from '../support/server/triggerWorkflow';
import { ANA, APICHAT, WEB, WHATSAPP } from '../support/people';

describe('publishing', () => {
	it('creates one hook for each channel, which a person in Landbot recognises', async () => {
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await workflow.publish();

		expect(simulator.state.hooks).toMatchObject([
			{ channel_id: WEB, url: workflow.url, name: 'n8n: Answer customers - Landbot Trigger' },
			{ channel_id: WHATSAPP, url: workflow.url },
		]);
		const [one, other] = simulator.state.hooks.map(({ token }) => String(token));
		expect(one).toMatch(/^[0-9a-f]{64}$/);
		expect(other).not.toBe(one);
	});

	it('cuts a long name, and keeps the mark of test listening', async () => {
		const workflow = open({}, { name: 'Very long name '.repeat(20) });
		await workflow.publish();
		await workflow.listen();
		const [name, testName] = simulator.state.hooks.map((hook) => String(hook.name));
		expect(name).toHaveLength(100);
		expect(testName).toHaveLength(100);
		expect(testName).toMatch(/^n8n: Very long name .* \(test listening\)$/);
	});

	it('removes the hooks again and leaves those of others', async () => {
		await foreign('https://crm.example/hook');
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await foreign(`${workflow.url}/`);
		await foreign(`${workflow.url}?from=landbot`);
		await foreign(workflow.url.replace('/webhook/', '/webhook-test/'));
		await foreign(workflow.url.replace('workflow-1', 'workflow-2'));
		const before = structuredClone(simulator.state.hooks);

		await workflow.publish();
		expect(simulator.state.hooks).toHaveLength(before.length + 2);
		await workflow.unpublish();
		expect(simulator.state.hooks).toEqual(before);
		expect(workflow.stored).toMatchObject({ 'node:Landbot Trigger': { hooks: [] } });
	});

	it('changes nothing when n8n starts again and all is well', async () => {
		const workflow = open({ channels: [WEB, WHATSAPP] });
		await workflow.publish();
		const before = structuredClone(simulator.state.hooks);
		simulator.log.length = 0;
		await workflow.publish('init');
		expect(simulator.state.hooks).toEqual(before);
		expect(simulator.log.map(({ method }) => method)).toEqual(['GET', 'GET']);
	});

	it.each([
		['a list', [WEB, WHATSAPP]],
		['a list of texts', [String(WEB), String(WHATSAPP)]],
		['a text with commas', `${WEB}, ${WHATSAPP}`],
		['an expression that gives nothing for one', `={{ [${WEB}, null, ${WHATSAPP}] }}`],
		['an expression that gives a list', `={{ [${WEB}, ${WHATSAPP}, ${WEB}] }}`],
	])('takes the channels as %s', async (_, channels) => {
		await open({ channels }).publish();
		expect(simulator.state.hooks.map((hook) => hook.channel_id)).toEqual([WEB, WHATSAPP]);
	});

	it.each([
		['none', [], 'No channel is chosen'],
		['an empty text', '', 'No channel is chosen'],
		['a name', ['Support bot'], "'Support bot' is not the ID of a channel"],
		['a path', ['1/../2'], "'1/../2' is not the ID of a channel"],
	])('refuses %s as channel before it asks Landbot', async (_, channels, message) => {
		await expect(open({ channels }).publish()).rejects.toMatchObject({
			message: expect.stringMatching(new RegExp(`^${message}.*'Channel Names or IDs'`)),
		});
		expect(requests('POST')).toEqual([]);
	});
});

describe('what a program has written in place of lists', () => {
	it.each([
		['events', 'customer_message,bot_message', "'customer_message,bot_message' is no entry"],
		[
			'events',
			['customer_message', 'message'],
			"'message' is no entry of 'Trigger On'. Choose from the list, or give a list with any of 'agent_message', ",
		],
		['events', '["customer_message"]', 'is no entry of'],
		['events', [], "'Trigger On' is empty"],
		['events', '', "'Trigger On' is empty"],
		['messageTypes', ['text', 'photo'], "'photo' is no entry of 'Message Types'"],
	])('is refused before it asks Landbot: %s %j', async (name, given, message) => {
		await expect(open({ [name]: given }).publish()).rejects.toMatchObject({
			message: expect.stringContaining(message),
		});
		expect(requests('POST')).toEqual([]);
	});

	it.each([
		[{ rawMessage: 'perhaps' }, "'perhaps' in 'Raw Message' is neither true nor false"],
		['={{ $json }}', "'Options' is given as a text or a list"],
	])('is refused before it asks Landbot: options %j', async (options, message) => {
		await expect(open({ options: options as never }).publish()).rejects.toMatchObject({
			// with what to do about it
			message: expect.stringMatching(new RegExp(`${message}.*\\. [A-Z]`)),
		});
		expect(requests('POST')).toEqual([]);
	});

	it.each([[['2955001', 'Shop']], ['2955001, Shop'], [['Shop', 2955001]]])(
		'is refused where one of them is no channel: %j',
		async (channels) => {
			await expect(open({ channels }).publish()).rejects.toMatchObject({
				message: expect.stringContaining("'Shop' is not the ID of a channel"),
			});
			expect(requests('POST')).toEqual([]);
		},
	);

	it.each(['customer_message', ['customer_message']])('starts on %j', async (events) => {
		await publish({ events });
		expect((await written(ANA, { type: 'text', message: 'Hi' })).json.text).toBe('Hi');
	});

	it.each([
		['rawMessage', 'false', false],
		['rawMessage', 'true', true],
	])('reads %s %j', async (name, given, isOn) => {
		await publish({ options: { [name]: given, allowLocalAddress: 'true' } });
		const { json } = await written(ANA, { type: 'text', message: 'Hi' });
		expect('raw' in json).toBe(isOn);
	});
});

describe('publishing that does not succeed', () => {
	it('leaves nothing behind when the second of three channels is refused', async () => {
		const workflow = open({ channels: [WEB, 999, WHATSAPP] });
		await expect(workflow.publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^Landbot does not know channel 999\. .*Check that the ID/),
		});
		expect(requests('POST')).toHaveLength(1);
		expect(simulator.state.hooks).toEqual([]);
	});

	it('leaves nothing behind when the answer to a creation is lost', async () => {
		simulator.addFault({ method: 'POST', kind: 'reset', applied: true });
		await expect(open().publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^The connection to Landbot was lost/),
		});
		expect(requests('POST')).toHaveLength(1);
		expect(simulator.state.hooks).toEqual([]);
	});

	it('leaves nothing behind when the answer to a creation names no hook', async () => {
		simulator.addFault({ method: 'POST', body: { success: true }, status: 200, applied: true });
		await expect(open().publish()).rejects.toMatchObject({
			message: expect.stringMatching(/^The answer did not come from Landbot/),
		});
		expect(simulator.state.hooks).toEqual([]);
	});

	it.each([
		[402, 'simulator-unpaid', 'plan or billing', 'message hooks need a paid plan'],
		[
			403,
			'simulator-forbidden',
			'may not do this for channel 2955001',
			'Professional and Business',
		],
	])('explains a %i', async (_, apiToken, message, advice) => {
		const workflow = open({}, { account: { ...account(), apiToken } });
		await expect(workflow.publish()).rejects.toMatchObject({
			message: expect.stringMatching(new RegExp(`${message}.*Landbot says.*${advice}`)),
		});
	});

	it('waits its turn when Landbot asks for patience', async () => {
		simulator.addFault({ method: 'POST', status: 429, times: 2 });
		await open().publish();
		expect(simulator.state.hooks).toHaveLength(1);
	});
});

describe('the address', () => {
	it('is refused where Landbot cannot reach it, before anything is created', async () => {
		const workflow = open({ options: {} });
		await expect(workflow.publish()).rejects.toMatchObject({
			message: expect.stringMatching(
				`^Landbot cannot deliver messages to this n8n: its address ${workflow.url} can only be reached from its own machine or network\\. .*WEBHOOK_URL.*Allow Local Address`,
			),
		});
		expect(requests('POST')).toEqual([]);
	});

	it.each([
		['http://n8n.example.com', 'does not begin with https'],
		['n8n.example.com', 'is not a web address'],
	])('is refused as %s', async (origin, reason) => {
		const workflow = open({ options: {} });
		n8n.origin = origin;
		await expect(workflow.publish()).rejects.toThrow(reason);
	});

	it('is accepted where it is public', async () => {
		n8n.origin = 'https://n8n.example.com';
		await open({ options: {} }).publish();
		expect(simulator.state.hooks).toHaveLength(1);
	});
});

it('lists the channels, and marks those that never fire', async () => {
	const options = await channelOptions(account());
	expect(options.map(({ value }) => value)).toEqual(simulator.state.channels.map(({ id }) => id));
	expect(options[0]).toEqual({ name: 'Support bot (Web)', value: WEB });
	expect(options.find(({ value }) => value === APICHAT)?.name).toBe(
		'Telegram bridge (APIchat) - its messages start no workflow',
	);
});
