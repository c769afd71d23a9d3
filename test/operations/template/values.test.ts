import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { byId, locator, sendTemplate, withLandbot } from '../../support/landbot';
import { withReplies } from '../../support/waiting';
import { ANA_ON_WHATSAPP, ORDER_SHIPPED, WIM } from '../../support/people';

const PLACE = "The value for {{2}} of the template 'order_shipped'";

const { simulator, run } = withLandbot();
const replies = withReplies();

const sent = () => simulator.log.filter(({ method }) => method === 'POST');
const template = (more: IDataObject) => sendTemplate(WIM, ORDER_SHIPPED, more);
/** The template in place of a text, which the person who reads it here would have got at once. */
const fallback = (more: IDataObject): IDataObject => ({
	...template(more),
	operation: 'sendText',
	text: 'Hi',
	ifWindowClosed: 'template',
});

/** The three ways in which a form gives the column `value` for the second placeholder. */
const WAYS: Array<[string, IDataObject]> = [
	[
		'inputs',
		{
			templateValues: {
				mappingMode: 'defineBelow',
				value: { 1: 'Ana', 2: '={{ $json.value }}' },
				schema: ['preview', '1', '2'].map((id) => ({ id, displayName: id, type: 'string' })),
			},
		},
	],
	['a list', { valuesFrom: 'list', valueList: '={{ ["Ana", $json.value] }}' }],
	[
		'JSON',
		{ valuesFrom: 'json', templateParams: '={{ ({ body: { params: ["Ana", $json.value] } }) }}' },
	],
];

const BLANKS: Array<[string, string]> = [
	['Calle Mayor 1\n28013 Madrid', 'holds a line break'],
	['Calle Mayor 1\r\n28013 Madrid', 'holds a line break'],
	['Madrid\n', 'holds a line break'],
	['one\rtwo', 'holds a line break'],
	['one\u2028two', 'holds a line break'],
	['one\ttwo', 'holds a tab'],
	['one     two', 'has more than four blanks in a row'],
	['one\u00a0 \u00a0 \u00a0two', 'has more than four blanks in a row'],
];
const NOTHING = [
	'undefined',
	' null ',
	'NaN',
	'[object Object]',
	'[object Object],[object Object]',
	'Invalid Date',
	'Invalid DateTime',
	'#N/A',
	'#REF!',
	'#VALUE!',
	'#NAME?',
	'#DIV/0!',
	'#¡VALOR!',
];

describe.each(WAYS)('in values given as %s, before the first message leaves', (_, way) => {
	const REFUSED: Array<[unknown, string]> = [
		...BLANKS,
		...NOTHING.map((word): [string, string] => [word, `is only '${word.trim()}'`]),
		[true, 'is true, which is no text'],
		[false, 'is false, which is no text'],
		[{ city: 'Madrid' }, 'is not text'],
		[['Madrid'], 'is not text'],
		['\u200b \u00a0', 'is empty'],
		[null, 'is empty'],
	];
	it.each(REFUSED)('%j is refused, with its row and placeholder', async (value, flaw) => {
		const rows = [{ value: 'A-1' }, { value: 'A-2' }, { value }] as IDataObject[];

		for (const form of [template(way), fallback(way)]) {
			const { error } = await run(form, rows);

			expect(error).toMatchObject({ message: `${PLACE} ${flaw}`, context: { itemIndex: 2 } });
			expect(error?.description).toContain('0 of 3 items were done');
			expect(sent()).toEqual([]);
		}
	});

	it.each(['four    blanks', 'null and void', 'N/A', '#1 in town!', 'Señor 😀 👩‍👩‍👧', ' x '])(
		'%j goes as it is',
		async (value) => {
			await run(template(way), [{ value }]);

			expect(sent().map(({ body }) => body)).toMatchObject([
				{ template_params: { body: { params: ['Ana', value] } } },
			]);
		},
	);
});

it.each(['={{ [NaN, "x"] }}', '={{ [1 / 0, "x"] }}'])('no number: %s', async (valueList) => {
	const { error } = await run(template({ valuesFrom: 'list', valueList }));

	expect(error?.message).toMatch(
		/^The value for \{\{1\}\} .* is (NaN|Infinity), which is no text$/,
	);
	expect(sent()).toEqual([]);
});

