import type { IDataObject } from 'n8n-workflow';
import { explain } from '../../nodes/Landbot/api/errors/toNodeError';
import { endpoints } from '../../nodes/Landbot/api/endpoints';
import { impostorOf } from '../../nodes/Landbot/api/errors/impostor';
import { searchList } from '../support/n8n';
import { byId, withLandbot } from '../support/landbot';
import { isWithin } from '../support/property/processorTime.js';
import { TARA } from '../support/people';

const { simulator, account, run } = withLandbot();

const NOT_LANDBOT = 'The answer did not come from Landbot, or arrived incomplete';
const ALL = { resource: 'customer', operation: 'getAll', returnAll: true };
const ONE = { resource: 'customer', operation: 'get', customer: byId(TARA) };
const TEXT = { resource: 'message', operation: 'sendText', customer: byId(TARA), text: 'Hello' };

/** Objects inside each other. */
const nested = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

/** Lets Landbot answer everything like this. */
const answers = (status: number, body: unknown) => simulator.addFault({ status, body });

it.each([[[null]], [['Ana', 'Bo']], [[1, { id: 2 }]]])(
	'a list of what is no customer is no answer of Landbot: %j',
	async (customers) => {
		answers(200, { success: true, total: customers.length, customers });
		expect((await run(ALL)).error).toMatchObject({ message: NOT_LANDBOT });
		await expect(searchList(account(), 'searchCustomers')).rejects.toMatchObject({
			message: NOT_LANDBOT,
		});
	},
);

it('an answer that is nested without end is no answer of Landbot', async () => {
	answers(200, `{"success":true,"customer":${nested(20_000)}}`);
	expect((await run(ONE)).error).toMatchObject({ message: NOT_LANDBOT, httpCode: '200' });
});

it('a refusal that is nested without end is a refusal all the same', async () => {
	answers(422, `{"errors":${nested(20_000)}}`);
	expect((await run(TEXT)).error).toMatchObject({
		message: 'Landbot does not accept a value that was sent for customer 473500009',
		httpCode: '422',
	});
});

it('a page with status 500 says that Landbot has trouble, and no firewall', async () => {
	answers(500, '<h1>Server Error</h1>');
	expect((await run(ONE)).error).toMatchObject({ message: 'Landbot cannot answer at the moment' });
});

it.each(['', { success: true }])(
	'status 300 with %j is no success, and sends once',
	async (body) => {
		answers(300, body);
		const { error } = await run(TEXT);
		expect(error).toMatchObject({
			message: "The 'Base URL' of the credential leads to another address",
			description: "Open the credential and set 'Base URL' to the final address",
		});
		expect(simulator.log).toHaveLength(1);
	},
);

it('a firewall that refuses anything but access says nothing about #{', async () => {
	simulator.setSwitches({ firewall: false });
	answers(401, '<h1>Authorization Required</h1>');
	const { error } = await run({ ...TEXT, text: 'Total: #{sum}' });
	expect(error?.message).toBe(
		'A firewall or proxy answered in place of Landbot, and refused the request',
	);
});

it('looks at the first 100,000 characters of a page', async () => {
	answers(403, `<p>${'-'.repeat(100_000)}captcha</p>`);
	expect((await run(TEXT)).error?.message).toMatch(/^A firewall or proxy answered/);
	simulator.clearFaults();
	answers(403, `<style>${'-'.repeat(100_000)}</style>Sorry`);
	expect((await run(TEXT)).error?.description).not.toContain('Sorry');
});

it('names a certificate that is not trusted also where it kept the connection from being made', () => {
	const request = { endpoint: endpoints.listCustomers, values: {}, token: 'token' };
	const failure = { code: 'CERT_HAS_EXPIRED', during: 'connect' };
	expect(explain(failure, request, 1).message).toMatch(/^The certificate .* is not trusted$/);
});

it('says what Landbot says in place of what was asked for', async () => {
	answers(200, { success: true, detail: 'Moved to another workspace.' });
	const { error } = await run(ONE);
	expect(error).toMatchObject({ message: NOT_LANDBOT });
	expect(error?.description).toContain('Landbot says: Moved to another workspace');
});

it('shows as much of what Landbot says as a person can read', async () => {
	answers(422, { errors: { message: ['no '.repeat(100_000)] } });
	const { error } = await run(TEXT);
	expect(error?.description).toMatch(/^Landbot says: message: no no /);
	expect(error?.description?.length).toBeLessThan(2000);
});

it.each([
	[[{ id: 1 }, { id: 2 }]],
	[[{ id: [1] }, { id: { number: 2 } }]],
	[[{ name: 'Ana' }, { name: 'Bo' }]],
])(
	'comes to an end where Landbot gives the same page again and again: %j',
	async (customers: IDataObject[]) => {
		answers(200, { success: true, total: 1_000_000, customers });
		const { output } = await run({ ...ALL, simplify: false });
		expect(output.map(({ json }) => json)).toEqual(customers);
		expect(simulator.log.length).toBeLessThan(50);
	},
);

it.each(['<', '<style', '<script', '<a ', '<!', ' '])(
	'explains a page of nothing but %j in no time',
	(part) => {
		const body = part.repeat(1_000_000);
		const answer = { statusCode: 403, statusMessage: '', headers: {}, body };
		const request = { endpoint: endpoints.listCustomers, values: {}, token: 'token' };
		const inTime = isWithin(100, () => {
			const impostor = impostorOf(answer);
			explain({ status: 403, body, impostor }, request, 1);
		});
		expect(inTime).toBe(true);
	},
);
