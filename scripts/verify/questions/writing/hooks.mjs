import { outline, typeOf } from '../../privacy/shape.mjs';
import { hookPath, hooksPath } from '../../run/landbot.mjs';
import { Undecided } from '../../run/side.mjs';
import { hooksOf, withoutHook, withoutHooks } from '../../run/undo.mjs';
import { question } from '../question.mjs';
import { creationQuestions, deletionQuestions } from './lifecycle.mjs';

/**
 * @import { Answer } from '../../run/api.mjs'
 * @import { Side } from '../../run/side.mjs'
 */

/** The channel of the customer. @param {Side} side @returns {Promise<number>} */
const channelOf = (side) =>
	side.once('channel', async () => {
		const { channel_id: id } = await side.customer();
		if (Number.isInteger(id)) return id;
		throw new Undecided('the customer does not say their channel');
	});

/** The path of the list of its message hooks. @param {Side} side */
const listOf = async (side) => hooksPath(await channelOf(side));

/** The IDs of the hooks that were there before: whatever Landbot answers, they are left alone. @param {Side} side */
const foreign = (side) =>
	side.once('foreign hooks', async () => {
		const listed = await hooksOf(side.api, await channelOf(side));
		if (listed) return listed.hooks;
		throw new Undecided('the message hooks of the channel cannot be listed');
	});

/** The ID of the hook that an answer has made, when it says one. @param {Side} side @param {Answer} answer */
async function ownId(side, { body }) {
	const id = String(body?.hook?.id ?? '');
	return /^[\w-]+$/.test(id) && !(await foreign(side)).has(id) ? id : undefined;
}

/** Makes a message hook of this run on the customer's channel. @param {Side} side @param {object} body */
async function make(side, body) {
	const channelId = await channelOf(side);
	const undo = withoutHooks(channelId, side, await foreign(side));
	side.untoldHooks++;
	const answer = await side.write('POST', await listOf(side), { body, undo });
	const id = await ownId(side, answer);
	if (id) side.undo.note(...withoutHook(channelId, id));
	if (id || (answer.status >= 400 && answer.status < 500)) side.untoldHooks--;
	return answer;
}

/** An address that leads nowhere. @param {Side} side */
const urlOf = ({ mark }) => `https://n8n-nodes-landbot.invalid/${mark}`;

/** The hook that most questions are about, created once. @param {Side} side */
export const namedHook = (side) =>
	side.once('hook', () => make(side, { url: urlOf(side), token: side.mark, name: side.mark }));

/** One without name and token, and with the URL of the other, created once. @param {Side} side */
export const bareHook = (side) => side.once('bare hook', () => make(side, { url: urlOf(side) }));

/** The path of a hook that was made. @param {Side} side @param {Answer | Promise<Answer>} answer */
async function pathOf(side, answer) {
	const id = await ownId(side, await answer);
	if (!id) throw new Undecided(`a message hook cannot be created (${(await answer).status})`);
	return hookPath(await channelOf(side), id);
}

/**
 * A hook that Landbot has to refuse. The mark is in all its texts, so that it is found if Landbot does not.
 * @param {string} what
 * @param {(side: Side) => object} bodyOf
 */
const refused = (what, bodyOf) =>
	question({
		question: `What does a message hook ${what} get?`,
		writes: true,
		ask: async (side) => ({
			answer: await make(side, { ...bodyOf(side), name: side.mark, token: side.mark }),
		}),
		read: ({ answer }) => ({
			came: outline(answer),
			value: [answer.status, Object.keys(answer.body?.errors ?? {})],
		}),
	});

const HOOK = {
	what: 'a message hook',
	key: 'hook',
	create: namedHook,
	path: (/** @type {Side} */ side) => pathOf(side, namedHook(side)),
};

/** What becomes of a message hook whose address leads nowhere. */
export const hookQuestions = [
	...creationQuestions(HOOK),
	question({
		question: 'May two message hooks have one URL?',
		writes: true,
		async ask(side) {
			await pathOf(side, namedHook(side));
			return { answer: await bareHook(side) };
		},
		read: ({ answer }) => ({ came: outline(answer), value: answer.ok || answer.status }),
	}),
	question({
		question: 'What has a message hook without name and token in their place?',
		writes: true,
		async ask(side) {
			const answer = await bareHook(side);
			await pathOf(side, answer);
			return { answer };
		},
		read({ answer: { body } }) {
			const { name, token } = body.hook;
			const value = [name, token].map((one) => (one === '' ? 'empty' : typeOf(one)));
			return { came: `name ${value[0]}, token ${value[1]}`, value };
		},
	}),
	question({
		question: 'Does limit hold for lists of message hooks?',
		switch: 'hooksPaged',
		writes: true,
		async ask(side) {
			const paths = [await pathOf(side, namedHook(side)), await pathOf(side, bareHook(side))];
			if (paths[0] === paths[1]) throw new Undecided('there is one message hook per URL');
			return { answer: await side.get(await listOf(side), { limit: 1 }) };
		},
		read: ({ answer }) => ({
			came: `${answer.list.length} rows of at least 2, total ${typeOf(answer.body?.total)}`,
			value: answer.list.length > 0 ? answer.list.length === 1 : undefined,
			why: 'the list is empty',
		}),
	}),
	question({
		// as those of Send and Wait for Reply, which many databases would cut off at 200
		question: 'May the URL of a message hook have 250 characters?',
		writes: true,
		ask: async (side) => ({ answer: await make(side, { url: urlOf(side).padEnd(250, '-') }) }),
		read: ({ answer }) => ({ came: outline(answer), value: answer.ok || answer.status }),
	}),
	refused('without a URL', () => ({})),
	refused('with a URL that is none', ({ mark }) => ({ url: mark })),
	...deletionQuestions(HOOK),
];
