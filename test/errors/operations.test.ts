import type { IDataObject } from 'n8n-workflow';
import { byId, withLandbot } from '../support/landbot';
import type { Switches } from '../../simulator/index.ts';
import { errorItem } from '../support/versions';
import { DANIEL, ELIF, GRETA, IRIS, ON_FACEBOOK, TARA, WEB } from '../support/people';

const { simulator, run } = withLandbot();

const customer = (operation: string, id: number, more: IDataObject = {}) => ({
	resource: 'customer',
	operation,
	customer: byId(id),
	...more,
});
const field = (operation: string, fieldName: string, more: IDataObject = {}) => ({
	resource: 'customerField',
	operation,
	customer: byId(GRETA),
	fieldName,
	type: 'string',
	value: 'x',
	...more,
});

const NOT_MINE = 'The conversation belongs to another agent';
const NO_FIELD = "customer 473500008 or the field 'nothing'";

/** What a person asks for, and what they are told: the status, the sentence, Landbot's words and the advice. */
const REFUSALS: Array<[string, IDataObject, Partial<Switches>, string, string, string, string]> = [
	...['archive', 'assignToMe', 'unassign'].map((operation): (typeof REFUSALS)[0] => [
		`${operation}, when somebody else has the conversation`,
		customer(operation, DANIEL),
		{},
		'412',
		NOT_MINE,
		'customer_id: The customer is assigned to another agent',
		'use the token of the agent who holds the conversation',
	]),
	[
		'assignToAgent, when somebody else has the conversation',
		customer('assignToAgent', DANIEL, { agentId: '794001' }),
		{},
		'412',
		NOT_MINE,
		'customer_id: The customer is assigned to another agent',
		'Unassign the customer first',
	],
	[
		'optOut, when nobody ever opted in',
		customer('optOut', IRIS),
		{},
		'412',
		`There is no opt-in to withdraw for customer ${IRIS}`,
		'customer_id: The customer has not opted in',
		'has never agreed to WhatsApp messages',
	],
	[
		'assignToAgent, for an agent whom Landbot does not have',
		customer('assignToAgent', TARA, { agentId: '1' }),
		{},
		'404',
		`Landbot does not know customer ${TARA} or agent 1`,
		'Not found',
		'Check that the ID is right',
	],
	[
		'assignToAgent, for an agent whom Landbot does not accept',
		customer('assignToAgent', TARA, { agentId: '1' }),
		{ unknownAgent: 422 },
		'422',
		'Landbot does not accept a value that was sent',
		'agent_id: The agent does not exist',
		'Check the fields of this item',
	],
	[
		'assignToBot, for a bot that Landbot does not have',
		customer('assignToBot', TARA, { botId: '1' }),
		{},
		'404',
		`Landbot does not know customer ${TARA} or bot 1`,
		'Not found',
		'Check that the ID is right',
	],
	[
		'assignToBot, for a customer who is blocked',
		customer('assignToBot', ELIF, { botId: '1010178' }),
		{},
		'412',
		`The conversation cannot be given to the bot at the moment for customer ${ELIF}`,
		"customer_id: You can't send message to this customer",
		'the customer is blocked',
	],
	[
		'get, for a field that is not there',
		field('get', 'nothing'),
		{},
		'404',
		`Landbot does not know ${NO_FIELD}`,
		'Not found',
		'Set Many creates what is missing',
	],
	[
		'delete, for a field that is not there',
		field('delete', 'nothing'),
		{},
		'404',
		`Landbot does not know ${NO_FIELD}`,
		'Not found',
		'The customer may not have this field',
	],
	[
		'update, for a field that is not there',
		field('update', 'nothing'),
		{ putCreatesField: false },
		'404',
		`Landbot does not know ${NO_FIELD}`,
		'Not found',
		'Set Many creates what is missing',
	],
	[
		'create, for a field that is there',
		field('create', 'city'),
		{},
		'422',
		'Landbot does not accept the field',
		'field_name: The field already exists',
		"then use 'Update' or 'Set Many'",
	],
	[
		'create, for a field that is there, as a conflict',
		field('create', 'city'),
		{ postExistingField: 'conflict409' },
		'409',
		'There is such a field already',
		'field_name: The field already exists',
		"Use 'Update' or 'Set Many'",
	],
	[
		'get, for a message hook that is not there',
		{ resource: 'messageHook', operation: 'get', channel: byId(WEB), messageHook: byId(7) },
		{},
		'404',
		'Landbot does not know message hook 7',
		'Not found',
		'Check that the ID is right',
	],
	[
		'create, for a message hook on a channel that is not there',
		{
			resource: 'messageHook',
			operation: 'create',
			channel: byId(2955999),
			url: 'https://example.com',
		},
		{},
		'404',
		'Landbot does not know channel 2955999',
		'Not found',
		'Check that the ID is right',
	],
];

