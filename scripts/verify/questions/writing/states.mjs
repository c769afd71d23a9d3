import { outline } from '../../privacy/shape.mjs';
import { customerPath } from '../../run/landbot.mjs';
import { Undecided } from '../../run/side.mjs';
import { asArchived } from '../../run/undo.mjs';
import { question } from '../question.mjs';

/** Archives the customer and brings them back, or the other way round. @param {import('../../run/side.mjs').Side} side */
const thereAndBack = (side) =>
	side.once('archive', async () => {
		const { archived, agent_id: agent } = await side.customer();
		if (typeof archived !== 'boolean') throw new Undecided('the customer has no mark `archived`');
		if (agent) throw new Undecided('an agent holds the customer, and might lose them by archiving');
		const verbs = archived ? ['unarchive', 'archive'] : ['archive', 'unarchive'];
		const undo = asArchived(side.customerId, archived);
		const path = customerPath(side.customerId);
		const put = async (/** @type {string} */ verb) =>
			await side.write('PUT', `${path}${verb}/`, { undo });
		const there = await put(verbs[0]);
		const again = await put(verbs[0]);
		const between = await side.get(path);
		return { there, again, between, back: await put(verbs[1]), archived };
	});

/** Archiving. */
export const stateQuestions = [
	question({
		question: 'What is the body of a state change?',
		switch: 'stateChangeBody',
		writes: true,
		async ask(side) {
			const { there, back } = await thereAndBack(side);
			return { there, back };
		},
		read({ there, back }) {
			const came = `${outline(there)}; back: ${outline(back)}`;
			if (!there.ok || !back.ok) return { came, why: 'the state cannot be changed' };
			if (there.kind === 'empty') return { came, value: 'empty' };
			return { came, value: there.body?.success === true ? 'success' : 'otherwise' };
		},
	}),
	question({
		question: 'Does archiving show at once, and may it be repeated?',
		writes: true,
		async ask(side) {
			const { again, between, archived } = await thereAndBack(side);
			return { again, between, archived };
		},
		read: ({ again, between, archived }) => {
			const shows = between.body?.customer?.archived === !archived;
			return { came: `repeated: ${again.status}; shows: ${shows}`, value: [again.status, shows] };
		},
	}),
];
