import type { IDataObject } from 'n8n-workflow';
import { byId, locator, sendTemplate, withLandbot } from '../../support/landbot';
import { ORDER_SHIPPED, WIM } from '../../support/people';
import { errorItem } from '../../support/versions';

const READS = 'It reads: Hi {{1}}, your order {{2}} is on its way';

const { simulator, run } = withLandbot();

const template = (id: unknown, values: unknown, more: IDataObject = {}) =>
	sendTemplate(WIM, id, { valuesFrom: 'list', valueList: values as string, ...more });

const sent = () => simulator.log.filter(({ method }) => method === 'POST');

describe('values that are not those of the template', () => {
	const refused: Array<[string, unknown, string, string]> = [
		[
			'too few',
			['Ana'],
			"The template 'order_shipped' takes 2 values, 1 was given",
			`Give one value for each placeholder, in their order. ${READS}`,
		],
		[
			'too many',
			['Ana', 'A-1', 'today'],
			"The template 'order_shipped' takes 2 values, 3 were given",
			`Give one value for each placeholder, in their order. ${READS}`,
		],
		[
			'an empty one',
			['Ana', ' '],
			"The value for {{2}} of the template 'order_shipped' is empty",
			`WhatsApp accepts no empty value. ${READS}`,
		],
		[
			'a missing one',
			[null, 'A-1'],
			"The value for {{1}} of the template 'order_shipped' is empty",
			`WhatsApp accepts no empty value. ${READS}`,
		],
		[
			'a date',
			'={{ [$now, "A-1"] }}',
			"The value for {{1}} of the template 'order_shipped' is not text",
			`The expression gives an object, a list or a date. Choose one value of it, or turn the date into text with .toFormat(). ${READS}`,
		],
	];
	it.each(refused)('are refused, with the text of it: %s', async (_, values, message, advice) => {
		const { error } = await run(template(ORDER_SHIPPED, values));

		expect(error).toMatchObject({ message, description: advice, context: { itemIndex: 0 } });
		expect(sent()).toEqual([]);
	});

	it('are refused in inputs that were left empty', async () => {
		const schema = ['1', '2'].map((id) => ({ id, displayName: id, type: 'string' }));
		const templateValues = { mappingMode: 'defineBelow', value: { '1': 'Ana' }, schema };

		const { error } = await run(
			template(ORDER_SHIPPED, '[]', { valuesFrom: 'fields', templateValues }),
		);

		expect(error?.message).toBe("The value for {{2}} of the template 'order_shipped' is empty");
		expect(sent()).toEqual([]);
	});

	it.each([1, 3, 5])(
		'stop the whole batch before anything is sent, when it is item %i',
		async (wrong) => {
			const items = [1, 2, 3, 4, 5].map((n) => ({ values: n === wrong ? ['x'] : ['x', 'y'] }));

			const { error } = await run(template(ORDER_SHIPPED, '={{ $json.values }}'), items);

			expect(error).toMatchObject({
				message: "The template 'order_shipped' takes 2 values, 1 was given",
				context: { itemIndex: wrong - 1 },
			});
			expect(error?.description).toContain('0 of 5 items were done, 4 were not attempted');
			expect(sent()).toEqual([]);
		},
	);

	it('keep only their own item back where the node continues', async () => {
		const items = [{ values: ['x'] }, { values: ['x', 'y'] }];

		const { output } = await run(template(ORDER_SHIPPED, '={{ $json.values }}'), items, {
			onError: 'continueRegularOutput',
		});

		const { error } = errorItem("The template 'order_shipped' takes 2 values, 1 was given", {
			description: `Give one value for each placeholder, in their order. ${READS}`,
		});
		expect(output.map(({ json }) => json.error ?? json.success)).toEqual([error, true]);
		expect(sent()).toHaveLength(1);
	});
});

describe('what cannot be sent', () => {
	const bad: Array<[string, IDataObject, string]> = [
		['a list that is none', { valueList: 'Ana, A-1' }, "'Values of the Template' is not a list"],
		[
			'a list that is a number',
			{ valueList: '={{ 5 }}' },
			"'Values of the Template' is not a list",
		],
		[
			'JSON that is a list',
			{ valuesFrom: 'json', templateParams: '["Ana"]' },
			"'Template Params' is not a JSON object",
		],
		[
			'JSON that is broken',
			{ valuesFrom: 'json', templateParams: '{"body": ' },
			"'Template Params' is not a JSON object",
		],
		['no language', { language: locator('code', '={{ $json.no }}') }, "'Language' is empty"],
		['a blank language', { language: locator('code', '={{ " " }}') }, "'Language' is empty"],
		[
			'a template without a number',
			{ template: byId('={{ "order_shipped" }}') },
			"'order_shipped' is not the ID of a template",
		],
		['a header without values', { header: 'text', headerValues: [] }, "'Header Values' is empty"],
		[
			'a header with an empty value',
			{ header: 'text', headerValues: ['a', ''] },
			"'Header Values > 2' is empty",
		],
		[
			'a file without an address',
			{ header: 'media', headerUrl: '={{ $json.no }}' },
			"'Header URL' is empty",
		],
		[
			'a file at no web address',
			{ header: 'media', headerUrl: 'C:\\invoice.pdf' },
			"'C:\\invoice.pdf' is not a web address",
		],
		[
			'an empty value of a button',
			{ buttons: { button: [{ position: 1, value: '' }] } },
			"'Button Values > 1' is empty",
		],
		[
			'a button that no template has',
			{ buttons: { button: [{ position: 11, value: 'x' }] } },
			"'11' is no position of a button",
		],
		[
			'two values for one button',
			{
				buttons: {
					button: [
						{ position: 1, value: 'x' },
						{ position: 1, value: 'y' },
					],
				},
			},
			'There are two values for button 1',
		],
	];
	it.each(bad)('is refused before anything is asked: %s', async (_, more, message) => {
		const { error } = await run(template(ORDER_SHIPPED, ['Ana', 'A-1'], more));

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(error?.description).toBeTruthy();
		expect(simulator.log).toEqual([]);
	});
});
