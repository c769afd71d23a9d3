import type { IDataObject } from 'n8n-workflow';
import { runLandbot } from './engine';
import { startSimulator, type Simulator } from './simulator/index.ts';

const LENA = 473500026;
const WHATSAPP = 2955002;
const SECOND_WHATSAPP = 2955003;
const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`);

let simulator: Simulator;
beforeAll(async () => {
	const tokens = Object.fromEntries(keys.map((key) => [key, 794001]));
	simulator = await startSimulator({ limit: false, tokens });
});
beforeEach(() => simulator.reset());
afterAll(async () => await simulator.close());

const run = async (items: IDataObject[], parameters: IDataObject, settings = {}) =>
	await runLandbot(
		{ apiToken: String(keys.pop()), baseUrl: simulator.baseUrl },
		items,
		{ resource: 'message', ...parameters },
		settings,
	);
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as IDataObject;
const template = (more: IDataObject = {}): IDataObject => ({
	operation: 'sendTemplate',
	customer: byId(LENA),
	template: byId(12170),
	language: { __rl: true, mode: 'code', value: 'en' },
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
		[{ values: ['first', '1'] }, { values: ['wrong'] }, { values: ['third', '3'] }],
		template(),
		{ onError: 'continueRegularOutput' },
	);

	const said = simulator.messagesOf(LENA).map(({ data }) => String(data.body));
	expect(said.map((text) => text.split(',')[0])).toEqual(['Hi first', 'Hi third']);
});

it('keeps the order of one phone, whether the channel is given or not', async () => {
	slowFirst();
	const items = [
		{ text: 'one', channel: WHATSAPP },
		{ text: 'two', channel: WHATSAPP },
	];

	await run(items, {
		operation: 'sendText',
		customer: { __rl: true, mode: 'phone', value: '+34 600 000 026' },
		channel: byId('={{ $json.channel }}'),
		text: '={{ $json.text }}',
	});

	expect(simulator.messagesOf(LENA).map(({ data }) => data.body)).toEqual(['one', 'two']);
});

it('sends nothing of a batch with a wrong row, also when its list of templates comes late', async () => {
	simulator.addFault({ path: 'templates/$', kind: 'slow', delayMs: 300, skip: 1, times: 1 });
	const rows = [
		{ values: ['a', '1'], channel: WHATSAPP },
		{ values: ['only one'], channel: SECOND_WHATSAPP, template: 12180 },
	];

	const { error } = await run(
		rows,
		template({
			channel: byId('={{ $json.channel }}'),
			template: byId('={{ $json.template ?? 12170 }}'),
		}),
	);

	expect(error?.message).toContain('takes 3 values, 1 was given');
	expect(posts()).toEqual([]);
});

it.each([
	['customer', { operation: 'sendText', text: 'Hello' }],
	['template', template({ customer: byId(LENA), valueList: '["a", "1"]' })],
])('refuses a channel that an expression has left empty, for a %s', async (_, parameters) => {
	const { error } = await run([{}], {
		customer: { __rl: true, mode: 'phone', value: '+34 600 000 026' },
		...parameters,
		channel: byId('={{ $json.nothing }}'),
	});

	expect(error?.message).toBe("'Channel' is empty");
	expect(posts()).toEqual([]);
});

it.each([
	['Channel', { channel: byId('={{ $json.nothing }}') }],
	['Search', { search: '={{ $json.nothing }}' }],
	['Agent ID', { agentId: '={{ $json.nothing }}' }],
])("does not find everybody when the filter '%s' is left empty", async (label, filters) => {
	const { error } = await run([{}], {
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

	const { output } = await run([{}], {
		resource: 'customer',
		operation: 'archive',
		customer: byId(LENA),
	});

	expect(output[0].json).toEqual({ success: true, customer_id: LENA });
});
