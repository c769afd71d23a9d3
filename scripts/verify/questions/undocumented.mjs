import { formOf, isObject, outline } from '../privacy/shape.mjs';
import { Undecided } from '../run/side.mjs';
import { question } from './question.mjs';

/**
 * @import { Answer } from '../run/api.mjs'
 * @import { Side } from '../run/side.mjs'
 */

/*
 * What Landbot has and does not document (landbot-api.md, 14.3). The versions stand beside that of the base URL.
 */

/** Whose the token is. @param {Side} side */
export const tokenOwner = (side) => side.once('me', () => side.get('/../v2/agents/me/'));

/** The agents of the workspace. @param {Side} side */
export const agents = (side) => side.once('agents', () => side.get('/agents/'));

/** The bots of the workspace, each with an ID that is not the one to assign it by. @param {Side} side */
export const bots = (side) => side.once('bots', () => side.get('/../v0-alpha/bots'));

/** The first of them by itself. @param {Side} side @throws {Undecided} When none is listed. */
export const firstBot = (side) =>
	side.once('bot', async () => {
		const [{ id } = { id: undefined }] = (await bots(side)).rows;
		if (typeof id !== 'string') throw new Undecided('no bot is listed with a text as its ID');
		return await side.get(`/../v2/bots/${encodeURIComponent(id)}/`);
	});

/** Whether Landbot has what was asked for, in the words of the switch. @param {Answer} answer */
function offer(answer) {
	if (answer.kind === 'html') return 'html';
	if (answer.ok) return answer.kind === 'json' ? 'there' : outline(answer);
	return answer.status < 500 ? answer.status : undefined;
}

/** @param {string} words @param {(side: Side) => Promise<Answer>} ask @param {string} then */
const isThere = (words, ask, then) =>
	question({
		question: words,
		switch: 'undocumented',
		ask: async (side) => ({ answer: await ask(side) }),
		read: (/** @type {{ answer: Answer }} */ { answer }) => ({
			came: outline(answer),
			value: offer(answer),
			why: 'Landbot cannot answer',
		}),
		then,
	});

/** How a channel names one of its bots. @param {unknown} bot */
const formOfBot = (bot) => (isObject(bot) ? `object whose id is: ${formOf(bot.id)}` : formOf(bot));

/** Agents, bots and whose a token is: the node reads them for lists of the editor and the credential test. */
export const undocumentedQuestions = [
	isThere(
		'Does Landbot say whose a token is?',
		tokenOwner,
		'not there: take the name out of the credential test',
	),
	question({
		question: 'Does it say the ID of that agent?',
		ask: async (side) => ({ answer: await tokenOwner(side) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? formOf(answer.body.agent.id) === 'whole number' : undefined,
			why: 'Landbot does not say whose the token is',
		}),
		then: 'true: the trigger can tell what its own token has written, and leave it out',
	}),
	isThere(
		'Is there a list of agents?',
		agents,
		'not there: take the list out of Assign to Agent, and leave By ID',
	),
	isThere(
		'Is there a list of bots?',
		bots,
		'not there: take the list out of the fields for a bot, and leave By ID',
	),
	isThere(
		'Is there a bot by itself?',
		firstBot,
		'not there: the list of bots cannot say their numbers, take it out',
	),
	question({
		question: 'Which ID has a bot by itself?',
		async ask(side) {
			return { answer: await firstBot(side), channels: await side.channels() };
		},
		read({ answer, channels }) {
			if (!answer.ok) return { came: outline(answer), why: 'there is no bot by itself' };
			const { id } = answer.body.bot;
			const known = channels.rows.flatMap(({ bots: named }) => named ?? []);
			const isKnown = known.some((bot) => bot === id || bot?.id === id);
			const form = formOf(id);
			return { came: `${form}${isKnown ? ', which a channel has, too' : ''}`, value: form };
		},
		then: 'no whole number: Assign to Bot needs another one, take the list of bots out',
	}),
	question({
		question: 'How does a channel name its bots?',
		ask: async (side) => ({ answer: await side.channels() }),
		read({ answer }) {
			const named = answer.rows.flatMap(({ bots: some }) => some ?? []);
			const forms = [...new Set(named.map(formOfBot))].sort();
			return { came: forms.join(', ') || 'not at all', value: forms };
		},
		then: 'whole numbers: the list of bots can name these where there is no list of its own',
	}),
];
