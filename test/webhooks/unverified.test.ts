import type { IDataObject } from 'n8n-workflow';
import { call, until } from '../../simulator/test/client.ts';
import type { CustomerMessage, Switches } from '../../simulator/index.ts';
import { outputs, publish, simulator, written } from '../support/trigger';
import { ANA, ANA_ON_WHATSAPP, CARLA, GRETA, WEB } from '../support/people';

const AGENT = 794001;
const FILE = 'https://media.example.org/files/invoice%201.pdf';
const PLACE = { latitude: 41.4, longitude: 2.16, address: 'Example Street 1, Barcelona' };

/** What nobody has verified about deliveries, both ways round, what a customer writes, and what comes out of each. */
const UNVERIFIED: Array<[Partial<Switches>, number, CustomerMessage, IDataObject]> = [
	...(['data', 'raw'] as const).map((mediaUrlIn): (typeof UNVERIFIED)[number] => [
		{ mediaUrlIn },
		ANA,
		{ type: 'document', url: FILE, caption: 'Here' },
		{ media_url: FILE, file_name: 'invoice 1.pdf', caption: 'Here' },
	]),
	...[true, false].map((emptyCaptions): (typeof UNVERIFIED)[number] => [
		{ emptyCaptions },
		ANA_ON_WHATSAPP,
		{ type: 'document', url: FILE },
		{
			media_url: FILE,
			caption: null,
			text: null,
			data: { url: FILE, ...(emptyCaptions && { caption: '' }) },
		},
	]),
	...(['raw', 'data'] as const).map((addressIn): (typeof UNVERIFIED)[number] => [
		{ addressIn },
		ANA_ON_WHATSAPP,
		{ type: 'location', ...PLACE },
		{ ...PLACE, text: null, file_name: null },
	]),
	[
		{ objectsInHooks: 'python' },
		GRETA,
		{ text: 'Hi' },
		{
			custom_fields: expect.objectContaining({
				basket: "['tea', 'cups']",
				orders: 7,
			}) as unknown as IDataObject,
		},
	],
	[
		{ objectsInHooks: 'json' },
		GRETA,
		{ text: 'Hi' },
		{
			custom_fields: expect.objectContaining({
				basket: ['tea', 'cups'],
				orders: 7,
			}) as unknown as IDataObject,
		},
	],
	...[true, false].map((builtInFields): (typeof UNVERIFIED)[number] => [
		{ builtInFields },
		GRETA,
		{ text: 'Hi' },
		{ customer_name: 'Greta Holm' },
	]),
];

it.each(UNVERIFIED)(
	'with %j comes out as a person expects',
	async (switches, customer, said, wanted) => {
		simulator.setSwitches(switches);
		await publish();
		const { json } = await written(customer, said);
		expect(json).toMatchObject(wanted);
		if (wanted.data) expect(json.data).toEqual(wanted.data);
	},
);

it.each(['raw', 'rawMessage', 'message', 'both'] as const)(
	'says which agent came and went, wherever Landbot says it: %s',
	async (eventLayout) => {
		simulator.setSwitches({ eventLayout });
		await publish({
			channels: [WEB],
			events: ['conversation_assigned', 'conversation_unassigned'],
		});
		await call(simulator, 'PUT', `/customers/${CARLA}/unassign/`);
		await until(() => outputs().length === 1);
		await call(simulator, 'PUT', `/customers/${CARLA}/assign/794003/`);
		await until(() => outputs().length === 2);
		expect(outputs()).toMatchObject([
			{ event: 'conversation_unassigned', agent_id: AGENT, customer_id: CARLA },
			{ event: 'conversation_assigned', agent_id: 794003, customer_id: CARLA },
		]);
	},
);

it.each([
	[false, [['agent_message', null]]],
	[
		true,
		[
			['agent_message', AGENT],
			['conversation_assigned', AGENT],
		],
	],
])('says whose the customer is after a send that assigns: %s', async (sendAssigns, expected) => {
	simulator.setSwitches({ sendAssigns });
	await publish({ channels: [WEB], events: ['agent_message', 'conversation_assigned'] });
	await call(simulator, 'POST', `/customers/${ANA}/send_text/`, { message: 'Hi' });
	await until(
		() => simulator.deliveries.filter(({ status }) => status === 200).length === expected.length,
	);
	const came = outputs().map(({ event, agent_id: agent }) => [event, agent]);
	expect(came.sort()).toEqual(expected);
});

describe('a delivery that is late', () => {
	const LATE: Array<[string, Partial<Switches>]> = [
		['not at all', {}],
		['a little', { hookDelayMs: 40 }],
		['as if a first attempt had failed', { hookLateEvery: 1 }],
	];
	it.each(LATE)(
		'starts one execution, with the time at which it was written: %s',
		async (_, switches) => {
			simulator.setSwitches(switches);
			await publish({ channels: [WEB] });
			for (const text of ['1', '2', '3']) await simulator.writeAs(ANA, { text });
			await until(() => outputs().length === 3);
			const times = simulator
				.messagesOf(ANA)
				.slice(-3)
				.map(({ data, timestamp }) => [data.body, new Date(timestamp * 1000).toISOString()]);
			expect(
				outputs()
					.map(({ text, time }) => [text, time])
					.sort(),
			).toEqual(times);
		},
	);

	it.each([
		[0, ['conversation_assigned', 'agent_message']],
		[1500, ['agent_message', 'conversation_assigned']],
	])(
		'does not change whose the conversation is: event %i ms late',
		async (hookEventDelayMs, order) => {
			simulator.setSwitches({ hookEventDelayMs });
			await publish({ channels: [WEB], events: ['agent_message', 'conversation_assigned'] });
			await call(simulator, 'PUT', `/customers/${ANA}/assign/`);
			if (hookEventDelayMs === 0) await until(() => outputs().length === 1);
			await call(simulator, 'POST', `/customers/${ANA}/send_text/`, { message: 'Hi' });
			await until(() => outputs().length === 2);
			expect(outputs().map(({ event, agent_id: agent }) => [event, agent])).toEqual(
				order.map((event) => [event, AGENT]),
			);
		},
	);
});
