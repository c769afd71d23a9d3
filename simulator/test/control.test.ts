import { call, withSimulator } from './client.ts';
import { startSimulator } from '../index.ts';
import { EXAMPLES } from '../workspace/examples.ts';

describe('steering the simulator', () => {
	const { simulator, api } = withSimulator();
	const admin = async (method: string, path: string, body?: unknown) =>
		await call({ ...simulator, baseUrl: simulator.origin }, method, path, body, {});

	describe('the admin path', () => {
		it('shows the workspace, the log and the deliveries, and forgets the log', async () => {
			await api('GET', '/channels/');
			expect(await admin('GET', '/_simulator/state')).toMatchObject({
				body: {
					channels: expect.any(Array),
					customers: expect.arrayContaining([expect.objectContaining({ id: 473500001 })]),
					closedWindows: [473500022],
					switches: { createStatus: 201 },
				},
			});
			expect(await admin('GET', '/_simulator/log')).toMatchObject({
				body: [{ path: '/v1/channels/', status: 200 }],
			});
			expect(await admin('GET', '/_simulator/deliveries')).toMatchObject({ body: [] });
			expect(await admin('DELETE', '/_simulator/log')).toMatchObject({ status: 204 });
			expect(simulator.log).toEqual([]);
		});

		it('sets faults, switches and latency, and takes all back with a reset', async () => {
			await admin('POST', '/_simulator/faults', { status: 503 });
			expect(await api('GET', '/channels/')).toMatchObject({ status: 503 });
			expect(await admin('DELETE', '/_simulator/faults')).toMatchObject({ status: 204 });
			await admin('POST', '/_simulator/switches', { createStatus: 200 });
			await admin('POST', '/_simulator/latency', { medianMs: 1 });
			expect(await admin('GET', '/_simulator/state')).toMatchObject({
				body: { switches: { createStatus: 200 }, latency: { medianMs: 1 }, faults: [] },
			});
			await api('DELETE', '/customers/473500001/');
			expect(await admin('POST', '/_simulator/latency', {})).toMatchObject({ body: {} });
			expect(await admin('POST', '/_simulator/reset')).toMatchObject({ status: 204 });
			expect(simulator.switches.createStatus).toBe(201);
			expect(simulator.state.customers.size).toBe(45);
		});

		it('adds and deletes customers, and lets them write', async () => {
			const added = await admin('POST', '/_simulator/customers', {
				channel_id: 2955001,
				name: 'Zoe Zander',
			});
			expect(added).toMatchObject({ status: 201, body: { id: 473500046, name: 'Zoe Zander' } });
			expect(
				await admin('POST', '/_simulator/customers/473500046/write', { text: 'Hi' }),
			).toMatchObject({ status: 201, body: { type: 'text', data: { body: 'Hi' } } });
			expect((await api('GET', '/customers/?search=zoe')).body).toMatchObject({
				customers: [{ id: 473500046, unread: true, last_message_content: 'Hi' }],
			});
			expect(await admin('DELETE', '/_simulator/customers/473500046')).toMatchObject({
				status: 204,
			});
			expect(await admin('DELETE', '/_simulator/customers/473500046')).toMatchObject({
				status: 404,
			});
			expect(await admin('POST', '/_simulator/customers/1/write', { text: 'Hi' })).toMatchObject({
				status: 404,
			});
			expect(await admin('POST', '/_simulator/customers', { channel_id: 1 })).toMatchObject({
				status: 422,
			});
			await expect(simulator.writeAs(1, { text: 'Hi' })).rejects.toThrow('no customer 1');
		});
	});

	describe('an example of a type of message', () => {
		const show = async (type: string, customer = 473500001) =>
			await admin('POST', `/_simulator/customers/${customer}/examples/${type}`, {});

		it('comes from who would send it', async () => {
			for (const type of Object.keys(EXAMPLES)) {
				expect(await show(type)).toMatchObject({ status: 204 });
			}
			const said = simulator.messagesOf(473500001).slice(3);
			// An event is no message of the conversation.
			expect(said.map(({ type }) => type)).toEqual(
				Object.keys(EXAMPLES).filter((type) => type !== 'event'),
			);
			expect(said.every(({ type, sender }) => sender.type === EXAMPLES[type].by)).toBe(true);
			expect(simulator.state.customers.get(473500001)?.agent_id).toBe(794001);
		});

		it('is not there for an unknown type or customer', async () => {
			expect(await show('smile')).toMatchObject({ status: 404 });
			expect(await show('constructor')).toMatchObject({ status: 404 });
			expect(await show('text', 1)).toMatchObject({ status: 404 });
		});
	});

	it('takes as long as was recorded of Landbot, until told otherwise', async () => {
		await admin('POST', '/_simulator/pace', { pace: 'recorded' });
		expect(await admin('GET', '/_simulator/view')).toMatchObject({ body: { pace: 'recorded' } });
		expect(simulator.switches).toMatchObject({ hookDelayMs: 850, hookLateEvery: 8 });
		const started = performance.now();
		await api('GET', '/channels/?limit=1');
		expect(performance.now() - started).toBeGreaterThan(600);
		await admin('POST', '/_simulator/pace', { pace: 'atOnce' });
		expect(await admin('GET', '/_simulator/state')).toMatchObject({
			body: { latency: null, switches: { hookDelayMs: 0, hookLateEvery: 0 } },
		});
	});

	describe('the page', () => {
		it('is served without anything from elsewhere', async () => {
			const { status, body, headers } = await admin('GET', '/');
			expect(status).toBe(200);
			expect(headers.get('content-type')).toContain('text/html');
			expect(body).not.toMatch(/(src|href)="https?:/);
		});

		it('shows a customer with conversation, hooks and the latest requests', async () => {
			await api('POST', '/channels/2955001/message_hooks/', { url: 'http://127.0.0.1:9/' });
			await simulator.writeAs(473500001, { text: 'Hello' });
			expect(
				await admin('GET', '/_simulator/view?search=ana%20ruiz&channel=2955001&customer=473500001'),
			).toMatchObject({
				body: {
					total: 1,
					customers: [{ id: 473500001 }],
					customer: { name: 'Ana Ruiz' },
					messages: [{}, {}, {}, { data: { body: 'Hello' } }],
					hooks: [{ url: 'http://127.0.0.1:9/' }],
					requests: [{ method: 'POST', status: 201 }],
				},
			});
		});
	});

	it('listens on this machine only, unless told otherwise', async () => {
		await expect(startSimulator({ host: '0.0.0.0' })).rejects.toThrow(
			'it listens on this machine only',
		);
		const open = await startSimulator({ host: '0.0.0.0', allowRemote: true });
		expect(open.baseUrl).toMatch(/^http:\/\/.*\/v1$/);
		await open.close();
	});

	it('says when a port is taken', async () => {
		const port = Number(new URL(simulator.origin).port);
		await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});

	it('takes more tokens, and fewer customers', async () => {
		const own = await startSimulator({ tokens: { 'night-shift': 794003 }, customers: 3 });
		const headers = { Authorization: 'Token night-shift' };
		expect(
			await call(own, 'PUT', '/customers/473500001/assign/', undefined, headers),
		).toMatchObject({
			status: 200,
		});
		expect(own.state.customers.get(473500001)?.agent_id).toBe(794003);
		expect(own.state.customers.size).toBe(3);
		await own.close();
	});
});
