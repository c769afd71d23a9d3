import { call, withSimulator } from './client.ts';
import { errors, gone, unknown } from '../http/expected.ts';
import { startSimulator } from '../index.ts';
import { routes } from '../http/routes/index.ts';

describe('the Platform API', () => {
	const { simulator, api } = withSimulator();

	it('has every operation once, with a final slash', () => {
		const operations = new Set(routes.map(({ method, path }) => `${method} ${path}`));
		expect(operations.size).toBe(routes.length);
		expect(routes.every(({ path }) => path.endsWith('/'))).toBe(true);
	});

	describe('authentication', () => {
		const asked = async (authorization?: string) =>
			await call(
				simulator,
				'GET',
				'/channels/',
				undefined,
				authorization === undefined ? {} : { Authorization: authorization },
			);

		it.each([undefined, 'simulator-token', 'Bearer simulator-token', 'Token', 'Token  '])(
			'asks for credentials when the header is %s',
			async (header) => {
				expect(await asked(header)).toMatchObject({
					status: 401,
					body: { detail: 'Authentication credentials were not provided.' },
				});
			},
		);

		it('does not know a token that it has not given out', async () => {
			expect(await asked('Token bogus')).toMatchObject({
				status: 401,
				body: { detail: 'Invalid token.' },
			});
		});

		it('accepts the word token in any letter case', async () => {
			expect(await asked('token simulator-token')).toMatchObject({ status: 200 });
		});

		it('refuses accounts that have not paid and agents that may not', async () => {
			expect(await asked('Token simulator-unpaid')).toMatchObject(errors(402, 'subscription'));
			expect(await asked('Token simulator-forbidden')).toMatchObject(errors(403, 'agent'));
		});

		it('never writes a token into the log', async () => {
			await asked('Token simulator-token');
			await asked('Token bogus');
			expect(simulator.log.map(({ caller }) => caller)).toEqual(['agent 794001', 'unknown token']);
			expect(JSON.stringify(simulator.log)).not.toMatch(/simulator-token|bogus/);
		});
	});

	describe('what every operation refuses', () => {
		it.each([
			['a missing final slash', 'GET', '/channels', unknown],
			['a missing final slash of a write', 'PUT', '/customers/473500001/archive', unknown],
			['a path that does not exist', 'GET', '/tickets/', unknown],
			['an ID that is no number', 'GET', '/customers/ana/', unknown],
			['a customer of nobody', 'GET', '/customers/1/', unknown],
			['a channel of nobody', 'GET', '/channels/1/', unknown],
			['a limit over 100', 'GET', '/customers/?limit=101', errors(422, 'limit')],
			['a negative limit', 'GET', '/customers/?limit=-1', errors(422, 'limit')],
			['a negative offset', 'GET', '/customers/?offset=-1', errors(422, 'offset')],
			['a limit in words', 'GET', '/customers/?limit=ten', errors(422, 'limit')],
			['a truth in other words', 'GET', '/customers/?archived=yes', errors(422, 'archived')],
			['an unknown channel type', 'GET', '/channels/?type=webchat', errors(422, 'type')],
			['a number given twice', 'GET', '/customers/?limit=1&limit=2', errors(422, 'limit')],
		])('refuses %s', async (_case, method, path, answer) => {
			expect(await api(method, path)).toMatchObject(answer);
		});

		it.each([
			['POST', '/channels/'],
			['PATCH', '/customers/473500001/'],
			['POST', '/customers/473500001/assign_bot/2955001/'],
			['GET', '/customers/473500001/send_text/'],
		])('answers 405 to %s %s', async (method, path) => {
			expect(await api(method, path)).toMatchObject({
				status: 405,
				body: { detail: `Method "${method}" not allowed.` },
			});
		});
	});

	describe('channels', () => {
		it('lists channels by type and activity', async () => {
			const { body } = await api('GET', '/channels/');
			expect(body).toMatchObject({ success: true, total: 5 });
			expect((await api('GET', '/channels/?type=whatsapi')).body).toMatchObject({
				total: 2,
				channels: [{ id: 2955002 }, { id: 2955003 }],
			});
			expect((await api('GET', '/channels/?active=false')).body).toMatchObject({
				channels: [{ type: 'facebook', active: false }],
			});
		});

		it('lists channels by their IDs, in pages, whatever else is asked', async () => {
			const { channels } = simulator.state;
			channels.push({ ...channels[0], id: 2954000 });
			expect(await api('GET', '/channels/?limit=2&offset=1&page=7&ordering=-id')).toMatchObject({
				status: 200,
				body: { total: 6, channels: [{ id: 2955001 }, { id: 2955002 }] },
			});
		});

		it('shows one channel with its token and its bots', async () => {
			expect(await api('GET', '/channels/2955001/')).toMatchObject({
				status: 200,
				body: {
					channel: {
						id: 2955001,
						token: expect.stringMatching(/^H-2955001-[A-Z]{16}$/),
						config_url: expect.stringMatching(/H-2955001-[A-Z]{16}\/index\.json$/),
						bots: [2955001],
					},
				},
			});
		});

		it('lists the WhatsApp templates of one channel or all', async () => {
			const ids = async (query: string) => {
				const { body } = await api('GET', `/channels/whatsapp/templates/${query}`);
				return (body as { templates: Array<{ id: number }> }).templates.map(({ id }) => id);
			};
			expect(await ids('?channel_id=2955003')).toEqual([12180]);
			expect(await ids('')).toEqual([12170, 12170, 12171, 12172, 12173, 12180]);
		});
	});

	describe('message hooks', () => {
		const path = '/channels/2955001/message_hooks/';

		it('creates, shows, lists and deletes a hook', async () => {
			const created = await api('POST', path, { url: 'https://example.org/hook', name: 'n8n' });
			expect(created).toMatchObject({
				status: 201,
				body: { hook: { id: 81234, name: 'n8n', token: null, channel_id: 2955001 } },
			});
			expect(await api('GET', `${path}81234/`)).toMatchObject({ body: created.body });
			expect(await api('GET', path)).toMatchObject({ body: { total: 1, hooks: [{ id: 81234 }] } });
			expect(await api('GET', '/channels/2955002/message_hooks/81234/')).toMatchObject(unknown);
			expect(await api('DELETE', `${path}81234/`)).toMatchObject(gone);
			expect(await api('DELETE', `${path}81234/`)).toMatchObject(unknown);
			expect(await api('GET', `${path}81234/`)).toMatchObject(unknown);
		});

		it('refuses a hook without a proper URL or on an unknown channel', async () => {
			expect(await api('POST', path, {})).toMatchObject(errors(422, 'url'));
			expect(await api('POST', path, { url: 'example.org' })).toMatchObject(errors(422, 'url'));
			expect(
				await api('POST', '/channels/1/message_hooks/', { url: 'https://example.org' }),
			).toMatchObject(unknown);
		});
	});

	describe('customers', () => {
		const list = async (query: string) => {
			const { body } = await api('GET', `/customers/?${query}`);
			const { total, customers } = body as { total: number; customers: Array<{ id: number }> };
			return { total, ids: customers.map(({ id }) => id) };
		};

		it('gives 20 a page, counts all, and ends', async () => {
			const { total, ids } = await list('');
			expect([total, ids.length]).toEqual([45, 20]);
			expect(await list('offset=40')).toEqual({
				total: 45,
				ids: [473500041, 473500042, 473500043, 473500044, 473500045],
			});
			expect(await list('offset=45')).toEqual({ total: 45, ids: [] });
			expect(await list('limit=0')).toEqual({ total: 45, ids: [] });
		});

		it.each([
			['channel_id=2955003', 4],
			['agent_id=794002', 2],
			['archived=true', 1],
			['archived=false', 44],
			['opt_in=true', 19],
			['search=visitor', 2],
			['search=RUIZ', 0],
			['search_by=email&search=ANA@', 2],
			['search_by=phone&search=34600000021', 2],
			['search_by=phone&search=%2B34600000021', 0],
			['channel_id=2955002&search=ana', 1],
		])('finds with %s what starts or is so: %i', async (query, count) => {
			expect((await list(query)).total).toBe(count);
		});

		it('has times with fractions', async () => {
			await simulator.writeAs(473500021, { text: 'Hello' });
			const { body } = await api('GET', '/customers/473500021/');
			const { customer } = body as { customer: Record<string, number> };
			for (const key of ['register_date', 'last_message', 'last_receive_date', 'last_send_date']) {
				expect(customer[key] % 1).not.toBe(0);
			}
		});

		it('deletes a customer with the conversation, once', async () => {
			expect(await api('DELETE', '/customers/473500001/')).toMatchObject(gone);
			expect(await api('DELETE', '/customers/473500001/')).toMatchObject(unknown);
			expect(simulator.messagesOf(473500001)).toEqual([]);
		});

		it('gives the transcript out of order, with times as text', async () => {
			const { body } = await api('GET', '/customers/473500001/messages/');
			const { messages } = body as { messages: Array<{ message_datetime: string }> };
			const times = messages.map(({ message_datetime }) => message_datetime);
			expect(times).toHaveLength(3);
			expect(times).not.toEqual([...times].sort());
			expect(times[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		});

		it('can have a workspace of 10,000 customers', async () => {
			const big = await startSimulator({ customers: 10_000 });
			expect((await call(big, 'GET', '/customers/?offset=9999')).body).toMatchObject({
				total: 10_000,
				customers: [{ id: 473510000 }],
			});
			await big.close();
		});
	});
});
