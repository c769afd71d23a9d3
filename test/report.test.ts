import type { IDataObject } from 'n8n-workflow';
import { runLandbot } from './engine';
import { byId, locator, withLandbot } from './landbot';

const BLOCKED = 473500006;

const { simulator, account, run } = withLandbot();

/** Sends a text to each of the customers, with a report. */
async function report(customers: unknown[], more: IDataObject = {}) {
	const user = account();
	const items = customers.map((id, row) => ({ id, row })) as IDataObject[];
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		customer: byId('={{ $json.id }}'),
		text: '=Row {{ $json.row }}',
		options: { report: true },
		...more,
	};
	const { output, error, run: whole } = await runLandbot(user, items, parameters);
	expect(error).toBeUndefined();
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	expect(JSON.stringify(whole)).not.toContain(user.apiToken);
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
	const { output } = await run(
		{
			resource: 'message',
			operation: 'sendText',
			customer: byId('={{ $json.id }}'),
			text: 'Hello',
			options: { report: true },
		},
		[{ id: BLOCKED }, { id: 473500009 }],
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
			template: byId('12171'),
			language: locator('code', 'en'),
		},
	];
	for (const form of forms) {
		const rows = await report([473500026, 999], form);
		expect(rows.map(({ status }) => status)).toEqual(['sent', 'failed']);
	}
});
