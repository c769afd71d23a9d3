import { call, pause, receiver, until, type Receiver } from './client.ts';
import { startSimulator, type Simulator } from '../index.ts';

describe('message hooks in action', () => {
	let simulator: Simulator;
	let target: Receiver;

	const hookOn = async (channelId: number, more: object = {}) =>
		await call(simulator, 'POST', `/channels/${channelId}/message_hooks/`, {
			url: target.url,
			...more,
		});
	/** The first messages that arrive. */
	const arrived = async (count: number) => {
		await until(() => target.received.length >= count);
		return target.received.map(({ body }) => body.messages[0]);
	};
	const first = async () => (await arrived(1))[0];
	/** The log of deliveries once so many attempts are over. */
	const attempts = async (count: number) => {
		const { deliveries } = simulator;
		await until(() => deliveries.filter(({ status, error }) => status || error).length >= count);
		return deliveries;
	};
	/** Long enough for an attempt that shall not happen to show up. */
	const quiet = async () => await pause(40);

	beforeAll(async () => {
		simulator = await startSimulator({ limit: false, hookRetryScale: 0.001 });
	});
	beforeEach(async () => {
		simulator.reset();
		target = await receiver();
	});
	afterEach(async () => await target.close());
	afterAll(async () => await simulator.close());

	it('delivers what a web customer writes, one message per POST', async () => {
		await hookOn(2955001, { token: 'let-me-in' });
		await simulator.writeAs(473500001, { text: 'Hello' });
		await arrived(1);
		const [{ headers, body }] = target.received;
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'user-agent': 'landbot/webhooks',
			authorization: 'Token let-me-in',
			'sentry-trace': expect.stringMatching(/^[0-9a-f]{32}-[0-9a-f]{16}$/),
		});
		expect(body.messages).toHaveLength(1);
		const [message] = body.messages;
		expect(message).toMatchObject({
			type: 'text',
			data: { body: 'Hello' },
			sender: { id: 473500001, name: 'Ana Ruiz', type: 'customer' },
			customer: {
				id: 473500001,
				agent_id: null,
				archived: false,
				country: 'Spain',
				url: expect.stringContaining('H-2955001-'),
				is_external: 'False',
				webchat_type: 'Native',
				plan: 'pro',
			},
			channel: { id: 2955001, name: 'Support bot', type: 'landbot' },
			_raw: { author_type: 'user', chat: 473700001, message: 'Hello', seq: null },
		});
		expect(message._raw).not.toHaveProperty('samurai');
		expect(message.customer).not.toHaveProperty('phone');
		expect(Number.isInteger(message.timestamp)).toBe(false);
	});

	it('delivers a WhatsApp customer with phone and a whole second', async () => {
		await hookOn(2955002);
		await simulator.writeAs(473500021, { text: 'Hello' });
		const message = await first();
		expect(message).toMatchObject({
			customer: { phone: '34600000021' },
			channel: { type: 'whatsapp' },
		});
		expect(message.customer).not.toHaveProperty('country');
		expect(Number.isInteger(message.timestamp)).toBe(true);
		expect(target.received[0].headers).not.toHaveProperty('authorization');
	});

	it.each([
		[['tea', 'cups'], "['tea', 'cups']"],
		[{ a: true, b: null, c: [1.5, false] }, "{'a': True, 'b': None, 'c': [1.5, False]}"],
		[["it's", 'say "hi"', 'it\'s "x"'], `["it's", 'say "hi"', 'it\\'s "x"']`],
		[['back\\slash', 'two\nlines'], String.raw`['back\\slash', 'two\nlines']`],
	])('writes lists and objects in fields as Python does: %j', async (value, text) => {
		const fields = simulator.state.customers.get(473500008)!.custom_fields;
		fields.basket.value = value;
		await hookOn(2955001);
		await simulator.writeAs(473500008, { text: 'Hello' });
		expect(await first()).toMatchObject({ customer: { basket: text, orders: 7 } });
	});

	it.each([
		['button', { text: 'Yes', payload: '$0' }, { body: 'Yes', payload: '$0' }],
		['image', { url: 'https://example.org/a.png', caption: 'A' }, { caption: 'A' }],
		['audio', { url: 'https://example.org/a.mp3' }, { url: 'https://example.org/a.mp3' }],
		['video', { url: 'https://example.org/a.mp4' }, { url: 'https://example.org/a.mp4' }],
		['document', { url: 'https://example.org/a.pdf' }, { url: 'https://example.org/a.pdf' }],
		['location', { latitude: 40.4, longitude: -3.7 }, { latitude: 40.4, longitude: -3.7 }],
	] as const)('delivers a %s of the customer', async (type, written, data) => {
		await hookOn(2955001);
		await simulator.writeAs(473500001, { type, ...written });
		expect(await first()).toMatchObject({ type, data });
	});

	it('delivers what an agent sends, with the few keys Landbot gives then', async () => {
		await hookOn(2955001);
		await call(simulator, 'POST', '/customers/473500001/send_text/', { message: 'Hi' });
		const message = await first();
		expect(message).toMatchObject({
			sender: { id: 794001, name: '', type: 'agent' },
			_raw: {
				author_type: 'agent',
				author_uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
				samurai: 794001,
				read: false,
			},
		});
		expect(Object.keys(message.customer).sort()).toEqual(
			['agent_id', 'archived', 'country', 'id', 'name', 'url'].sort(),
		);
	});

	it('gives each bot and agent one ID as authors, customers and the system none', async () => {
		await hookOn(2955001);
		const send = async () =>
			await call(simulator, 'POST', '/customers/473500001/send_text/', { message: 'Hi' });
		for (const happen of [
			send,
			send,
			async () => await call(simulator, 'PUT', '/customers/473500001/assign_bot/1010178/'),
			async () => await simulator.writeAs(473500001, { text: 'Hello' }),
			async () => simulator.showExample(473500001, 'event'),
		]) {
			const { length } = target.received;
			await happen();
			await arrived(length + 1);
		}
		const [one, again, bot, ...others] = (await arrived(5)).map(({ _raw }) => _raw['author_uuid']);
		expect(again).toBe(one);
		expect(new Set([one, bot]).size).toBe(2);
		expect(others).toEqual([null, null]);
	});

	it('delivers the first words of a bot', async () => {
		await hookOn(2955001);
		await call(simulator, 'PUT', '/customers/473500001/assign_bot/1010178/');
		expect(await first()).toMatchObject({
			type: 'text',
			sender: { id: 1010178, type: 'bot' },
			_raw: { author_type: 'bot', samurai: -1010178 },
		});
	});

	it('delivers events when an agent comes and goes', async () => {
		await hookOn(2955001);
		await call(simulator, 'PUT', '/customers/473500001/assign/');
		await arrived(1);
		await call(simulator, 'PUT', '/customers/473500001/unassign/');
		expect(await arrived(2)).toMatchObject([
			{
				type: 'event',
				sender: { id: 0, name: 'Landbot', type: 'sys' },
				customer: { agent_id: 794001 },
				_raw: { action: 'assign', agent_id: 794001, samurai: 0, author_type: 'sys' },
			},
			{ customer: { agent_id: null }, _raw: { action: 'unassign', agent_id: 794001 } },
		]);
		expect(simulator.messagesOf(473500001)).toHaveLength(3);
	});

	it('delivers to every hook of the channel and to none of another', async () => {
		await hookOn(2955001);
		await hookOn(2955001);
		await hookOn(2955002);
		await simulator.writeAs(473500001, { text: 'Hello' });
		await attempts(2);
		await quiet();
		expect(simulator.deliveries.map(({ hookId }) => hookId)).toEqual([81234, 81235]);
	});

	it('does not deliver what APIchat customers write', async () => {
		await hookOn(2955004);
		await simulator.writeAs(473500041, { text: 'Hello' });
		await quiet();
		expect(simulator.deliveries).toEqual([]);
		expect(simulator.messagesOf(473500041)).toHaveLength(1);
	});

	it('tries six times at growing intervals, with the same trace and timestamp', async () => {
		await target.close();
		target = await receiver(Array(6).fill(500));
		await hookOn(2955001, { token: 'let-me-in' });
		await simulator.writeAs(473500001, { text: 'Hello' });
		await simulator.writeAs(473500002, { text: 'Hello' });
		await attempts(8);
		const tries = simulator.deliveries.filter(({ customerId }) => customerId === 473500001);
		expect(tries.map(({ attempt }) => attempt)).toEqual(tries.map((_, n) => n + 1));
		expect(new Set(tries.map(({ trace }) => trace)).size).toBe(1);
		expect(new Set(tries.map(({ body }) => JSON.stringify(body))).size).toBe(1);
		expect(new Set(simulator.deliveries.map(({ trace }) => trace)).size).toBe(2);
		expect(JSON.stringify(simulator.deliveries)).not.toContain('let-me-in');
	});

	it('gives up after the sixth attempt, also when nobody listens', async () => {
		await hookOn(2955001, { url: 'http://127.0.0.1:9/closed' });
		await simulator.writeAs(473500001, { text: 'Hello' });
		const tries = await attempts(6);
		await quiet();
		expect(tries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(tries[0]).toMatchObject({ status: 0, error: expect.any(String) });
		const gaps = tries.slice(1).map(({ at }, n) => at - tries[n].at);
		[5, 10, 15, 20, 25].forEach((ms, n) => expect(gaps[n]).toBeGreaterThanOrEqual(ms - 2));
	});

	it.each([
		[true, [404, 200]],
		[false, [404]],
	])('tries a 4xx again: %s', async (retryHookOn4xx, statuses) => {
		await target.close();
		target = await receiver([404]);
		simulator.setSwitches({ retryHookOn4xx });
		await hookOn(2955001);
		await simulator.writeAs(473500001, { text: 'Hello' });
		await attempts(statuses.length);
		await quiet();
		expect(simulator.deliveries.map(({ status }) => status)).toEqual(statuses);
	});

	it('gives up waiting for a receiver that does not answer', async () => {
		const silent = await startSimulator();
		silent.addFault({ kind: 'hang' });
		simulator.setSwitches({ hookTimeoutMs: 20 });
		await hookOn(2955001, { url: `${silent.baseUrl}/hook`, token: 'simulator-token' });
		await simulator.writeAs(473500001, { text: 'Hello' });
		expect((await attempts(2))[0]).toMatchObject({ status: 0, error: expect.any(String) });
		await silent.close();
	});

	it('replays what was accepted, with the same trace', async () => {
		simulator.setSwitches({ hookReplays: 2 });
		await hookOn(2955001);
		await simulator.writeAs(473500001, { text: 'Hello' });
		await attempts(3);
		await quiet();
		expect(simulator.deliveries.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
		expect(new Set(target.received.map(({ headers }) => headers['sentry-trace'])).size).toBe(1);
	});

	it('shuffles a burst', async () => {
		simulator.setSwitches({ hookJitterMs: 40 });
		await hookOn(2955001);
		const sequence = ['1', '2', '3', '4', '5', '6'];
		for (const text of sequence) await simulator.writeAs(473500001, { text });
		const texts = (await arrived(6)).map(({ data }) => data['body']);
		expect(texts).not.toEqual(sequence);
		expect([...texts].sort()).toEqual(sequence);
	});

	it.each([
		['raw', {}, { action: 'assign', agent_id: 794001 }],
		['rawMessage', {}, { action: 'assign', message: 794001 }],
		['message', { action: 'assign', agent_id: 794001 }, {}],
		['both', { action: 'assign' }, { action: 'assign', message: 794001 }],
	] as const)('says who was assigned as switched: %s', async (eventLayout, beside, raw) => {
		simulator.setSwitches({ eventLayout });
		await hookOn(2955001);
		await call(simulator, 'PUT', '/customers/473500001/assign/');
		const { action, agent_id, _raw }: Record<string, unknown> = await first();
		const told = (said: object) => JSON.parse(JSON.stringify(said));
		expect(told({ action, agent_id })).toEqual(beside);
		const { action: inRaw, agent_id: agent, message } = _raw as Record<string, unknown>;
		expect(told({ action: inRaw, agent_id: agent, message: message ?? undefined })).toEqual(raw);
	});

	it.each([
		[{ hookDelayMs: 50 }, 50],
		[{ hookDelayMs: 30, hookEventDelayMs: 30 }, 60],
		[{ hookLateEvery: 1 }, 5],
	])('delivers as late as it is told: %j', async (switches, ms) => {
		simulator.setSwitches(switches);
		await hookOn(2955001);
		const before = performance.timeOrigin + performance.now();
		await call(simulator, 'PUT', '/customers/473500001/assign/');
		await arrived(1);
		expect(simulator.deliveries[0].at - before).toBeGreaterThanOrEqual(ms - 2);
	});

	it('delivers about one of eight late when so switched', async () => {
		// Late is 500 s here, which nobody waits for.
		const slow = await startSimulator({ hookRetryScale: 100, switches: { hookLateEvery: 8 } });
		await call(slow, 'POST', '/channels/2955001/message_hooks/', { url: target.url });
		for (let count = 0; count < 80; count++) await slow.writeAs(473500001, { text: 'Hello' });
		await arrived(60);
		await quiet();
		expect(target.received.length).toBeLessThan(78);
		await slow.close();
	});

	it('keeps the URL of media in the raw part only, when so switched', async () => {
		simulator.setSwitches({ mediaUrlIn: 'raw' });
		await hookOn(2955001);
		await simulator.writeAs(473500001, { type: 'image', url: 'https://example.org/a.png' });
		expect(await first()).toMatchObject({ data: {}, _raw: { url: 'https://example.org/a.png' } });
	});

	it('stops trying when the hook is deleted', async () => {
		await target.close();
		target = await receiver([500]);
		await hookOn(2955001);
		await simulator.writeAs(473500001, { text: 'Hello' });
		await arrived(1);
		await call(simulator, 'DELETE', '/channels/2955001/message_hooks/81234/');
		const { length } = simulator.deliveries;
		await quiet();
		expect(simulator.deliveries).toHaveLength(length);
	});
});
