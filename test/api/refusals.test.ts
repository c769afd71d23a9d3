import { endpoints, type Endpoint, faultFor, parametersOf } from '../operations/requests';
import { byId, withLandbot } from '../support/landbot';

const { simulator, run } = withLandbot();

/** What an operation is about in a refusal; a list is about nothing. The values are those of the examples. */
const SUBJECTS: Record<string, string | undefined> = {
	'channel getAll': undefined,
	'channel get': 'channel 2955001',
	'template getAll': undefined,
	'messageHook getAll': 'channel 2955001',
	'messageHook create': 'channel 2955001',
	'messageHook get': 'message hook 81001',
	'messageHook delete': 'message hook 81001',
	'customer getAll': undefined,
	'customer get': 'customer 473500009',
	'customer delete': 'customer 473500009',
	'customer archive': 'customer 473500009',
	'customer unarchive': 'customer 473500009',
	'customer block': 'customer 473500009',
	'customer unblock': 'customer 473500009',
	'customer assignToMe': 'customer 473500009',
	'customer assignToAgent': 'customer 473500009 or agent 794001',
	'customer unassign': 'customer 473500009',
	'customer assignToBot': 'customer 473500009 or bot 1010178',
	'customer optOut': 'customer 473500026',
	'customerField get': "customer 473500001 or the field 'plan'",
	'customerField create': "customer 473500009 or the field 'note'",
	'customerField update': "customer 473500009 or the field 'note'",
	'customerField delete': "customer 473500001 or the field 'plan'",
	'message getConversation': 'customer 473500001',
	'message sendText': 'customer 473500009',
	'message sendImage': 'customer 473500009',
	'message sendLocation': 'customer 473500009',
	'message sendTemplate': 'customer 473500026',
};

const RIGHT_ID = 'Check that the ID is right and belongs to the workspace of the token';
const PLAN = 'Message hooks, which triggers need, are part of the plans Professional and Business';
const UNKNOWN = 'Landbot does not know {all}';
const causes = (...all: string[]) => `Usual causes: ${all.join('; ')}`;

/** What a status means to whom; `{}` is where it says for whom, `{all}` what nobody knows. The first that fits counts. */
const MEANINGS: Array<[status: number, operations: RegExp, message: string, advice: string]> = [
	[
		402,
		/^messageHook /,
		'Landbot does not serve this workspace until its plan or billing is in order',
		`Check the plan and the invoices of the workspace: API access and message hooks need a paid plan. ${PLAN}`,
	],
	[
		403,
		/ send/,
		'Landbot does not let this message through{}',
		causes(
			'the customer is blocked',
			'the channel is inactive',
			'the agent who owns the token has no access to this customer',
		),
	],
	[
		403,
		/^messageHook /,
		'The agent who owns the token may not do this{}',
		`The token has the permissions of one agent. Give that agent access in Landbot, or use the token of another agent. ${PLAN}`,
	],
	[
		403,
		/./,
		'The agent who owns the token may not do this{}',
		'The token has the permissions of one agent. Give that agent access in Landbot, or use the token of another agent',
	],
	[
		404,
		/^(channel|template|customer) getAll/,
		'There is no Landbot at this address',
		"Check the 'Base URL' of the credential. Landbot's own is https://api.landbot.io/v1",
	],
	[
		404,
		/^customerField /,
		UNKNOWN,
		'The customer may not have this field: Customer Field > Set Many creates what is missing',
	],
	[404, /^(channel|messageHook) |^customer assign/, UNKNOWN, RIGHT_ID],
	[404, /./, UNKNOWN, `${RIGHT_ID}. If it is a phone, choose 'By Phone' in 'Customer'`],
	[
		409,
		/^customerField /,
		'There is such a field already{}',
		"Use 'Update' or 'Set Many' to change its value",
	],
	[
		412,
		/ (archive|assignToMe|assignToAgent|unassign)$/,
		'The conversation belongs to another agent{}',
		'Unassign the customer first, or use the token of the agent who holds the conversation',
	],
	[
		412,
		/ optOut$/,
		'There is no opt-in to withdraw{}',
		'The customer has never agreed to WhatsApp messages, or has opted out already',
	],
	[
		412,
		/ assignToBot$/,
		'The conversation cannot be given to the bot at the moment{}',
		causes(
			'the conversation is assigned to another agent (unassign it first)',
			'the channel is inactive',
			'the customer is blocked',
		),
	],
	[
		412,
		/ sendTemplate$/,
		'WhatsApp does not take this template at the moment{}',
		causes(
			'the customer has not opted in',
			'the customer is on another channel than WhatsApp',
			'the template is not approved',
			'the customer is blocked',
			'the channel is inactive or only for testing',
			'the conversation is assigned to another agent',
		),
	],
	[
		422,
		/^customerField /,
		'Landbot does not accept the field{}',
		"The value may not fit the type, or the field exists already: then use 'Update' or 'Set Many'",
	],
	[
		422,
		/^messageHook create$/,
		'Landbot does not accept this message hook{}',
		"Check the 'URL': Landbot must be able to reach it, and it must start with https://",
	],
	[
		422,
		/ sendTemplate$/,
		'Landbot does not accept the template as it was sent{}',
		"Check that 'Template' and 'Language' belong together, and that 'Header', the values and 'Button Values' are those of the template",
	],
	[
		451,
		/ getAll$/,
		'Landbot refused this',
		'If you cannot tell why, look for a newer version of this node',
	],
];

