import { nameOf, pathOf, put } from '../run/ownFields.mjs';
import { outline } from '../privacy/shape.mjs';
import { Undecided } from '../run/side.mjs';
import { hasField } from '../run/undo.mjs';

const TEXT = { type: 'string', value: 'first', extra: {} };

/** The field that most checks are about, created once. */
const created = (side) => side.once('field', () => put(side, 'POST', 'text', TEXT));

/** The same, for checks that need it to be there. */
async function existing(side) {
	const answer = await created(side);
	if (!answer.ok) throw new Undecided(`a field cannot be created (${answer.status})`);
	return pathOf(side, 'text');
}

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
			const answer = await put(side, 'POST', 'text', { ...TEXT, value: 'second' });
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
			return { answer: await put(side, 'PUT', 'text', { ...TEXT, value: 'third' }) };
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
			return { answer: await put(side, 'PUT', 'text', { value: 'fourth' }) };
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
			const answer = await put(side, 'PUT', 'put', TEXT);
			const there = await hasField(side.api, side.customerId, nameOf('put'));
			if (there) await side.api.send('DELETE', pathOf(side, 'put'));
			return { answer, there };
		},
		read({ answer, there }) {
			const words = { true: 'there', false: 'not there', undefined: 'not to be looked up' };
			const refused = answer.status >= 400 && answer.status < 500;
			const isClear = there === answer.ok && (answer.ok || refused);
			return {
				came: `${outline(answer)}; then the field is ${words[there]}`,
				value: isClear ? there : undefined,
				why: 'answer and field say different things',
			};
		},
	},
];
