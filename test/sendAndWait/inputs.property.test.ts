import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { given, isBlank, leavesOf, meaningsOf } from '../support/property/anyInput';
import { holds } from '../support/property/holds.js';
import { byId, locator } from '../support/landbot';
import { withReplies } from '../support/waiting';
import { ANA, ANA_ON_WHATSAPP, ORDER_SHIPPED } from '../support/people';
import { refusedWith } from '../support/versions';

const { simulator, start, sent, hooks } = withReplies();

/** Every place of the form, with what the form calls it. */
const places: Array<[label: string, form: (value: IDataObject[string]) => IDataObject]> = [
	['Text', (question) => ({ question })],
	['Customer|an ID is', (value) => ({ customer: byId(value) })],
	['phone|Customer', (value) => ({ customer: locator('phone', value) })],
	['email|Customer', (value) => ({ customer: locator('email', value) })],
	['Image URL', (imageUrl) => ({ whatToSend: 'image', imageUrl })],
	[
		'Caption',
		(caption) => ({ whatToSend: 'image', imageUrl: 'https://example.com/a.jpg', caption }),
	],
	[
		'value|Template|Params',
		(templateParams) => ({
			customer: byId(ANA_ON_WHATSAPP),
			whatToSend: 'template',
			template: byId(ORDER_SHIPPED),
			language: locator('code', 'es_MX'),
			valuesFrom: 'json',
			templateParams,
		}),
	],
	['Wait at Most|Unit|far away', (waitAmount) => ({ waitAmount })],
	['Unit', (waitUnit) => ({ waitUnit })],
	['Wait Until|far away|has passed', (waitTime) => ({ waitLimit: 'time', waitTime })],
	['What to Send', (whatToSend) => ({ whatToSend })],
	['If Nobody Replies', (ifNobodyReplies) => ({ ifNobodyReplies })],
];

it.each(places)(
	'Send and Wait asks exactly what it was given, or says what is wrong and asks nothing: %s',
	async (label, form) => {
		await holds(
			fc.asyncProperty(given, async ({ written, value, isLiteral }) => {
				simulator.reset();
				// n8n itself refuses what the form does not allow to be written.
				const refused = (error: Error) => ({ status: 'refused', result: { error } });
				const { status, result } = await start(form(written), { items: [{ given: value }] }).catch(
					refused,
				);
				if (result.error) {
					if (simulator.log.some((request) => request.status >= 400)) return;
					const { message, description } = result.error as Error & { description?: string };
					expect(`${message} ${description}`).toMatch(refusedWith(label));
					expect([sent(), hooks()]).toEqual([[], []]);
					return;
				}
				expect([status, sent().length, hooks().length]).toEqual(['waiting', 1, 1]);
				if (!isLiteral) expect([label, isBlank(value)]).toEqual([label, false]);
				const meanings = [...meaningsOf(value), 'Shall we send it?', String(ANA)];
				const [{ path, body }] = sent();
				const [customer] = /\d+/.exec(path.slice(path.indexOf('/customers/'))) ?? [];
				if (label.startsWith('Customer')) expect(meanings).toContainEqual(customer);
				if (label === 'Text') expect(meanings).toContainEqual((body as IDataObject).message);
				if (label === 'Caption') {
					const { caption = '' } = body as IDataObject;
					expect([...meanings, '']).toContainEqual(caption);
				}
				if (label === 'Image URL')
					expect(leavesOf(body).some((leaf) => meanings.includes(leaf))).toBe(true);
			}),
			15,
		);
	},
);
