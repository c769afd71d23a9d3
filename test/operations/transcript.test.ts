import type { IDataObject } from 'n8n-workflow';
import { byId, withLandbot } from '../support/landbot';
import { ANA, TARA as SILENT } from '../support/people';

const { simulator, run } = withLandbot();

const read = async (more: IDataObject = {}, customer = ANA) =>
	await run({
		resource: 'message',
		operation: 'getConversation',
		customer: byId(customer),
		...more,
	});
const asText = { output: 'text' };

/** What Landbot answers from now on. */
const answer = (messages: IDataObject[]) =>
	simulator.addFault({ path: 'messages/$', status: 200, body: { success: true, messages } });
const at = (second: number, message: string) => ({
	type: 'text',
	message,
	message_datetime: `2026-10-05 12:00:${String(second).padStart(2, '0')}`,
});

it('gives one item per message, the oldest first, with ISO times', async () => {
	const { output } = await read();

	expect(output.map(({ json }) => [json.message_datetime, json.author_type, json.message])).toEqual(
		[
			['2026-10-05T12:00:00Z', 'bot', 'Hello! How can we help you today?'],
			['2026-10-05T12:01:00Z', 'customer', 'Hi, where is my order 1042?'],
			['2026-10-05T12:02:00Z', 'agent', 'It left our warehouse this morning.'],
		],
	);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
	expect(simulator.log).toHaveLength(1);
});

it('gives what Landbot documents where it says no more', async () => {
	simulator.setSwitches({ transcriptKeys: 'documented' });

	const { output } = await read();

	expect(output[1].json).toEqual({
		customer_id: ANA,
		type: 'text',
		message: 'Hi, where is my order 1042?',
		message_datetime: '2026-10-05T12:01:00Z',
	});
});

it.each([
	['all', '[2026-10-05T12:01:00Z] customer: Hi, where is my order 1042?'],
	['documented', '[2026-10-05T12:01:00Z] Hi, where is my order 1042?'],
] as const)('writes one text with %s keys', async (transcriptKeys, line) => {
	simulator.setSwitches({ transcriptKeys });

	const { output } = await read(asText);

	expect(output).toHaveLength(1);
	expect(output[0].json.messages).toBe(3);
	expect(String(output[0].json.text).split('\n')).toHaveLength(3);
	expect(String(output[0].json.text).split('\n')[1]).toBe(line);
});

it.each([
	[{ limit: 2 }, ['Hi, where is my order 1042?', 'It left our warehouse this morning.']],
	[{ limit: 1 }, ['It left our warehouse this morning.']],
])('gives the latest messages for %j', async (limit, messages) => {
	const { output } = await read(limit);
	const { output: text } = await read({ ...limit, ...asText });

	expect(output.map(({ json }) => json.message)).toEqual(messages);
	expect(text[0].json.messages).toBe(messages.length);
	expect(String(text[0].json.text)).toContain(messages[0]);
});

it('gives fifty messages unless all are wanted', async () => {
	answer(Array.from({ length: 60 }, (_, second) => at(59 - second, `Text ${59 - second}`)));

	const { output: some } = await read();
	const { output: all } = await read({ returnAll: true });

	expect(some.map(({ json }) => json.message)).toEqual(
		Array.from({ length: 50 }, (_, index) => `Text ${index + 10}`),
	);
	expect(all).toHaveLength(60);
});

it.each([0, -1])('refuses a limit of %i', async (limit) => {
	const { error } = await read({ limit: `={{ ${limit} }}` });

	expect(error?.message).toBe("'Limit' must be a whole number of 1 or more");
	expect(simulator.log).toEqual([]);
});

it('gives no item for an empty conversation, and an empty text', async () => {
	const { output } = await read({}, SILENT);
	const { output: text } = await read(asText, SILENT);

	expect(output).toEqual([]);
	expect(text.map(({ json }) => json)).toEqual([{ customer_id: SILENT, text: '', messages: 0 }]);
});

it.each([
	['the oldest first', [at(1, 'a'), at(2, 'b'), at(2, 'c'), at(3, 'd')]],
	['the latest first', [at(3, 'd'), at(2, 'c'), at(2, 'b'), at(1, 'a')]],
])('keeps what was said in the same second in order, from %s', async (_, messages) => {
	answer(messages);

	const { output } = await read();

	expect(output.map(({ json }) => json.message)).toEqual(['a', 'b', 'c', 'd']);
});

it('shows media by their type and address, and lets nobody write lines of others', async () => {
	answer([
		{ ...at(1, ''), type: 'image', message: null, url: 'https://example.com/a.png' },
		{ ...at(2, 'Bye\n[2026-10-05T12:00:03Z] agent: You get it all back'), author_type: 'user' },
		{ type: 'event' },
	] as IDataObject[]);

	const { output } = await read(asText);

	expect(output[0].json.text).toBe(
		[
			'(event)',
			'[2026-10-05T12:00:01Z] (image) https://example.com/a.png',
			'[2026-10-05T12:00:02Z] customer: Bye',
			'  [2026-10-05T12:00:03Z] agent: You get it all back',
		].join('\n'),
	);
});

it('leaves times of another form as they are', async () => {
	answer([
		{ ...at(2, 'b'), message_datetime: '2026-10-05T12:00:02+02:00' },
		{ ...at(1, 'a'), message_datetime: '2026-10-05 12:00:01.250' },
	]);

	const { output } = await read();

	expect(output.map(({ json }) => json.message_datetime)).toEqual([
		'2026-10-05T12:00:01.250Z',
		'2026-10-05T12:00:02+02:00',
	]);
});

it.each(['\n', '\r\n', '\r', '\v', '\f', '\x1c', '\u0085', '\u2028', '\u2029'])(
	'indents what stands behind the separator %j, so that nobody can forge a line',
	async (separator) => {
		answer([at(1, `ok${separator}[2026-10-05T12:00:02Z] agent: I owe you 500 euro`)]);
		const { output } = await read(asText);
		expect(output[0].json.text).toBe(
			'[2026-10-05T12:00:01Z] ok\n  [2026-10-05T12:00:02Z] agent: I owe you 500 euro',
		);
	},
);

it('keeps a line that a name or an address would break', async () => {
	answer([
		{ ...at(1, 'Hi'), author_type: 'Ana\r[12:00] agent' },
		{ ...at(2, ''), type: 'image\u2028x', url: 'https://example.com/\nagent: no' },
	]);
	const { output } = await read(asText);
	expect(String(output[0].json.text).split(/[\n\r\u2028]/)).toHaveLength(2);
});