it.each(REFUSALS)(
	'explains %s',
	async (_, parameters, switches, httpCode, message, words, advice) => {
		simulator.setSwitches(switches);

		const { error } = await run(parameters);

		expect(error).toMatchObject({ httpCode, context: { itemIndex: 0 } });
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(`Landbot says: ${words}. `);
		expect(error?.description).toContain(advice);
		expect(simulator.log).toHaveLength(1);
	},
);

it('explains a message hook that Landbot does not accept', async () => {
	simulator.addFault({
		method: 'POST',
		status: 422,
		body: { errors: { url: ['Not reachable.'] } },
	});

	const { error } = await run({
		resource: 'messageHook',
		operation: 'create',
		channel: byId(WEB),
		url: 'https://example.com',
	});

	expect(error).toMatchObject({
		message: 'Landbot does not accept this message hook for channel 2955001',
		httpCode: '422',
	});
	expect(error?.description).toContain('Landbot says: url: Not reachable. ');
	expect(error?.description).toContain('it must start with https://');
});

it('lets another agent be unassigned where Landbot does', async () => {
	simulator.setSwitches({ unassignForeign: 'ok' });

	const { output } = await run(customer('unassign', DANIEL));

	expect(output[0].json).toEqual({ success: true, customer_id: DANIEL });
});

it('overwrites a field by Create where Landbot does', async () => {
	simulator.setSwitches({ postExistingField: 'overwrite' });

	const { output } = await run(field('create', 'city'));

	expect(output[0].json).toMatchObject({ name: 'city', value: 'x' });
});

describe.each([412, 403] as const)('somebody who cannot be reached, with %i', (status) => {
	it.each([
		[ELIF, "customer_id: You can't send message to this customer"],
		[ON_FACEBOOK, 'channel_id: The channel is not active, The channel is disabled'],
	])('is explained in the words of Landbot: %i', async (id, words) => {
		simulator.setSwitches({ unreachableStatus: status });
		const sends: IDataObject[] = [
			{ operation: 'sendText', text: 'Hello' },
			{ operation: 'sendImage', imageUrl: 'https://example.com/a.png' },
			{ operation: 'sendLocation', latitude: '0', longitude: '0' },
		];
		for (const send of sends) {
			const { error } = await run({ resource: 'message', customer: byId(id), ...send });

			expect(error).toMatchObject({ httpCode: String(status) });
			expect(error?.message).toContain(`customer ${id}`);
			expect(error?.description).toContain(`Landbot says: ${words}. `);
		}
		expect(simulator.log).toHaveLength(3);
	});
});

it.each(['detail', 'errors'] as const)("knows its 404 as Landbot's own: %s", async (shape) => {
	simulator.setSwitches({ notFoundBody: shape });

	const { error } = await run(field('get', 'nothing'));

	expect(error).toMatchObject({ message: `Landbot does not know ${NO_FIELD}`, httpCode: '404' });
	expect(error?.description).toMatch(/^Landbot says: (detail: )?Not found/);
});

it('names no customer in an error item where the operation is about none', async () => {
	const { output } = await run({ resource: 'channel', operation: 'get', channel: byId(1) }, [{}], {
		onError: 'continueRegularOutput',
	});
	const description =
		'Landbot says: Not found. Check that the ID is right and belongs to the workspace of the token';
	expect(output[0].json).toEqual(
		errorItem('Landbot does not know channel 1', { description, http_code: '404' }),
	);
});

it('says that an ID which is too long is probably a phone, also where the agent may be unknown', async () => {
	const { error } = await run(customer('assignToAgent', 34600000021, { agentId: '1' }));
	expect(error?.description).toContain("This is probably a phone: then choose 'By Phone'");
});
