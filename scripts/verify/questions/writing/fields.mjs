import { outline } from '../../privacy/shape.mjs';
import { customerPath, fieldPath, PREFIX } from '../../run/landbot.mjs';
import { Undecided } from '../../run/side.mjs';
import { nameOf, pathOf, writeField } from '../../run/testFields.mjs';
import { asNamed, hasField } from '../../run/undo.mjs';
import { question } from '../question.mjs';
import { ATTACK, firewallQuestion } from './firewall.mjs';
import { creationQuestions, deletionQuestions } from './lifecycle.mjs';

/** @import { Side } from '../../run/side.mjs' */

const TEXT = { type: 'string', value: 'first', extra: {} };

/** The field that most questions are about, created once. @param {Side} side */
const created = (side) => side.once('field', () => writeField(side, 'POST', 'text', TEXT));

/** The path of the same, for questions that need it to be there. @param {Side} side */
async function existing(side) {
	const answer = await created(side);
	if (!answer.ok) throw new Undecided(`a field cannot be created (${answer.status})`);
	return pathOf(side, 'text');
}

const FIELD = { what: 'a field', key: 'field', create: created, path: existing };

/** What becomes of a field, from its creation to its second deletion. */
export const fieldQuestions = [
	...creationQuestions(FIELD),
	question({
		question: 'What does a POST on a field that exists?',
		switch: 'postExistingField',
		writes: true,
		async ask(side) {
			const path = await existing(side);
			const answer = await writeField(side, 'POST', 'text', { ...TEXT, value: 'second' });
			return { answer, after: await side.get(path) };
		},
		read({ answer, after }) {
			const changed = after.body?.field?.value === 'second';
			const came = `${outline(answer)}; the value is ${changed ? 'the new one' : 'the old one'}`;
			if (answer.ok) return { came, value: changed ? 'overwrite' : 'ignored' };
			const conflict = [409, 422].includes(answer.status) ? `conflict${answer.status}` : undefined;
			return { came, value: conflict ?? `refused with ${answer.status}` };
		},
	}),
	question({
		question: 'With which status is a field changed?',
		writes: true,
		async ask(side) {
			await existing(side);
			return { answer: await writeField(side, 'PUT', 'text', { ...TEXT, value: 'third' }) };
		},
		read: ({ answer }) => ({ came: outline(answer), value: answer.status }),
	}),
	question({
		question: 'Must a field be sent with its type?',
		switch: 'fieldTypeRequired',
		writes: true,
		async ask(side) {
			await existing(side);
			return { answer: await writeField(side, 'PUT', 'text', { value: 'fourth' }) };
		},
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? false : answer.status === 422 || undefined,
			why: 'neither taken nor found invalid',
		}),
	}),
	firewallQuestion('Does a firewall turn away #{ in a field?', async (side) => {
		await existing(side);
		return await writeField(side, 'PUT', 'text', { ...TEXT, value: ATTACK });
	}),
	...deletionQuestions(FIELD),
	question({
		question: 'Does a change of the field name rename the customer?',
		switch: 'builtInFields',
		writes: true,
		async ask(side) {
			const path = fieldPath(side.customerId, 'name');
			const { body, ok } = await side.get(path);
			const { name } = await side.customer();
			if (!ok || !name || body.field.value !== name)
				throw new Undecided('the name is no field, and a PUT would make one');
			const { type, extra } = body.field;
			const undo = asNamed(side.customerId, { type, extra, value: name });
			const value = `${name} ${PREFIX}name`;
			const answer = await side.write('PUT', path, { body: { type, extra, value }, undo });
			return { answer, value, after: await side.get(customerPath(side.customerId)) };
		},
		read({ answer, value, after }) {
			const isRenamed = after.body.customer.name === value;
			const came = `${outline(answer)}; the customer is ${isRenamed ? 'renamed' : 'called as before'}`;
			return { came, value: answer.ok ? isRenamed : undefined, why: 'the field cannot be changed' };
		},
	}),
	question({
		question: 'Does a PUT create a field that is missing?',
		switch: 'putCreatesField',
		writes: true,
		async ask(side) {
			const answer = await writeField(side, 'PUT', 'put', TEXT);
			const there = await hasField(side.api, side.customerId, nameOf('put'));
			if (there) await side.api.send('DELETE', pathOf(side, 'put'));
			return { answer, there };
		},
		read({ answer, there }) {
			const refused = answer.status >= 400 && answer.status < 500;
			const isClear = there === answer.ok && (answer.ok || refused);
			const words = there ? 'there' : there === false ? 'not there' : 'not to be looked up';
			return {
				came: `${outline(answer)}; then the field is ${words}`,
				value: isClear ? there : undefined,
				why: 'answer and field say different things',
			};
		},
	}),
];
