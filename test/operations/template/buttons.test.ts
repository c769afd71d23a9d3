import type { IDataObject } from 'n8n-workflow';
import { locator, sendTemplate, withLandbot } from '../../support/landbot';
import { ORDER_SHIPPED, WIM } from '../../support/people';
import { list, namedTemplates } from '../../support/templates';
import { takesUnknownRows } from '../../support/versions';

const { simulator, run } = withLandbot();

const { listing, paramsSent } = namedTemplates(simulator);
const template = (more: IDataObject) =>
	sendTemplate(WIM, ORDER_SHIPPED, { language: locator('code', 'es'), ...more });

describe('the values of buttons', () => {
	const second = [null, { params: ['A-1'] }];
	const understood: Array<[string, unknown, unknown]> = [
		['rows', { button: [{ position: 2, value: 'A-1' }] }, second],
		[
			'a row without a position, which is the first',
			{ button: [{ value: 'x' }] },
			[{ params: ['x'] }],
		],
		['rows by an expression', '={{ ({ button: [{ position: 2, value: "A-1" }] }) }}', second],
		['values by an expression', { button: [{ position: 2, value: '={{ "A-" + 1 }}' }] }, second],
		['a list of rows', [{ position: 2, value: 'A-1' }], second],
		['a list of rows by an expression', '={{ [{ position: "2", value: "A-1" }] }}', second],
		['a list of rows as text', '[{"position": 2, "value": "A-1"}]', second],
		['a list of values', [null, 'A-1'], second],
		['a list of values by an expression', '={{ [null, "A-1"] }}', second],
		['nothing', {}, undefined],
		['no rows', { button: [] }, undefined],
		['an empty list', [], undefined],
		['null of a program', null, undefined],
	];
	it.each(understood)('are understood as %s', async (_, buttons, params) => {
		listing();

		const { error } = await run(
			template({ ...list(['Ana', 'A-1']), buttons: buttons as IDataObject }),
		);

		expect(error).toBeUndefined();
		expect(paramsSent()).toEqual([
			{ body: { params: ['Ana', 'A-1'] }, ...(params !== undefined && { buttons: params }) },
		]);
	});

	const refused: Array<[string, unknown, string]> = [
		['a word', 'A-1', "'Button Values' is not a list"],
		['a number', '={{ 5 }}', "'Button Values' is not a list"],
		['an expression that gives nothing', '={{ $json.missing }}', "'Button Values' is empty"],
		['an expression that gives null', '={{ null }}', "'Button Values' is empty"],
		[
			'rows by another name',
			{ buttons: [{ position: 2, value: 'x' }] },
			"'Button Values' has no 'buttons'",
		],
		[
			'a position by another name',
			{ button: [{ index: 2, value: 'x' }] },
			"'Button Values > 1' has no 'index'",
		],
		["the API's own shape", [null, { params: ['x'] }], "'Button Values > 2' has no 'params'"],
		['an empty value', ['x', ''], "'Button Values > 2' is empty"],
	];
	it.each(refused)('are refused as %s', async (name, buttons, message) => {
		const form = template({ ...list(['Ana', 'A-1']), buttons: buttons as IDataObject });
		if (name === 'rows by another name' && !takesUnknownRows) {
			await expect(run(form)).rejects.toThrow('Could not find property option');
			return;
		}
		const { error } = await run(form);

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(simulator.log).toEqual([]);
	});
});