it('goes exactly as it was given, or is refused with its place, whatever it is', async () => {
	const blank = fc.constantFrom(
		' ',
		'\n',
		'\r',
		'\t',
		'\u00a0',
		'\u2028',
		'\u200b',
		'a',
		'#N/A',
		'null',
	);
	const value = fc.oneof(
		fc.array(blank, { maxLength: 8 }).map((parts) => parts.join('')),
		fc.jsonValue({ maxDepth: 1 }),
	);
	await fc.assert(
		fc.asyncProperty(value, fc.constantFrom(...WAYS), async (given, [, way]) => {
			simulator.reset();
			const { error } = await run(template(way), [{ value: given } as IDataObject]);

			if (error) expect(error.message).toContain(PLACE);
			const values = sent().map(
				({ body }) => (body as { template_params: IDataObject }).template_params,
			);
			expect(values).toEqual(error ? [] : [{ body: { params: ['Ana', String(given)] } }]);
		}),
		{ numRuns: 60 },
	);
});

describe('in a header or a button', () => {
	const inHeader = (value: unknown): Array<[string, IDataObject]> => [
		[
			"'Header Values > 1'",
			{
				valuesFrom: 'list',
				valueList: '["a", "b"]',
				header: 'text',
				headerValues: [value],
			} as IDataObject,
		],
		[
			"'Template Params > header > params > 1'",
			{
				valuesFrom: 'json',
				templateParams: { header: { params: [value] }, body: { params: ['a', 'b'] } },
			} as IDataObject,
		],
	];
	const inButton = (value: unknown): Array<[string, IDataObject]> => [
		[
			"'Button Values > 2'",
			{
				valuesFrom: 'list',
				valueList: '["a", "b"]',
				buttons: { button: [{ position: 2, value }] },
			} as IDataObject,
		],
		[
			"'Template Params > buttons > 2 > params > 1'",
			{
				valuesFrom: 'json',
				templateParams: { body: { params: ['a', 'b'] }, buttons: [null, { params: [value] }] },
			} as IDataObject,
		],
	];
	it.each([
		...BLANKS,
		...NOTHING.slice(0, 3).map((word): [string, string] => [word, `is only '${word.trim()}'`]),
		[true, 'is true, which is no text'],
	])('%j is refused, too', async (value, flaw) => {
		for (const [place, more] of [...inHeader(value), ...inButton(value)]) {
			const { error } = await run(template(more));

			expect(error?.message).toBe(`${place} ${flaw}`);
			expect(simulator.log).toEqual([]);
		}
	});
});

it('holds for a template that waits for its reply, too', async () => {
	for (const value of ['one\ntwo', '#N/A', true]) {
		const { result } = await replies.start({
			customer: byId(ANA_ON_WHATSAPP),
			whatToSend: 'template',
			template: byId(ORDER_SHIPPED),
			language: locator('code', 'en'),
			valuesFrom: 'list',
			valueList: ['Ana', value] as never,
		});

		expect(result.error?.message).toContain(PLACE);
		expect(replies.sent()).toEqual([]);
		expect(replies.hooks()).toEqual([]);
	}
});

it.each(NOTHING)('%j is no text either', async (text) => {
	const { error } = await run(
		{ resource: 'message', operation: 'sendText', customer: byId(WIM), text: '={{ $json.text }}' },
		[{ text: 'Hi' }, { text }],
	);

	expect(error).toMatchObject({
		message: `'Text' is only '${text.trim()}'`,
		context: { itemIndex: 1 },
	});
	expect(simulator.log).toEqual([]);
});

it.each(['undefined', '={{ ({ a: 1 }) }}'])('nor the caption of an image: %s', async (caption) => {
	const { error } = await run({
		resource: 'message',
		operation: 'sendImage',
		customer: byId(WIM),
		imageUrl: 'https://example.com/a.png',
		caption,
	});

	expect(error?.message).toMatch(/^'Caption' is (only 'undefined'|not text)$/);
	expect(simulator.log).toEqual([]);
});
