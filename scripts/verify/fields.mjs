import { formOf, outline } from './shape.mjs';
import { Undecided } from './side.mjs';
import { withoutField } from './undo.mjs';

const TEXT = { type: 'string', value: 'first', extra: {} };

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

const pathOf = (side, name) => `/customers/${side.customerId}/fields/${name}/`;

/** Writes a field of this run. */
const put = async (side, method, suffix, body) => {
	const name = `${side.mark}${suffix}`;
	const undo = withoutField(side.customerId, name);
	return await side.write(method, pathOf(side, name), { body, undo });
};

/** The field that most checks are about, created once. */
const created = (side) => side.once('field', () => put(side, 'POST', '', TEXT));

/** The same, for checks that need it to be there. */
async function existing(side) {
	const answer = await created(side);
	if (!answer.ok) throw new Undecided(`a field cannot be created (${answer.status})`);
	return pathOf(side, side.mark);
}

/** Creates a field of the type and changes it through all that is tried; says what became of each. */
const valuesOf = (type) => ({
	question: `Which values does a field of type ${type} take?`,
	writes: true,
	async ask(side) {
		const answers = [];
		for (const [index, value] of Object.values(TRIED[type]).entries()) {
			answers.push(await put(side, index === 0 ? 'POST' : 'PUT', `_${type}`, { type, value }));
		}
		await side.api.send('DELETE', pathOf(side, `${side.mark}_${type}`));
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

/** What becomes of a field, from its creation to its second deletion. */
export const fieldChecks = [
	{
		question: 'With which status is a field created?',
		switch: 'createStatus',
		values: [201, 200],
		writes: true,
		ask: async (side) => ({ answer: await created(side) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? answer.status : undefined,
			why: 'a field cannot be created',
		}),
	},
	{
		question: 'What does a GET of a field give?',
		writes: true,
		ask: async (side) => ({ answer: await side.get(await existing(side)) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: [answer.status, Object.keys(answer.body?.field ?? {}).sort()],
		}),
	},
	{
		question: 'What does a POST on a field that exists?',
		switch: 'postExistingField',
		values: ['conflict422', 'conflict409', 'overwrite'],
		writes: true,
		async ask(side) {
			const path = await existing(side);
			const answer = await put(side, 'POST', '', { ...TEXT, value: 'second' });
			return { answer, after: await side.get(path) };
		},
		read({ answer, after }) {
			const changed = after.body?.field?.value === 'second';
			const came = `${outline(answer)}; the value is ${changed ? 'the new one' : 'the old one'}`;
			if (answer.ok) return { came, value: changed ? 'overwrite' : 'ignored' };
			const conflict = [409, 422].includes(answer.status) ? `conflict${answer.status}` : undefined;
			return { came, value: conflict ?? `refused with ${answer.status}` };
		},
	},
	{
		question: 'With which status is a field changed?',
		writes: true,
		async ask(side) {
			await existing(side);
			return { answer: await put(side, 'PUT', '', { ...TEXT, value: 'third' }) };
		},
		read: ({ answer }) => ({ came: outline(answer), value: answer.status }),
	},
	{
		question: 'Must a field be sent with its type?',
		switch: 'fieldTypeRequired',
		values: [true, false],
		writes: true,
		async ask(side) {
			await existing(side);
			return { answer: await put(side, 'PUT', '', { value: 'fourth' }) };
		},
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? false : answer.status === 422 || undefined,
			why: 'neither taken nor found invalid',
		}),
	},
	{
		question: 'With which status is a field deleted, and is it gone then?',
		writes: true,
		async ask(side) {
			const path = await existing(side);
			return { answer: await side.api.send('DELETE', path), after: await side.get(path) };
		},
		read: ({ answer, after }) => ({
			came: `${outline(answer)}; then a GET: ${outline(after)}`,
			value: [answer.status, after.status],
		}),
	},
	{
		question: 'Is a second deletion of a field refused?',
		switch: 'repeatDelete404',
		values: [true, false],
		writes: true,
		ask: async (side) => ({ answer: await side.api.send('DELETE', await existing(side)) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? false : answer.status === 404 || answer.status,
		}),
	},
	{
		question: 'Does a PUT create a field that is missing?',
		switch: 'putCreatesField',
		values: [true, false],
		writes: true,
		async ask(side) {
			const answer = await put(side, 'PUT', '_put', TEXT);
			const path = pathOf(side, `${side.mark}_put`);
			const after = await side.get(path);
			if (after.ok) await side.api.send('DELETE', path);
			return { answer, after };
		},
		read: ({ answer, after }) => ({
			came: `${outline(answer)}; then a GET: ${after.status}`,
			value: after.ok || (after.status === 404 ? false : undefined),
			why: 'the field cannot be looked up',
		}),
	},
	...Object.keys(TRIED).map(valuesOf),
];
