import { receiver, until, withSimulator } from './client.ts';

/** A request as a program outside sends it, and the answer that it counts on. `{hook}` is the last hook that was made. */
interface Step {
	request: string;
	headers: Record<string, string>;
	body?: string;
	status: number;
	answer: unknown;
}

const TOKEN = { Authorization: 'Token simulator-token' };
const JSON_BODY = { ...TOKEN, 'Content-Type': 'application/json' };
const FORM = { ...TOKEN, 'Content-Type': 'application/x-www-form-urlencoded' };
const done = { status: 200, answer: { success: true } };
const gone = { status: 204, answer: '' };

const get = (path: string, answer: object): Step => ({
	request: `GET ${path}`,
	headers: TOKEN,
	status: 200,
	answer: expect.objectContaining({ success: true, ...answer }),
});
const post = (path: string, body: string): Step => ({
	request: `POST ${path}`,
	headers: JSON_BODY,
	body,
	...done,
});
const put = (path: string, body: string): Step => ({ ...post(path, body), request: `PUT ${path}` });

const ANA = '/customers/473500001/';
const HOOKS = '/channels/2955001/message_hooks/';
const ADDRESS = 'https://example.org/hook';

/** What programs that other people run ask of Landbot, word by word. */
const CLIENTS: Record<string, Step[]> = {
	'an event source': [
		get('/customers/?limit=100&offset=0', { total: 45 }),
		get('/customers/?limit=100&offset=100', { total: 45, customers: [] }),
		get('/channels/?limit=100&offset=0', { total: 5 }),
		get('/channels/?limit=100&offset=100', { total: 5, channels: [] }),
		post(`${ANA}send_text/`, '{"message":"Hello"}'),
		post(`${ANA}send_image/`, '{"url":"https://media.example.org/a.png"}'),
		post(`${ANA}send_image/`, '{"url":"https://media.example.org/a.png","caption":"Look"}'),
		{
			request: `POST ${HOOKS}`,
			headers: JSON_BODY,
			body: `{"url":"${ADDRESS}"}`,
			status: 201,
			answer: {
				success: true,
				hook: expect.objectContaining({ id: expect.any(Number), url: ADDRESS }),
			},
		},
		{ request: `DELETE ${HOOKS}{hook}/`, headers: TOKEN, ...gone },
	],
	'a connector of a hub': [
		{
			request: `POST ${HOOKS}`,
			headers: FORM,
			body: `name=hub&url=${encodeURIComponent(ADDRESS)}`,
			status: 201,
			answer: { success: true, hook: expect.objectContaining({ name: 'hub', url: ADDRESS }) },
		},
		get(HOOKS, { hooks: [expect.objectContaining({ name: 'hub', url: ADDRESS })] }),
		{ request: `DELETE ${HOOKS}{hook}/`, headers: TOKEN, ...gone },
		get(HOOKS, { hooks: [] }),
		post(`${ANA}send_text/`, '{"message":"Hello","extra":{}}'),
	],
	'a test suite of 2018': [
		get(ANA, { customer: expect.objectContaining({ id: 473500001, name: 'Ana Ruiz' }) }),
		get('/customers/', { customers: expect.any(Array) }),
		{
			...put(`${ANA}fields/name/`, '{"value":"New name"}'),
			answer: {
				success: true,
				field: { name: 'name', type: 'string', value: 'New name', extra: {} },
			},
		},
		get(ANA, { customer: expect.objectContaining({ name: 'New name' }) }),
	],
	'a connector in PHP': [
		{
			request: `PUT ${ANA}assign_bot/1010178/`,
			headers: { Authorization: 'token simulator-token' },
			...done,
		},
		{
			...get('/customers/?search_by=phone&search=34600000021', { total: 2 }),
			headers: { Authorization: 'token simulator-token' },
		},
	],
	'a worker': [put(`${ANA}assign_bot/1010178/`, '{"launch":true,"node":"Nkqgn6xkf"}')],
	'a bridge between messengers': [
		post(`${ANA}send_location/`, '{"latitude":41.4,"longitude":2.16}'),
		{ request: `DELETE ${ANA}fields/plan/`, headers: TOKEN, ...gone },
		put(`${ANA}assign_bot/1010178/`, '{"launch":false,"node":"Nkqgn6xkf"}'),
	],
};

const { simulator } = withSimulator();

/** Sends a request with these headers only. */
async function send({ request, headers, body }: Omit<Step, 'status' | 'answer'>) {
	const [method, path] = request.split(' ');
	const hook = String(simulator.state.hooks.at(-1)?.id);
	const response = await fetch(`${simulator.baseUrl}${path.replace('{hook}', hook)}`, {
		method,
		headers,
		body,
	});
	const text = await response.text();
	return { status: response.status, answer: text === '' ? '' : (JSON.parse(text) as unknown) };
}

it.each(Object.entries(CLIENTS))('%s is answered as by Landbot', async (_, steps) => {
	for (const step of steps) {
		const { status, answer } = step;
		expect([step.request, await send(step)]).toEqual([step.request, { status, answer }]);
	}
});

it('an event source is told what a customer writes, until it deletes its hook', async () => {
	const target = await receiver();
	await send({ request: `POST ${HOOKS}`, headers: JSON_BODY, body: `{"url":"${target.url}"}` });
	await simulator.writeAs(473500001, { text: 'Hello' });
	await until(() => simulator.deliveries.some(({ status }) => status === 200));
	expect(target.received[0].body.messages).toEqual([
		expect.objectContaining({ type: 'text', data: { body: 'Hello' } }),
	]);
	await send({ request: `DELETE ${HOOKS}{hook}/`, headers: TOKEN });
	await simulator.writeAs(473500001, { text: 'Hello?' });
	expect(simulator.deliveries).toHaveLength(1);
	await target.close();
});
