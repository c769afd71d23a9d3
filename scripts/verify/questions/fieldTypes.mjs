import { pathOf, put } from '../run/ownFields.mjs';
import { formOf } from '../privacy/shape.mjs';

/** What a field of each type is tried with: the likeliest first, because that creates the field. */
const TRIED = {
	integer: { 'number 7': 7, 'text "7"': '7' },
	float: { 'number 4.5': 4.5, 'whole number': 4, 'text "4.5"': '4.5' },
	boolean: { true: true, 'text "true"': 'true', 'number 1': 1 },
	date: {
		'YYYY-MM-DD': '2026-10-01',
		'YYYY-MM-DDTHH:MM:SSZ': '2026-10-01T09:30:00Z',
		'DD/MM/YYYY': '13/10/2026',
		'seconds since 1970': 1790847000,
	},
	datetime: {
		'YYYY-MM-DDTHH:MM:SSZ': '2026-10-01T09:30:00Z',
		'YYYY-MM-DDTHH:MM:SS.fffZ': '2026-10-01T09:30:00.000Z',
		'YYYY-MM-DDTHH:MM:SS+HH:MM': '2026-10-01T09:30:00+02:00',
		'YYYY-MM-DD HH:MM:SS': '2026-10-01 09:30:00',
		'YYYY-MM-DD': '2026-10-01',
		'seconds since 1970': 1790847000,
	},
	object: { object: { a: 1 }, list: ['a', 'b'], text: 'a' },
};

/** Creates a field of the type and changes it through all that is tried; says what became of each. */
const valuesOf = (type) => ({
	question: `Which values does a field of type ${type} take?`,
	writes: true,
	async ask(side) {
		const answers = [];
		for (const [index, value] of Object.values(TRIED[type]).entries()) {
			answers.push(await put(side, index === 0 ? 'POST' : 'PUT', type, { type, value }));
		}
		await side.api.send('DELETE', pathOf(side, type));
		return { answers };
	},
	read({ answers }) {
		const outcomes = answers.map((answer) =>
			answer.ok ? `taken, given back as ${formOf(answer.body?.field?.value)}` : `${answer.status}`,
		);
		const value = Object.fromEntries(
			Object.keys(TRIED[type]).map((form, index) => [form, outcomes[index]]),
		);
		return {
			came: Object.entries(value)
				.map(([form, outcome]) => `${form}: ${outcome}`)
				.join('; '),
			value,
		};
	},
});

/** The values of fields. */
export const valueChecks = Object.keys(TRIED).map(valuesOf);
