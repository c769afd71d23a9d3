import type { IDataObject } from 'n8n-workflow';
import { runLandbot } from './engine';
import { startSimulator, type Simulator } from './simulator/index.ts';

const BLOCKED = 473500006;
const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`);

let simulator: Simulator;
beforeAll(async () => {
	const tokens = Object.fromEntries(keys.map((key) => [key, 794001]));
	simulator = await startSimulator({ limit: false, tokens });
});
beforeEach(() => simulator.reset());
afterAll(async () => await simulator.close());

/** Sends a text to each of the customers, with a report. */
async function report(customers: unknown[], more: IDataObject = {}, key = String(keys.pop())) {
	const items = customers.map((id, row) => ({ id, row })) as IDataObject[];
	const { output, error, run } = await runLandbot(
		{ apiToken: key, baseUrl: simulator.baseUrl },
		items,
		{
			resource: 'message',
			operation: 'sendText',
			customer: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			text: '=Row {{ $json.row }}',
			options: { report: true },
			...more,
		},
	);
	expect(error).toBeUndefined();
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	expect(JSON.stringify(run)).not.toContain(key);
	return output.map(({ json }) => json);
}
const sends = () => simulator.log.filter(({ method }) => method === 'POST');

it('gives a row for each item, in order, whatever became of it', async () => {
	const rows = await report([473500009, BLOCKED, 'abc', 473500010]);

	expect(rows).toEqual([
		{
			status: 'sent',
			time: expect.stringMatching(/^2\d{3}-\d\d-\d\dT.*Z$/),
			reason: null,
			advice: null,
			http_code: null,
			customer_id: 473500009,
		},
		expect.objectContaining({
			status: 'failed',
			customer_id: BLOCKED,
			http_code: '412',
			reason: `Landbot cannot do this for customer ${BLOCKED} at the moment`,
			advice: expect.stringMatching(/^Landbot says: .*Usual causes: /),
		}),
		expect.objectContaining({
			status: 'failed',
			customer_id: 'abc',
			http_code: null,
			reason: "'abc' is not the ID of a customer",
		}),
		expect.objectContaining({ status: 'sent', customer_id: 473500010 }),
	]);
	expect(sends()).toHaveLength(3);
});

it('tells what may have been delivered from what was not', async () => {
	simulator.addFault({ path: '473500010/send_text/', status: 502, body: 'Bad gateway', times: 9 });

	const rows = await report([473500009, 473500010, 473500011]);

	expect(rows.map(({ status }) => status)).toEqual(['sent', 'unclear', 'sent']);
	expect(rows[1].advice).toContain('may have been delivered');
	expect(sends().filter(({ path }) => path.includes('473500010'))).toHaveLength(1);
});

it.each([
	[401, 'Landbot does not accept the API token'],
	[402, 'Landbot does not serve this workspace until its plan or billing is in order'],
])(
	'stops asking after %i, and says of the rest that it was not attempted',
	async (status, reason) => {
		simulator.addFault({ path: 'send_text', status, body: {}, skip: 3 });
		const customers = Array.from({ length: 80 }, (_, index) => 473500009 + (index % 10));

		const rows = await report(customers);

		const count = (wanted: string) => rows.filter((row) => row.status === wanted).length;
		expect(count('sent')).toBe(3);
		expect(count('not attempted')).toBeGreaterThan(20);
		expect(sends().length).toBe(count('sent') + count('failed'));
		expect(rows.at(-1)).toMatchObject({ status: 'not attempted', reason, time: null });
	},
);

it('sends nothing twice with Retry On Fail, because nothing fails', async () => {
	const { output } = await runLandbot(
		{ apiToken: String(keys.pop()), baseUrl: simulator.baseUrl },
		[{ id: BLOCKED }, { id: 473500009 }],
		{
			resource: 'message',
			operation: 'sendText',
			customer: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			text: 'Hello',
			options: { report: true },
		},
		{ retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
	);

	expect(output.map(({ json }) => json.status)).toEqual(['failed', 'sent']);
	expect(sends()).toHaveLength(2);
});

it('reports images, places and templates, too', async () => {
	const forms: IDataObject[] = [
		{ operation: 'sendImage', imageUrl: 'https://example.org/a.png' },
		{ operation: 'sendLocation', latitude: '0', longitude: '0' },
		{
			operation: 'sendTemplate',
			template: { __rl: true, mode: 'id', value: '12171' },
			language: { __rl: true, mode: 'code', value: 'en' },
		},
	];
	for (const form of forms) {
		const rows = await report([473500026, 999], form);
		expect(rows.map(({ status }) => status)).toEqual(['sent', 'failed']);
	}
});
