import { outline } from '../../privacy/shape.mjs';
import { customerPath } from '../../run/landbot.mjs';
import { Undecided } from '../../run/side.mjs';
import { asUnassigned } from '../../run/undo.mjs';
import { question } from '../question.mjs';
import { ATTACK, firewallQuestion } from './firewall.mjs';

/** @import { Side } from '../../run/side.mjs' */

const TEXT = 'n8n_verify: a text of a check, please ignore it';

/** How often is looked whether the customer is assigned: Landbot tells of a send up to 0.7 s later. */
const LOOKS = 4;

/** Makes sure, before the first text, that whatever a text may bring about can be taken back. @param {Side} side */
const ready = (side) =>
	side.once('ready for texts', async () => {
		const { archived, agent_id: agent } = await side.customer();
		if (agent) throw new Undecided('an agent holds the customer already');
		if (archived) throw new Undecided('the customer is archived, and a text might bring them back');
	});

/** Sends a text to the customer. @param {Side} side @param {string} message */
async function send(side, message) {
	await ready(side);
	return await side.write('POST', `${customerPath(side.customerId)}send_text/`, {
		body: { message },
		undo: asUnassigned(side.customerId),
	});
}

/** Only with --send: what becomes of a text to the chosen customer. */
export const sendQuestions = [
	firewallQuestion(
		'Does a text with #{ reach the customer?',
		async (side) => await send(side, ATTACK),
		{ sends: true },
	),
	question({
		question: 'Does a text assign the customer to the agent of the token?',
		switch: 'sendAssigns',
		writes: true,
		sends: true,
		async ask(side) {
			const answer = await send(side, TEXT);
			let isAssigned = false;
			for (let looked = 0; answer.ok && !isAssigned && looked < LOOKS; looked++)
				isAssigned = Boolean((await side.customer()).agent_id);
			return { answer, isAssigned };
		},
		read: ({ answer, isAssigned }) => ({
			came: `${outline(answer)}; then ${isAssigned ? 'an agent' : 'nobody'} holds the customer`,
			value: answer.ok ? isAssigned : undefined,
			why: 'the text was not sent',
		}),
		then: 'true: the sends say in their descriptions that a bot stops answering the customer',
	}),
];
