import type { IDataObject } from 'n8n-workflow';
import { byId, withLandbot } from '../support/landbot';
import { TARA, UMAR, VERA } from '../support/people';

const { simulator, run } = withLandbot();

const send = async (operation: string, more: IDataObject, items?: IDataObject[]) =>
	await run({ resource: 'message', operation, customer: byId(TARA), ...more }, items);
const sent = () => simulator.log.map(({ body }) => body);

describe('a text', () => {
	it.each(['one\ntwo', ' with blanks ', '"so" \\n {{ $json }} <b>', '😀 Señor', '0'])(
		'arrives as it is: %j',
		async (text) => {
			await send('sendText', { text: '={{ $json.text }}' }, [{ text }]);

			expect(sent()).toEqual([{ message: text }]);
		},
	);

	it.each([
		[0, '0'],
		[1042, '1042'],
		['cut \ud83d', 'cut '],
	])('may be %p in the data', async (text, message) => {
		await send('sendText', { text: '={{ $json.text }}' }, [{ text }]);

		expect(sent()).toEqual([{ message }]);
	});

	it.each([
		['false', "'Text' is not text"],
		['NaN', "'Text' is not text"],
		['1/0', "'Text' is not text"],
		['[1]', "'Text' is not text"],
		['$json.missing', "'Text' is empty"],
		['"\\u200b \\u2060\\n"', "'Text' is empty"],
		['$json.vip && "Welcome back"', "'Text' is not text"],
	])('is none: %s', async (expression, message) => {
		const { error } = await send('sendText', { text: `={{ ${expression} }}` }, [{ vip: false }]);

		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	it('is not cut, however long it is', async () => {
		const text = 'Long. '.repeat(2000);

		await send('sendText', { text: '={{ $json.text }}' }, [{ text }]);

		expect(sent()).toEqual([{ message: text }]);
	});
});

describe('an image', () => {
	const URL = 'https://example.com/a.png?size=1&b=%20#c';

	it.each([
		[{}, { url: URL }],
		[{ caption: '' }, { url: URL }],
		[{ caption: 'Our\nshop 😀' }, { url: URL, caption: 'Our\nshop 😀' }],
		[{ caption: '={{ 2026 }}' }, { url: URL, caption: '2026' }],
		[{ caption: '={{ 0 }}' }, { url: URL, caption: '0' }],
	])('goes with its address and %j', async (caption, body) => {
		const { error } = await send('sendImage', { imageUrl: ` ${URL} `, ...caption });

		expect(error).toBeUndefined();
		expect(sent()).toEqual([body]);
	});

	it.each([
		['={{ $json.missing }}', "'Image URL' is empty"],
		['={{ " " }}', "'Image URL' is empty"],
		['example.com/a.png', "'example.com/a.png' is not a web address"],
		['ftp://example.com/a.png', "'ftp://example.com/a.png' is not a web address"],
		['data:image/png;base64,AAAA', "'data:image/png;base64,AAAA' is not a web address"],
		['http://', "'http://' is not a web address"],
		['https:///a.png', "'https:///a.png' is not a web address"],
		['https://exa mple.com/', "'https://exa mple.com/' is not a web address"],
		['={{ 5 }}', "'5' is not a web address"],
	])('is not sent from %p', async (imageUrl, message) => {
		const { error } = await send('sendImage', { imageUrl });

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(error?.description).toContain("'Image URL'");
		expect(simulator.log).toEqual([]);
	});
});

describe('a location', () => {
	it.each([
		['41.3874', '2.1686', { latitude: 41.3874, longitude: 2.1686 }],
		['0', '0', { latitude: 0, longitude: 0 }],
		['={{ 0 }}', '={{ -180 }}', { latitude: 0, longitude: -180 }],
		[' -90 ', '180', { latitude: -90, longitude: 180 }],
	])('goes as two numbers from %p and %p', async (latitude, longitude, body) => {
		const { output } = await send('sendLocation', { latitude, longitude });

		expect(output[0].json).toEqual({ success: true, customer_id: TARA });
		expect(sent()).toEqual([body]);
	});

	it.each([
		['90.1', '0', "'90.1' is no value for 'Latitude'"],
		['-91', '0', "'-91' is no value for 'Latitude'"],
		['0', '180.5', "'180.5' is no value for 'Longitude'"],
		['41,3874', '0', "'41,3874' is no value for 'Latitude'"],
		['41.3N', '0', "'41.3N' is no value for 'Latitude'"],
		['={{ $json.missing }}', '0', "'Latitude' is empty"],
		['0', '={{ "" }}', "'Longitude' is empty"],
		['={{ null }}', '0', "'Latitude' is empty"],
		['={{ NaN }}', '0', "'NaN' is no value for 'Latitude'"],
	])('is not sent for %p and %p', async (latitude, longitude, message) => {
		const { error } = await send('sendLocation', { latitude, longitude });

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(error?.description).toBeTruthy();
		expect(simulator.log).toEqual([]);
	});

	it('says the range', async () => {
		const { error } = await send('sendLocation', { latitude: '91', longitude: '0' });

		expect(error?.description).toBe('Give a number from -90 to 90, with a point for the decimals');
	});
});

it.each([{}, { onError: 'continueRegularOutput' as const }])(
	"sends for the first item alone with 'Execute Once': %j",
	async (settings) => {
		const { error, output } = await run(
			{
				resource: 'message',
				operation: 'sendText',
				customer: byId('={{ $json.id }}'),
				text: 'Hi',
			},
			[{ id: TARA }, { id: UMAR }, { id: VERA }],
			{ executeOnce: true, ...settings },
		);
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.customer_id)).toEqual([TARA]);
		expect(simulator.log).toHaveLength(1);
	},
);

it('calculates nothing that somebody has written, such as a customer', async () => {
	const { error } = await run(
		{
			resource: 'message',
			operation: 'sendText',
			customer: byId(TARA),
			text: '={{ $json.text }}',
		},
		[{ text: '={{ 6 * 7 }}' }],
	);
	expect(error).toBeUndefined();
	expect(simulator.log.map(({ body }) => body)).toEqual([{ message: '={{ 6 * 7 }}' }]);
});
