import type { IDataObject } from 'n8n-workflow';
import { byId, withLandbot } from '../support/landbot';
import { TARA, UMAR } from '../support/people';
import { errorItem, refusal } from '../support/versions';

const { simulator, run } = withLandbot();

const textTo = (customer: unknown, text: unknown = 'Hello') =>
	({ resource: 'message', operation: 'sendText', customer: byId(customer), text }) as IDataObject;

/** What no customer is called, and how it is shown. */
const NO_IDS: Array<[unknown, string]> = [
	['abc', 'abc'],
	['1/../2', '1/../2'],
	['1%2F..%2F2', '1%2F..%2F2'],
	['😀', '😀'],
	['473500001/archive', '473500001/archive'],
	['1?x=1', '1?x=1'],
	['473500001#', '473500001#'],
	['..', '..'],
	[-5, '-5'],
	[1.5, '1.5'],
	[true, 'true'],
	['٤٧٣', '٤٧٣'],
	[
		'https://app.landbot.io/gui/inbox/customer/473500001',
		'https://app.landbot.io/gui/inbox/custome',
	],
];

it.each(NO_IDS)('refuses %p as a customer before anything is sent', async (value, shown) => {
	const { error } = await run(textTo('={{ $json.value }}'), [{ value: value as string }]);

	expect(error).toMatchObject({
		message: `'${shown}' is not the ID of a customer`,
		description:
			"An ID is a whole number. Choose the customer from the list, or check the expression in 'Customer'",
		context: { itemIndex: 0 },
	});
	expect(simulator.log).toEqual([]);
});

it('tells in the form that an ID is a whole number', async () => {
	await expect(run(textTo('abc'))).rejects.toThrow(refusal('An ID is a whole number'));
	expect(simulator.log).toEqual([]);
});

it.each(['={{ $json.nothing }}', '={{ $json.nothing.at.all }}', '={{ " " }}'])(
	'says that the customer is missing for %p',
	async (value) => {
		const { error } = await run(textTo(value));

		expect(error).toMatchObject({ message: "'Customer' is empty", context: { itemIndex: 0 } });
		expect(simulator.log).toEqual([]);
	},
);

it.each([
	['Customer', textTo('')],
	['Text', textTo(TARA, '')],
])('does not start without a %s', async (name, parameters) => {
	await expect(run(parameters)).rejects.toThrow(refusal(`Parameter "${name}" is required`));
	expect(simulator.log).toEqual([]);
});

it('names the item whose ID is wrong, and writes to the others before it stops', async () => {
	const people = [{ id: TARA }, { id: 'abc' }, { id: UMAR }];
	const { error } = await run(textTo('={{ $json.id }}'), people);

	expect(error).toMatchObject({
		message: "'abc' is not the ID of a customer",
		context: { itemIndex: 1 },
	});
	expect(error?.description).toMatch(
		/\. \d of 3 items (was|were) done(, \d (was|were) not attempted)?$/,
	);
	const paths = simulator.log.map(({ path }) => path);
	expect(paths.every((path) => /\/customers\/4735000(09|10)\/send_text\/$/.test(path))).toBe(true);
});

it('shows which item has an ID that is wrong where the node continues', async () => {
	const { output } = await run(textTo('={{ $json.id }}'), [{ id: 'abc' }, { id: TARA }], {
		onError: 'continueRegularOutput',
	});

	expect(output).toEqual([
		{
			json: errorItem("'abc' is not the ID of a customer", {
				description:
					"An ID is a whole number. Choose the customer from the list, or check the expression in 'Customer'",
				customer_id: 'abc',
			}),
			pairedItem: { item: 0 },
		},
		{ json: { success: true, customer_id: TARA }, pairedItem: { item: 1 } },
	]);
});

it.each([
	['={{ $json.nothing }}', "'Text' is empty"],
	['={{ "" }}', "'Text' is empty"],
	['={{ "   " }}', "'Text' is empty"],
	['={{ ({ a: 1 }) }}', "'Text' is not text"],
])('sends nothing for the text %s, and says why', async (text, message) => {
	const { error } = await run(textTo(TARA, text));

	expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
	expect(error?.description).toContain('expression in');
	expect(simulator.log).toEqual([]);
});

it.each([
	['ticket', 'sendText'],
	['message', 'sendFax'],
	['channel', 'sendText'],
])(
	'refuses %s > %s, which it does not have, before anything is sent',
	async (resource, operation) => {
		const { error } = await run({ ...textTo(TARA), resource, operation });

		expect(simulator.log).toEqual([]);
		expect(error?.message).toContain(resource);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
	},
);

it.each([0, -1])('never returns everything for a limit of %i', async (limit) => {
	const { output } = await run({ resource: 'customer', operation: 'getAll', limit });

	expect(output).toHaveLength(0);
});
