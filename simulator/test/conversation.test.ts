import { withSimulator } from './client.ts';
import { errors, gone, ok, unknown } from '../http/expected.ts';

describe('what is done with a customer', () => {
	const { simulator, api } = withSimulator();

	describe('the state of a customer', () => {
		const customer = (id: number) => simulator.state.customers.get(id);

		it('archives, blocks and undoes both, also twice', async () => {
			for (const verb of ['archive', 'archive', 'block', 'block']) {
				expect(await api('PUT', `/customers/473500009/${verb}/`)).toMatchObject(ok);
			}
			expect(customer(473500009)).toMatchObject({ archived: true, blocked: true });
			expect(await api('PUT', '/customers/473500009/unarchive/', {})).toMatchObject(ok);
			expect(await api('PUT', '/customers/473500009/unblock/')).toMatchObject(ok);
			expect(customer(473500009)).toMatchObject({ archived: false, blocked: false });
			expect(await api('PUT', '/customers/473500009/block/', { until: 1 })).toMatchObject(
				errors(422, 'until'),
			);
		});

		it('assigns to the owner of the token, to a colleague, and to nobody', async () => {
			expect(await api('PUT', '/customers/473500009/assign/')).toMatchObject(ok);
			expect(customer(473500009)?.agent_id).toBe(794001);
			expect(await api('PUT', '/customers/473500009/unassign/')).toMatchObject(ok);
			expect(customer(473500009)?.agent_id).toBeNull();
			expect(await api('PUT', '/customers/473500009/assign/794003/')).toMatchObject(ok);
			expect(customer(473500009)?.agent_id).toBe(794003);
			expect(await api('PUT', '/customers/473500010/assign/1/')).toMatchObject(unknown);
		});

		it.each(['archive', 'assign', 'assign/794003', 'unassign'])(
			'does not %s a customer whom another agent holds',
			async (verb) => {
				expect(await api('PUT', `/customers/473500005/${verb}/`)).toMatchObject(
					errors(412, 'customer_id'),
				);
			},
		);

		it('hands a customer to a bot, which speaks only when launched', async () => {
			const path = '/customers/473500004/assign_bot/2955001/';
			expect(await api('PUT', path, { launch: false })).toMatchObject(ok);
			expect(simulator.messagesOf(473500004)).toHaveLength(0);
			expect(await api('PUT', path)).toMatchObject(ok);
			expect(simulator.messagesOf(473500004)).toMatchObject([{ sender: { type: 'bot' } }]);
			expect(customer(473500004)?.agent_id).toBeNull();
			expect(await api('PUT', '/customers/473500004/assign_bot/1/')).toMatchObject(unknown);
			expect(await api('PUT', path, { node: 5 })).toMatchObject(errors(422, 'node'));
		});

		it('opts out once', async () => {
			expect(await api('DELETE', '/customers/473500021/opt_out/')).toMatchObject(gone);
			expect(await api('DELETE', '/customers/473500021/opt_out/')).toMatchObject(
				errors(412, 'customer_id'),
			);
		});
	});

	describe('messages', () => {
		it('stores texts, images and locations in the order of arrival, signed by the agent', async () => {
			const to = '/customers/473500009';
			const location = { latitude: 40.4, longitude: -3.7 };
			expect(await api('POST', `${to}/send_text/`, { message: 'Hello' })).toMatchObject(ok);
			expect(
				await api('POST', `${to}/send_image/`, { url: 'https://example.org/a.png', caption: 'A' }),
			).toMatchObject(ok);
			expect(await api('POST', `${to}/send_location/`, location)).toMatchObject(ok);
			expect(simulator.messagesOf(473500009)).toMatchObject([
				{ type: 'text', data: { body: 'Hello' }, sender: { id: 794001, type: 'agent' } },
				{ type: 'image', data: { url: 'https://example.org/a.png', caption: 'A' } },
				{ type: 'location', data: location },
			]);
		});

		it.each([
			['an empty text', 'send_text', { message: '' }, 'message'],
			['an image without URL', 'send_image', { caption: 'A' }, 'url'],
			['an image that is no URL', 'send_image', { url: 'a.png' }, 'url'],
			['a place off the globe', 'send_location', { latitude: 91, longitude: 0 }, 'latitude'],
		])('refuses %s', async (_case, operation, body, key) => {
			expect(await api('POST', `/customers/473500009/${operation}/`, body)).toMatchObject(
				errors(422, key),
			);
			expect(simulator.messagesOf(473500009)).toEqual([]);
		});

		it.each([
			['blocked', 473500006, 'customer_id'],
			['on an inactive channel', 473500044, 'channel_id'],
			['outside the WhatsApp window', 473500022, 'customer_id'],
		])('does not reach a customer who is %s', async (_case, id, key) => {
			expect(await api('POST', `/customers/${id}/send_text/`, { message: 'Hi' })).toMatchObject(
				errors(412, key),
			);
		});

		it('reaches a WhatsApp customer again after they wrote', async () => {
			await simulator.writeAs(473500022, { text: 'Are you there?' });
			expect(
				await api('POST', '/customers/473500022/send_text/', { message: 'Yes' }),
			).toMatchObject(ok);
		});
	});

	describe('templates', () => {
		const template = (template_params: object, id = 12170, template_language = 'en') => ({
			template_id: id,
			template_language,
			template_params,
		});
		const good = template({ header: {}, body: { params: ['Ana', '1042'] }, buttons: [] });
		const send = async (id: number, body: object) =>
			await api('POST', `/customers/${id}/send_template/`, body);

		it('fills in the parameters, also when the window is closed', async () => {
			expect(await send(473500022, good)).toMatchObject(ok);
			expect(simulator.messagesOf(473500022).at(-1)).toMatchObject({
				type: 'template',
				data: { template_id: 12170, body: 'Hi Ana, your order 1042 is on its way.' },
			});
		});

		it('takes media, header and button parameters', async () => {
			const header = { url: 'https://example.org/invoice.pdf', filename: 'invoice.pdf' };
			const invoice = { header, body: { params: ['Ana'] }, buttons: [null, { params: ['abc'] }] };
			expect(await send(473500021, template(invoice, 12172))).toMatchObject(ok);
			const booking = {
				header: { params: ['Hotel'] },
				body: { params: ['Ana', '5 May', '10:00'] },
				buttons: [{ params: ['x'] }],
			};
			expect(await send(473500037, template(booking, 12180, 'es'))).toMatchObject(ok);
		});

		it.each([
			['no opt-in', 473500023, good, 412, 'customer_id'],
			['a web customer', 473500009, good, 412, 'channel_id'],
			['a blocked customer', 473500024, good, 412, 'customer_id'],
			['a template that waits for approval', 473500021, template({}, 12173), 412, 'template_id'],
			['a template of another channel', 473500037, good, 422, 'template_id'],
			['a missing language', 473500021, { template_id: 12170 }, 422, 'template_language'],
			['an unknown language', 473500021, template({}, 12170, 'fr'), 422, 'template_language'],
			[
				'too few parameters',
				473500021,
				template({ body: { params: ['A'] } }),
				422,
				'template_params',
			],
			['a number as text', 473500021, { ...good, template_id: '12170' }, 422, 'template_id'],
			[
				'a missing file',
				473500021,
				template({ body: { params: ['A'] } }, 12172),
				422,
				'template_params',
			],
			[
				'a missing button parameter',
				473500021,
				template({ header: { url: 'https://a.example' }, body: { params: ['A'] } }, 12172),
				422,
				'template_params',
			],
			[
				'parameters that are no texts',
				473500021,
				template({ body: { params: [1] } }),
				422,
				'template_params.body.params.0',
			],
		])('refuses %s', async (_case, id, body, status, key) => {
			const answer = await send(id, body);
			expect(answer.status).toBe(status);
			expect(Object.keys((answer.body as { errors: object }).errors)).toEqual([key]);
			expect(simulator.messagesOf(id).some(({ type }) => type === 'template')).toBe(false);
		});
	});
});
