import { call, withSimulator } from './client.ts';
import type { Switches } from '../index.ts';

describe('a Landbot that turns out otherwise', () => {
	const { simulator, api } = withSimulator();

	const customer = '/customers/473500009';
	const message = { message: 'Hi' };
	const field = { type: 'string', value: 'x' };

	type Case = [Partial<Switches>, string, string, unknown, object];
	const cases: Case[] = [
		[{ createStatus: 200 }, 'POST', `${customer}/fields/plan/`, field, { status: 200 }],
		[
			{ stateChangeBody: 'empty' },
			'PUT',
			`${customer}/block/`,
			undefined,
			{ status: 200, body: '' },
		],
		[{ stateChangeBody: 'empty' }, 'POST', `${customer}/send_text/`, message, { body: '' }],
		[{ missingSlash: 301 }, 'PUT', `${customer}/block`, undefined, { status: 404 }],
		[
			{ notFoundBody: 'errors' },
			'GET',
			'/customers/1/',
			undefined,
			{ body: { errors: expect.anything() } },
		],
		[
			{ notFoundBody: 'html' },
			'GET',
			'/customers/1/',
			undefined,
			{ body: expect.stringContaining('<h1>') },
		],
		[
			{ notFoundBody: 'html' },
			'POST',
			'/channels/',
			undefined,
			{ status: 405, body: expect.stringContaining('<h1>') },
		],
		[
			{ limitOutOfRange: 'clamp' },
			'GET',
			'/customers/?limit=500&offset=-1',
			undefined,
			{ status: 200, body: { total: 45 } },
		],
		[{ totalInLists: 'wrong' }, 'GET', '/customers/', undefined, { body: { total: 52 } }],
		[
			{ totalInLists: 'missing' },
			'GET',
			'/customers/',
			undefined,
			{ body: expect.not.objectContaining({ total: expect.anything() }) },
		],
		[
			{ hooksPaged: false },
			'GET',
			'/channels/2955001/message_hooks/',
			undefined,
			{ body: { success: true, hooks: [] } },
		],
		[
			{ customerSort: 'newest' },
			'GET',
			'/customers/?limit=1',
			undefined,
			{ body: { customers: [{ id: 473500045 }] } },
		],
		[
			{ customerSort: 'lastMessage' },
			'GET',
			'/customers/?limit=1',
			undefined,
			{ body: { customers: [{ id: 473500022 }] } },
		],
		[
			{ archivedFilter: 'include' },
			'GET',
			'/customers/?archived=true',
			undefined,
			{ body: { total: 45 } },
		],
		[
			{ phoneSearch: 'digits' },
			'GET',
			'/customers/?search_by=phone&search=%2B34%20600000021',
			undefined,
			{ body: { total: 2 } },
		],
		[
			{ customerKeys: 'documented' },
			'GET',
			'/customers/473500001/',
			undefined,
			{ body: { customer: expect.not.objectContaining({ uuid: expect.anything() }) } },
		],
		[
			{ phoneAtTopLevel: false },
			'GET',
			'/customers/473500021/',
			undefined,
			{ body: { customer: { custom_fields: { phone: { value: '34600000021' } } } } },
		],
		[
			{ transcriptKeys: 'documented' },
			'GET',
			'/customers/473500001/messages/',
			undefined,
			{
				body: {
					messages: expect.arrayContaining([
						{
							type: 'text',
							message: 'Hi, where is my order 1042?',
							message_datetime: expect.any(String),
						},
					]),
				},
			},
		],
		[{ putCreatesField: false }, 'PUT', `${customer}/fields/plan/`, field, { status: 404 }],
		[
			{ postExistingField: 'conflict409' },
			'POST',
			'/customers/473500001/fields/plan/',
			field,
			{ status: 409 },
		],
		[
			{ postExistingField: 'overwrite' },
			'POST',
			'/customers/473500001/fields/plan/',
			field,
			{ status: 201 },
		],
		[
			{ webKeysInAnswers: false },
			'GET',
			'/customers/473500001/',
			undefined,
			{ body: { customer: expect.not.objectContaining({ country: expect.anything() }) } },
		],
		[
			{ unassignForeign: 'ok' },
			'PUT',
			'/customers/473500005/unassign/',
			undefined,
			{ status: 200 },
		],
		[
			{ unknownAgent: 422 },
			'PUT',
			`${customer}/assign/1/`,
			undefined,
			{ status: 422, body: { errors: { agent_id: expect.anything() } } },
		],
		[
			{ sendNeedsAssignment: 'notForeign' },
			'POST',
			'/customers/473500005/send_text/',
			message,
			{ status: 412 },
		],
		[
			{ sendNeedsAssignment: 'notForeign' },
			'POST',
			`${customer}/send_text/`,
			message,
			{ status: 200 },
		],
		[{ sendNeedsAssignment: 'own' }, 'POST', `${customer}/send_text/`, message, { status: 412 }],
		[
			{ sendNeedsAssignment: 'own' },
			'POST',
			'/customers/473500004/send_text/',
			message,
			{ status: 200 },
		],
		[
			{ unreachableStatus: 403 },
			'POST',
			'/customers/473500006/send_text/',
			message,
			{ status: 403 },
		],
		[{ repeatDelete404: false }, 'DELETE', '/customers/473500099/', undefined, { status: 204 }],
		[
			{ repeatDelete404: false },
			'DELETE',
			'/channels/2955001/message_hooks/1/',
			undefined,
			{ status: 204 },
		],
		[{ repeatDelete404: false }, 'DELETE', `${customer}/fields/plan/`, undefined, { status: 204 }],
	];
	it.each(cases)(
		'with %j answers %s %s otherwise',
		async (switches, method, path, body, answer) => {
			simulator.setSwitches(switches);
			expect(await api(method, path, body)).toMatchObject(answer);
		},
	);

	it('hands a customer to the agent who sends', async () => {
		simulator.setSwitches({ sendAssigns: true });
		await api('POST', '/customers/473500005/send_text/', message);
		expect(simulator.state.customers.get(473500005)?.agent_id).toBe(794001);
	});

	it('redirects a read without its final slash, with the query', async () => {
		simulator.setSwitches({ missingSlash: 301 });
		const { status, headers } = await api('GET', '/customers?limit=1');
		expect([status, headers.get('location')]).toEqual([301, '/v1/customers/?limit=1']);
	});

	it('insists on the exact word Token', async () => {
		simulator.setSwitches({ tokenWordAnyCase: false });
		const lowerCase = { Authorization: 'token simulator-token' };
		expect(await call(simulator, 'GET', '/channels/', undefined, lowerCase)).toMatchObject({
			status: 401,
		});
	});

	it.each([
		['language', { id: 12170, language: 'es_MX', params_number: 2 }],
		['languages', { id: 12170, languages: ['en', 'es_MX'] }],
		[
			'translations',
			{ translations: expect.arrayContaining([{ language: 'en', text: expect.any(String) }]) },
		],
		['none', { id: 12170, params_number: 2, text: expect.any(String) }],
	] as const)('says the language of a template by %s', async (templateLanguageKey, entry) => {
		simulator.setSwitches({ templateLanguageKey });
		expect(await api('GET', '/channels/whatsapp/templates/')).toMatchObject({
			body: { templates: expect.arrayContaining([expect.objectContaining(entry)]) },
		});
	});

	it('does not know a switch by another name', () => {
		expect(() => simulator.setSwitches({ colour: 'red' } as never)).toThrow(
			'no switch named colour',
		);
	});
});
