import { formOf, outline } from '../../privacy/shape.mjs';
import { pathOf, writeField } from '../../run/testFields.mjs';
import { question } from '../question.mjs';

const DAY = '2026-10-01';
const MOMENT = '2026-10-01T09:30:00Z';
const SECONDS_SINCE_1970 = 1790847000;

/** What a field of each type is tried with: the likeliest first, because that creates the field. */
const TRIED = {
	integer: [7, '7'],
	float: [4.5, 4, '4.5'],
	boolean: [true, 'true', 1],
	date: [DAY, MOMENT, '13/10/2026', SECONDS_SINCE_1970],
	datetime: [
		MOMENT,
		'2026-10-01T09:30:00.000Z',
		'2026-10-01T09:30:00+02:00',
		'2026-10-01 09:30:00',
		DAY,
		SECONDS_SINCE_1970,
	],
	object: [{ a: 1 }, ['a', 'b'], 'a'],
};

/** Creates a field of the type and changes it to all that is tried; says what became of each. @param {keyof typeof TRIED} type */
const valuesOf = (type) =>
	question({
		question: `Which values does a field of type ${type} take?`,
		writes: true,
		async ask(side) {
			const answers = [];
			for (const [index, value] of TRIED[type].entries()) {
				const method = index === 0 ? 'POST' : 'PUT';
				answers.push(await writeField(side, method, type, { type, value }));
			}
			await side.api.send('DELETE', pathOf(side, type));
			return { answers };
		},
		read({ answers }) {
			const value = answers.map((answer) =>
				answer.ok
					? `taken, given back as ${formOf(answer.body?.field?.value)}`
					: `${answer.status}`,
			);
			// what is tried is ours, so it may be printed
			const tried = TRIED[type].map((one) => JSON.stringify(one));
			return { came: tried.map((one, index) => `${one}: ${value[index]}`).join('; '), value };
		},
	});

/** The types of fields, and the values that they take. */
export const fieldTypeQuestions = [
	.../** @type {(keyof typeof TRIED)[]} */ (Object.keys(TRIED)).map(valuesOf),
	question({
		question: 'Does a field of type object take JSON as a text?',
		switch: 'objectAsText',
		writes: true,
		async ask(side) {
			const body = { type: 'object', value: '{"a":1}' };
			const answer = await writeField(side, 'POST', 'object', body);
			await side.api.send('DELETE', pathOf(side, 'object'));
			return { answer };
		},
		read: ({ answer }) => ({
			came: `${outline(answer)}; given back as ${formOf(answer.body?.field?.value)}`,
			value: answer.ok || ([400, 422].includes(answer.status) ? false : undefined),
			why: 'neither taken nor found invalid',
		}),
		then: 'true and given back as string: nothing, the node sends JSON as it is',
	}),
];
