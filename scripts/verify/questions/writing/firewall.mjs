import { outline } from '../../privacy/shape.mjs';
import { question } from '../question.mjs';

/** What a firewall before Landbot is said to take for an attack. */
export const ATTACK = 'n8n_verify #{1}';

/**
 * Asks whether a firewall turns the attack away. Stays open where Landbot itself has refused it.
 * @param {string} words The question.
 * @param {(side: import('../../run/side.mjs').Side) => Promise<import('../../run/api.mjs').Answer>} ask Sends the attack.
 * @param {{ sends?: boolean }} [needs] What must be allowed besides writing.
 */
export const firewallQuestion = (words, ask, needs) =>
	question({
		question: words,
		switch: 'firewall',
		writes: true,
		...needs,
		ask: async (side) => ({ answer: await ask(side) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? false : (answer.status === 403 && answer.kind === 'html') || undefined,
			why: 'neither taken nor turned away by a page',
		}),
		then: 'false: take the advice about #{ out of the explanation of a 403',
	});
