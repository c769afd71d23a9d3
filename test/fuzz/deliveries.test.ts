/** Whatever arrives at the address of the trigger, and whenever: only Landbot starts something, once, and no secret comes out. */
import fc from 'fast-check';
import { pause } from '../../simulator/test/client.ts';
import { anyJson, DELIVERED } from '../support/property/anyJson';
import { holds } from '../support/property/holds.js';
import { message, n8n, post, publish, secret, workflow } from '../support/trigger';

const { json, objectOf } = anyJson(DELIVERED);
const body = fc.oneof(
	json.map((value) => JSON.stringify(value)),
	fc
		.array(fc.oneof(objectOf(8), objectOf(3).map(message)), { maxLength: 4 })
		.map((messages) => JSON.stringify({ messages })),
	fc.string({ unit: 'binary' }),
	fc.nat(20_000).map((depth) => `{"messages":${'['.repeat(depth)}${']'.repeat(depth)}}`),
);
const contentType = fc.constantFrom(
	...[
		'application/json',
		'application/json; charset=utf-8',
		'text/plain',
		'x/y',
		'application/xml',
	],
);
/** The header that Landbot sends, or something in its place. */
const authorization = fc.oneof(
	{ weight: 2, arbitrary: fc.constant('genuine') },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii' }).map((one) => `Token ${one}`) },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii' }) },
);

it('answers whatever arrives, starts only on what Landbot sends, and keeps its secret', async () => {
	await publish({ options: { rawMessage: true } });
	await holds(
		fc.asyncProperty(body, contentType, authorization, async (text, type, header) => {
			const before = workflow.executions.length;
			const isGenuine = header === 'genuine';
			const status = await post(text, {
				'Content-Type': type,
				...(!isGenuine && { Authorization: header }),
			});
			expect([200, 400, 403, 413, 422]).toContain(status);
			if (!isGenuine) expect(status).not.toBe(200);
			if (status !== 200) expect(workflow.executions).toHaveLength(before);
			expect(JSON.stringify([workflow.executions.slice(before), n8n.log])).not.toContain(secret());
			n8n.log.length = 0;
		}),
		150,
	);
});

/** When deliveries of which message arrive, in milliseconds, each perhaps several times. */
const arrivals = fc.array(fc.record({ number: fc.nat(3), afterMs: fc.nat(8) }), {
	minLength: 1,
	maxLength: 12,
});

it('executes each message once, however often and whenever it comes, and whatever n8n could not store', async () => {
	await publish();
	let round = 0;
	await holds(
		fc.asyncProperty(arrivals, fc.nat(4), async (given, unstorable) => {
			round++;
			workflow.unstorable = unstorable;
			const before = workflow.executions.length;
			/** As Landbot does: what is not answered with success comes again. */
			const deliver = async (number: number): Promise<void> => {
				const said = { messages: [message({ data: { body: String(number) } })] };
				const status = await post(said, { 'sentry-trace': `${round}-${number}` });
				if (status === 200) return;
				expect([500, 503]).toContain(status);
				await pause(2);
				await deliver(number);
			};
			await Promise.all(
				given.map(async ({ number, afterMs }) => {
					await pause(afterMs);
					await deliver(number);
				}),
			);
			const started = workflow.executions
				.slice(before)
				.map(([{ json: item }]) => Number(item.text));
			const sent = new Set(given.map(({ number }) => number));
			expect(started.sort()).toEqual([...sent].sort());
		}),
		60,
	);
});
