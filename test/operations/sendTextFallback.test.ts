import type { IDataObject } from 'n8n-workflow';
import { byId, locator, withLandbot } from '../support/landbot';
import { HUGO as CLOSED, IRIS as NEVER_OPTED_IN, WIM as OPEN } from '../support/people';

const { simulator, run } = withLandbot();

const send = async (customers: unknown[], more: IDataObject = {}) =>
	await run(
		{
			resource: 'message',
			operation: 'sendText',
			customer: byId('={{ $json.id }}'),
			text: 'Your order is here',
			ifWindowClosed: 'template',
			template: byId('12170'),
			language: locator('code', 'en'),
			valuesFrom: 'list',
			valueList: '["Ana", "A-1001"]',
			...more,
		},
		customers.map((id) => ({ id })) as IDataObject[],
	);
const posts = () =>
	simulator.log
		.filter(({ method }) => method === 'POST')
		.map(({ path }) => path.split('/').slice(3, 5).join(' '));

it('sends the template where the window is closed, and says which one was sent', async () => {
	const { output } = await send([OPEN, CLOSED]);

	expect(output.map(({ json }) => json)).toEqual([
		{ success: true, customer_id: OPEN, sent: 'text', text_refused: null },
		{
			success: true,
			customer_id: CLOSED,
			sent: 'template',
			text_refused: expect.stringContaining('24'),
		},
	]);
	expect(posts().sort()).toEqual(
		[`${CLOSED} send_template`, `${CLOSED} send_text`, `${OPEN} send_text`].sort(),
	);
});

it('stays with the text where nothing else was asked for', async () => {
	const { error } = await send([CLOSED], { ifWindowClosed: 'fail' });

	expect(error).toMatchObject({ httpCode: '412' });
	expect(posts()).toEqual([`${CLOSED} send_text`]);
});

it('says so when the template is refused, too', async () => {
	const customer = simulator.state.customers.get(CLOSED)!;
	customer.opt_in = false;

	const { error } = await send([CLOSED]);

	expect(error?.message).toBe(
		`WhatsApp does not take this template at the moment for customer ${CLOSED}`,
	);
	expect(error?.description).toMatch(
		/The template was tried because the text was refused with: customer_id: .*24/,
	);
	expect(error?.description).toContain('has not opted in');
});

it.each([404, 422, 500])('does not try the template after %i', async (status) => {
	simulator.addFault({ path: 'send_text', status, body: {}, times: 9 });

	const { error } = await send([OPEN]);

	expect(error).toMatchObject({ httpCode: String(status) });
	expect(posts().every((post) => post.endsWith('send_text'))).toBe(true);
});

it('checks the template before the first text leaves', async () => {
	const { error } = await send([OPEN, CLOSED], { valueList: '["Ana"]' });

	expect(error?.message).toContain('takes 2 values, 1 was given');
	expect(posts()).toEqual([]);
});

it('reports in a campaign what was sent', async () => {
	const { output } = await send([OPEN, CLOSED, NEVER_OPTED_IN], { options: { report: true } });

	expect(output.map(({ json: { status, sent } }) => [status, sent])).toEqual([
		['sent', 'text'],
		['sent', 'template'],
		['sent', 'text'],
	]);
});