/** Each operation with what it means there. */
const CASES = endpoints.flatMap((row) =>
	[...new Set(MEANINGS.map(([status]) => status))].flatMap((status) => {
		const meaning = MEANINGS.find((one) => one[0] === status && one[1].test(row.node));
		return meaning
			? [{ row, node: row.node, status, message: meaning[2], advice: meaning[3] }]
			: [];
	}),
);

it.each(CASES)('$node explains the status $status', async ({ row, node, status, ...told }) => {
	const body = { errors: { reason: ['Not like this.'] } };
	simulator.addFault(faultFor(row, { status, body }));

	const { error } = await run(parametersOf(row, row.minimal[0]));

	const subject = SUBJECTS[node];
	const message = told.message
		.replace('{all}', String(subject))
		.replace('{}', subject ? ` for ${subject.split(' or ')[0]}` : '');
	expect(error).toMatchObject({ message, httpCode: String(status) });
	expect(error?.description).toBe(`Landbot says: reason: Not like this. ${told.advice}`);
	expect(simulator.log).toHaveLength(1 + (row.before?.length ?? 0));
});

const withCustomer = endpoints.filter(({ endpoint }) => endpoint.includes('{customer_id}'));

it.each(withCustomer.map((row): [string, Endpoint] => [row.node, row]))(
	'%s takes an ID that is not known and as long as a phone for one',
	async (_, row) => {
		const form = { ...row.minimal[0], customer: byId('34600000021') };

		const { error } = await run(parametersOf(row, form));

		expect(error?.message).toMatch(/^Landbot does not know customer 34600000021/);
		expect(error?.description).toBe(
			"Landbot says: Not found. This is probably a phone: then choose 'By Phone' in 'Customer'",
		);
	},
);

it.each([
	['12345678', RIGHT_ID],
	['123456789', `${RIGHT_ID}. If it is a phone, choose 'By Phone' in 'Customer'`],
	['1234567890', "This is probably a phone: then choose 'By Phone' in 'Customer'"],
	['123456789012345', "This is probably a phone: then choose 'By Phone' in 'Customer'"],
	['1234567890123456', RIGHT_ID],
])('tells by its length what an ID may be that is not known: %s', async (id, advice) => {
	const { error } = await run({ resource: 'customer', operation: 'get', customer: byId(id) });

	expect(error?.description).toBe(`Landbot says: Not found. ${advice}`);
});
