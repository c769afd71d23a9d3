import type { IDataObject } from 'n8n-workflow';
import { runLandbot } from '../support/n8n';
import { byId, locator, withLandbot } from '../support/landbot';
import { ELIF as BLOCKED, IRIS, TARA, UMAR, VERA, WIM } from '../support/people';
import { keepsOtherItems } from '../support/versions';

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
	const rows = await report([TARA, BLOCKED, 'abc', UMAR]);

	expect(rows).toEqual([
		{
			status: 'sent',
			time: expect.stringMatching(/^2\d{3}-\d\d-\d\dT.*Z$/),
			reason: null,
			advice: null,
			http_code: null,
			customer_id: TARA,
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
		expect.objectContaining({ status: 'sent', customer_id: UMAR }),
	]);
	expect(sends()).toHaveLength(3);
});

it('tells what may have been delivered from what was not', async () => {
	simulator.addFault({ path: '473500010/send_text/', status: 502, body: 'Bad gateway', times: 9 });

	const rows = await report([TARA, UMAR, VERA]);

	expect(rows.map(({ status }) => status)).toEqual(['sent', 'unclear', 'sent']);
	expect(rows[1].advice).toContain('may have been delivered');
	expect(sends().filter(({ path }) => path.includes('473500010'))).toHaveLength(1);
});

it('says who was meant by a phone, and who was found', async () => {
	const phones = ['+34 600 000 026', '+34 600 000 023', '+34 999 999 999', 'n/a'];

	const rows = await report(phones, {
		operation: 'sendTemplate',
		customer: locator('phone', '={{ $json.id }}'),
		template: byId('12171'),
		language: locator('code', 'en'),
	});

	expect(rows).toMatchObject([
		{ status: 'sent', customer_id: WIM, customer_phone: phones[0] },
		{ status: 'failed', customer_id: IRIS, customer_phone: phones[1], http_code: '412' },
		{ status: 'failed', customer_id: null, customer_phone: phones[2], http_code: null },
		{ status: 'failed', customer_id: null, customer_phone: phones[3], http_code: null },
	]);
});

it('has no status of Landbot where no answer came', async () => {
	simulator.addFault({ path: '/send_text/', kind: 'reset' });

	expect(await report([TARA])).toMatchObject([{ status: 'unclear', http_code: null }]);
});

it.each([
	[401, 'Landbot does not accept the API token'],
	[402, 'Landbot does not serve this workspace until its plan or billing is in order'],
	[300, "The 'Base URL' of the credential leads to another address"],
	[301, "The 'Base URL' of the credential leads to another address"],
])(
	'stops asking after %i, and says of the rest that it was not attempted',
	async (status, reason) => {
		simulator.addFault({ path: 'send_text', status, body: {}, skip: 3 });
		const customers = Array.from({ length: 80 }, (_, index) => TARA + (index % 10));

		const rows = await report(customers);

		const count = (wanted: string) => rows.filter((row) => row.status === wanted).length;
		expect(count('sent')).toBe(3);
		expect(count('not attempted')).toBeGreaterThan(20);
		expect(sends().length).toBe(count('sent') + count('failed'));
		expect(rows.at(-1)).toMatchObject({ status: 'not attempted', reason, time: null });
	},
);

it.each([
	[{ status: 407, kind: 'empty' as const }, 'The proxy or network'],
	[{ status: 403, body: '<title>Just a moment...</title>' }, 'A bot protection'],
])('stops asking when somebody is in the way of everything: %j', async (fault, reason) => {
	simulator.addFault({ path: 'send_text', skip: 3, ...fault });
	const rows = await report(Array.from({ length: 80 }, (_, index) => TARA + (index % 10)));
	expect(rows.at(-1)).toMatchObject({
		status: 'not attempted',
		reason: expect.stringContaining(reason),
	});
});

it.each([400, 412, 422])('goes on after a first item that is refused with %i', async (status) => {
	simulator.addFault({ path: 'send_text', status, body: {}, times: 1 });
	// messages to the same customer leave one after another
	const rows = await report([TARA, TARA]);
	expect(rows.map((one) => one.status)).toEqual(['failed', 'sent']);
});

it('sends nothing twice with Retry On Fail, because nothing fails', async () => {
	const { output } = await run(
		{
			resource: 'message',
			operation: 'sendText',
			customer: byId('={{ $json.id }}'),
			text: 'Hello',
			options: { report: true },
		},
		[{ id: BLOCKED }, { id: TARA }],
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
		const rows = await report([WIM, 999], form);
		expect(rows.map(({ status }) => status)).toEqual(['sent', 'failed']);
	}
});

it('sends nothing when n8n cannot calculate a row, or leaves out that row where the node continues', async () => {
	const items = [
		{ id: TARA, due: '3' },
		{ id: UMAR, due: 'n/a' },
		{ id: VERA, due: '4' },
	];
	const parameters = {
		resource: 'message',
		operation: 'sendText',
		customer: byId('={{ $json.id }}'),
		text: '={{ $json.due.toNumber() }}',
		options: { report: true },
	};

	const { error } = await run(parameters, items);
	expect(error).toBeDefined();
	expect(sends()).toEqual([]);

	const { output } = await run(parameters, items, { onError: 'continueRegularOutput' });
	const rows = output.map(({ json }) => Object.keys(json)[0]);
	expect(rows).toEqual(keepsOtherItems ? ['status', 'error', 'status'] : ['id', 'id', 'id']);
	expect(sends()).toHaveLength(keepsOtherItems ? 2 : 0);
});

it('says which option is no boolean', async () => {
	const { error } = await run({
		resource: 'message',
		operation: 'sendText',
		customer: byId(TARA),
		text: 'Hi',
		options: { report: 'perhaps' },
	});
	expect(error?.message).toBe("'perhaps' in 'Campaign Report' is neither true nor false");
	expect(sends()).toEqual([]);
});
