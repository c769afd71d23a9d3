import type { IDataObject } from 'n8n-workflow';
import { locator, withLandbot } from '../support/landbot';
import { TARA } from '../support/people';

const { simulator, run } = withLandbot();

const sendTo = async (phone: unknown) =>
	await run(
		{
			resource: 'message',
			operation: 'sendText',
			customer: locator('phone', '={{ $json.phone }}'),
			text: 'Hello',
		},
		[{ phone } as IDataObject],
	);

/** What Landbot was asked for. */
const searched = () => simulator.log.map(({ query }) => query.search);

describe('the phone of Tara is found', () => {
	it.each([
		['as a number with decimals', '34600000009.0'],
		['with two decimals', '34600000009.00'],
		['with a comma for the decimals', '34600000009,00'],
		['with a plus and decimals', '+34600000009.0'],
		['with many decimals', '34600000009.000000'],
		['with thousands and decimals of Spain', '34.600.000.009,00'],
		['with thousands and decimals of France', '34\u202f600\u202f000\u202f009,00'],
		['with thousands and decimals of the US', '34,600,000,009.00'],
		['with thousands', '34,600,000,009'],
		['with the 0 that is dialled within the country', '+34 (0) 600 000 009'],
		['with that 0 and 00', '0034 (0)600-000-009'],
		['with that 0 and brackets around the country', '(+34) (0) 600 000 009'],
		['with the prefix of North America', '011 34 600 000 009'],
		['with the prefix of Australia', '0011 34 600 000 009'],
		['with a plus and zeros', '+0034 600000009'],
		['with an apostrophe of a sheet', "'+34600000009"],
		['with a curly apostrophe', '\u2019+34600000009'],
		['with quotation marks', '"34600000009"'],
		['as a formula of a sheet', '="34600000009"'],
		['with a mark of a list after it', '+34 600 000 009;'],
		['from Twilio', 'whatsapp:+34600000009'],
		['from Baileys', '34600000009@s.whatsapp.net'],
		['from a second device', '34600000009:12@s.whatsapp.net'],
		['from whatsapp-web.js', '34600000009@c.us'],
		['from a lead of Facebook', 'p:+34600000009'],
		['from a link', 'tel:+34-600-000-009'],
		['with a word before it', 'Tel.: +34 600 000 009'],
		['from wa.me', 'wa.me/34600000009'],
		['from wa.me with a slash', 'https://wa.me/34600000009/'],
		['from wa.me with a message', 'https://wa.me/34600000009?text=Hi%20there+34'],
		['from a link of WhatsApp', 'https://api.whatsapp.com/send?phone=34600000009&text=Hi'],
		['from a link to the app', 'whatsapp://send?phone=%2B34600000009'],
		['with blanks that do not break', '+34\u00a0600\u2009000\u3000009'],
		['with tabs around it', '\t34600000009\r\n'],
		['with what cannot be seen', '\u200e+34\u200b600\ufeff000\u2060009\u3164'],
		['with other dashes', '+34\u2212600\u2013000\u2014009'],
		[
			'in full width',
			'\uff0b\uff13\uff14\uff08\uff16\uff10\uff10\uff09\uff10\uff10\uff10\uff10\uff10\uff19',
		],
		['in Arabic digits', '+\u0663\u0664\u0666\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0669'],
		['in Persian digits', '\u06f3\u06f4\u06f6\u06f0\u06f0\u06f0\u06f0\u06f0\u06f0\u06f0\u06f9'],
		['in Devanagari digits', '\u0969\u096a\u096c\u0966\u0966\u0966\u0966\u0966\u0966\u0966\u096f'],
	])('%s', async (_, phone) => {
		const { output, error } = await sendTo(phone);

		expect(error).toBeUndefined();
		expect(output[0].json).toEqual({ success: true, customer_id: TARA });
		expect(searched()[0]).toBe('34600000009');
	});
});

const AS_TEXT = 'format of text';
const SEVERAL = 'several numbers';
const EXTENSION = 'extension';
const CODE = 'with the country code, such as +34 600 000 000';

describe('nobody gets a message where the phone may mean another', () => {
	it.each([
		['3.46E+10', AS_TEXT],
		['3,46E+10', AS_TEXT],
		['3.4600000009E10', AS_TEXT],
		[3.46e21, AS_TEXT],
		['34600000009.5', 'decimal number'],
		['34600000009,50', 'decimal number'],
		[34600000009.25, 'decimal number'],
		['34 600 000 009.5', 'decimal number'],
		['34600000009.0.0', 'decimal number'],
		[-34600000009, 'negative number'],
		['600000.5', 'decimal number'],
		['34600.0', CODE],
		['+34 600 000 009 (WhatsApp)', 'only the number'],
		['-575.0', 'negative number'],
		[34600000009000000, 'at most 15 digits'],
		['9007199254740993', 'at most 15 digits'],
		['1234567890-1600000000@g.us', 'group'],
		['120363000000000000@g.us', 'group'],
		['123456789012345@lid', 'in place of a phone'],
		['+34 600 000 009 ext. 12', EXTENSION],
		['+34600000009x12', EXTENSION],
		['+34 600 000 009 #12', EXTENSION],
		['tel:+34-600-000-009;ext=12', EXTENSION],
		['34600000009-1', EXTENSION],
		['34600000009 12', EXTENSION],
		['+34 600 000 009 / +34 600 000 010', SEVERAL],
		['600000009 / 600000010', SEVERAL],
		['34600000009/10', SEVERAL],
		['34600000009, 34600000010', SEVERAL],
		['600009; 600010', SEVERAL],
		['600009\n600010', SEVERAL],
		['+34600000009 or +34600000010', SEVERAL],
		['600000009 y 600000010', SEVERAL],
		['+39 (0)6 12345678', 'Italy'],
		['1-800-FLOWERS', CODE],
		['call 34600000009', CODE],
		['https://wa.me/message/ABC123', CODE],
		['+34', CODE],
		['346*0000009', CODE],
		['?'.repeat(100_000), CODE],
		[['34600000009', '34600000010'], 'one phone'],
		[{ number: '34600000009' }, 'one phone'],
	])('as in %p', async (phone, advice) => {
		const { error } = await sendTo(phone);

		expect(error?.message).toMatch(/is not a phone number$/);
		expect(error?.description).toContain(advice);
		expect(simulator.log).toEqual([]);
	});

	it.each(['0600 000 009', '(0)600 000 009', '06 00 00 00 09', '011 4123 4567', "'0600000009"])(
		'as in %p, which has no country code',
		async (phone) => {
			const { error } = await sendTo(phone);

			expect(error?.message).toMatch(/has no country code$/);
			expect(error?.description).toContain(CODE);
			expect(simulator.log).toEqual([]);
		},
	);
});

it.each([
	['+44 (0) 7700 900123', '447700900123'],
	['+49 171/1234567', '491711234567'],
	['+49 5241/123456', '495241123456'],
	['+33 6.12.34.56.00', '33612345600'],
	['+1 (555) 123.4567', '15551234567'],
	['+1 800-555-1234', '18005551234'],
])('reads %s as %s', async (phone, digits) => {
	await sendTo(phone);

	expect(searched()[0]).toBe(digits);
});

it('finds the customer whose phone Landbot shows as a messenger exports it', async () => {
	simulator.state.customers.get(TARA)!.phone = '34600000009@c.us';

	const { output } = await sendTo('34600000009.0');

	expect(output[0].json).toEqual({ success: true, customer_id: TARA });
});
