import type { IDataObject } from 'n8n-workflow';
import { byId, locator, sendTemplate, withLandbot } from '../support/landbot';
import { ORDER_SHIPPED, SECOND_WHATSAPP, TARA, WHATSAPP, WIM } from '../support/people';

const { simulator, run } = withLandbot();

const template = (more: IDataObject = {}) =>
	sendTemplate(WIM, ORDER_SHIPPED, {
		valuesFrom: 'list',
		valueList: '={{ $json.values }}',
		...more,
	});
const posts = () => simulator.log.filter(({ method }) => method === 'POST');

/** The first send takes so long that the others could overtake it. */
const slowFirst = () =>
	simulator.addFault({ method: 'POST', kind: 'slow', delayMs: 400, times: 1, applied: true });

it('lets nothing overtake where an item in between is refused at once', async () => {
	slowFirst();

	await run(
		template(),
		[{ values: ['first', '1'] }, { values: ['wrong'] }, { values: ['third', '3'] }],
		{ onError: 'continueRegularOutput' },
	);

	const said = simulator.messagesOf(WIM).map(({ data }) => String(data.body));
	expect(said.map((text) => text.split(',')[0])).toEqual(['Hi first', 'Hi third']);
});

it('keeps the order of one phone, whether the channel is given or not', async () => {
	slowFirst();
	const items = [
		{ text: 'one', channel: WHATSAPP },
		{ text: 'two', channel: WHATSAPP },
	];

	await run(
		{
			resource: 'message',
			operation: 'sendText',
			customer: locator('phone', '+34 600 000 026'),
			channel: byId('={{ $json.channel }}'),
			text: '={{ $json.text }}',
		},
		items,
	);

	expect(simulator.messagesOf(WIM).map(({ data }) => data.body)).toEqual(['one', 'two']);
});

describe('what only reads', () => {
	const read = { resource: 'customer', operation: 'get', customer: byId('={{ $json.id }}') };

	it('does not wait for another item about the same customer', async () => {
		simulator.addFault({ kind: 'slow', delayMs: 1500, times: 1 });

		await run(read, [{ id: WIM }, { id: WIM }]);

		const [first, second] = simulator.log;
		expect(second.at - first.at).toBeLessThan(1490);
	});

	it('is read again by the next try of Retry On Fail', async () => {
		simulator.addFault({ path: `${TARA}/$`, status: 503, times: 5 });
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };

		const { output } = await run(read, [{ id: WIM }, { id: TARA }], settings);

		expect(output.map(({ json }) => json.id)).toEqual([WIM, TARA]);
		expect(simulator.log.filter(({ customerId }) => customerId === WIM)).toHaveLength(2);
	});
});

it('sends nothing of a batch with a wrong row, also when its list of templates comes late', async () => {
	simulator.addFault({ path: 'templates/$', kind: 'slow', delayMs: 300, skip: 1, times: 1 });
	const rows = [
		{ values: ['a', '1'], channel: WHATSAPP },
		{ values: ['only one'], channel: SECOND_WHATSAPP, template: 12180, language: 'es' },
	];

	const { error } = await run(
		template({
			channel: byId('={{ $json.channel }}'),
			template: byId('={{ $json.template ?? 12170 }}'),
			language: locator('code', '={{ $json.language ?? "en" }}'),
		}),
		rows,
	);

	expect(error?.message).toContain('takes 3 values, 1 was given');
	expect(posts()).toEqual([]);
});

it.each([
	['Channel of the Customer', { operation: 'sendText', text: 'Hello' }],
	['Channel', template({ customer: byId(WIM), valueList: '["a", "1"]' })],
])("refuses '%s' that an expression has left empty", async (label, parameters) => {
	const { error } = await run({
		resource: 'message',
		customer: locator('phone', '+34 600 000 026'),
		...parameters,
		channel: byId('={{ $json.nothing }}'),
	});

	expect(error?.message).toBe(`'${label}' is empty`);
	expect(posts()).toEqual([]);
});

it.each([
	['Channel', { channel: byId('={{ $json.nothing }}') }],
	['Search', { search: '={{ $json.nothing }}' }],
	['Agent', { agentId: '={{ $json.nothing }}' }],
])("does not find everybody when the filter '%s' is left empty", async (label, filters) => {
	const { error } = await run({
		resource: 'customer',
		operation: 'getAll',
		filters: filters as IDataObject,
	});

	expect(error?.message).toBe(`'${label}' is empty`);
	expect(simulator.log).toEqual([]);
});

it('says only that it worked where Landbot sends a customer along', async () => {
	simulator.addFault({
		path: 'archive/$',
		status: 200,
		body: { success: true, customer: { id: 1, token: 'H-1-XX' } },
	});

	const { output } = await run({
		resource: 'customer',
		operation: 'archive',
		customer: byId(WIM),
	});

	expect(output[0].json).toEqual({ success: true, customer_id: WIM });
});
