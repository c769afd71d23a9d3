import { call, withSimulator } from './client.ts';
import { errors, ok } from '../http/expected.ts';

const { simulator, api } = withSimulator();

const TEXT = '/customers/473500009/send_text/';
const form = async (method: string, path: string, body: string) =>
	await call(simulator, method, path, body, {
		Authorization: 'Token simulator-token',
		'Content-Type': 'application/x-www-form-urlencoded',
	});

it('answers 400 to what is not JSON, 413 to what is too big, 415 to another type', async () => {
	expect(await api('POST', TEXT, '{"message":')).toMatchObject({ status: 400 });
	expect(await api('POST', TEXT, { message: 'x'.repeat(2 ** 20) })).toMatchObject({ status: 413 });
	const plain = { Authorization: 'Token simulator-token', 'Content-Type': 'text/plain' };
	expect(await call(simulator, 'POST', TEXT, 'message=hi', plain)).toMatchObject({ status: 415 });
	expect(simulator.log.map(({ status }) => status)).toEqual([400, 413, 415]);
	expect(simulator.messagesOf(473500009)).toEqual([]);
});

it('names every wrong key of a body at once', async () => {
	const answer = await api('POST', '/customers/473500009/send_location/', {
		latitude: '40.4',
		place: 'Madrid',
	});
	expect(answer).toMatchObject(errors(422, 'latitude', 'longitude', 'place'));
	expect(await api('POST', TEXT, [])).toMatchObject(errors(422, 'non_field_errors'));
});

describe('a form', () => {
	it('is taken where JSON is', async () => {
		expect(await form('POST', TEXT, 'message=Hello+there%21')).toMatchObject(ok);
		const place = 'latitude=40.4&longitude=-3';
		expect(await form('POST', '/customers/473500009/send_location/', place)).toMatchObject(ok);
		expect(
			await form('PUT', '/customers/473500009/assign_bot/2955001/', 'launch=false'),
		).toMatchObject(ok);
		expect(simulator.messagesOf(473500009).map(({ data }) => data)).toEqual([
			{ body: 'Hello there!' },
			{ latitude: 40.4, longitude: -3 },
		]);
	});

	it('has to say the same as JSON', async () => {
		const path = '/channels/2955001/message_hooks/';
		expect(await form('POST', path, 'name=n8n')).toMatchObject(errors(422, 'url'));
		expect(
			await form('PUT', '/customers/473500009/assign_bot/2955001/', 'launch=soon'),
		).toMatchObject(errors(422, 'launch'));
	});
});

describe('the firewall', () => {
	const page = { status: 403, body: expect.stringContaining('<h1>403 Forbidden</h1>') };

	it('answers a page to #{ wherever it stands, before anybody looks at the token', async () => {
		const stranger = { Authorization: 'Token bogus' };
		expect(await api('POST', TEXT, { message: 'Use #{code}' })).toMatchObject(page);
		expect(await call(simulator, 'POST', TEXT, { message: '#{' }, stranger)).toMatchObject(page);
		expect(await api('POST', TEXT, '{"message": "\\u0023{code}"}')).toMatchObject(page);
		expect(await form('POST', TEXT, 'message=%23%7Bcode%7D')).toMatchObject(page);
		expect(
			await api('PUT', '/customers/473500009/fields/plan/', { value: '#{1}', type: 'string' }),
		).toMatchObject(page);
		expect(simulator.log.every(({ accepted }) => !accepted)).toBe(true);
		expect(simulator.messagesOf(473500009)).toEqual([]);
	});

	it('lets everything else pass, and all of it where there is none', async () => {
		expect(await api('POST', TEXT, { message: 'Use # {code}' })).toMatchObject(ok);
		simulator.setSwitches({ firewall: false });
		expect(await api('POST', TEXT, { message: 'Use #{code}' })).toMatchObject(ok);
	});
});
