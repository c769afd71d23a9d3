import { outline, typeOf } from './shape.mjs';
import { Undecided } from './side.mjs';
import { withoutHooks } from './undo.mjs';

const channelOf = (side) => side.once('channel', async () => (await side.customer()).channel_id);
const listOf = async (side) => `/channels/${await channelOf(side)}/message_hooks/`;

/** Makes a message hook of this run on the customer's channel. */
const make = async (side, body) =>
	await side.write('POST', await listOf(side), {
		body,
		undo: withoutHooks(await channelOf(side), side),
	});

/** The hook that most checks are about, created once. */
export const named = (side) =>
	side.once('hook', () => make(side, { url: side.hookUrl, token: 'n8n-verify', name: side.mark }));

/** Without name and token, and with the URL of the other. */
const bare = (side) => side.once('bare hook', () => make(side, { url: side.hookUrl }));

async function pathOf(side, answer) {
	const id = (await answer).body?.hook?.id;
	if (!id) throw new Undecided(`a message hook cannot be created (${(await answer).status})`);
	return `${await listOf(side)}${id}/`;
}

/** A hook that Landbot has to refuse. Its name is the mark, so that it is found if it does not. */
const refused = (what, body) => ({
	question: `What does a message hook ${what} get?`,
	writes: true,
	ask: async (side) => ({ answer: await make(side, { ...body, name: side.mark }) }),
	read: ({ answer }) => ({
		came: outline(answer),
		value: [answer.status, Object.keys(answer.body?.errors ?? {})],
	}),
});

/** What becomes of a message hook whose address leads nowhere. */
export const hookChecks = [
	{
		question: 'With which status is a message hook created?',
		switch: 'createStatus',
		values: [201, 200],
		writes: true,
		ask: async (side) => ({ answer: await named(side) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? answer.status : undefined,
			why: 'a message hook cannot be created',
		}),
	},
	{
		question: 'What does a GET of a message hook give?',
		writes: true,
		ask: async (side) => ({ answer: await side.get(await pathOf(side, named(side))) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: [answer.status, Object.keys(answer.body?.hook ?? {}).sort()],
		}),
	},
	{
		question: 'May two message hooks have one URL?',
		writes: true,
		async ask(side) {
			await pathOf(side, named(side));
			return { answer: await bare(side) };
		},
		read: ({ answer }) => ({ came: outline(answer), value: answer.ok || answer.status }),
	},
	{
		question: 'What has a message hook without name and token in their place?',
		writes: true,
		async ask(side) {
			const answer = await bare(side);
			await pathOf(side, answer);
			return { answer };
		},
		read({ answer: { body } }) {
			const { name, token } = body.hook;
			const value = [name, token].map((one) => (one === '' ? 'empty' : typeOf(one)));
			return { came: `name ${value[0]}, token ${value[1]}`, value };
		},
	},
	{
		question: 'Does limit hold for lists of message hooks?',
		switch: 'hooksPaged',
		values: [true, false],
		writes: true,
		async ask(side) {
			await pathOf(side, named(side));
			await pathOf(side, bare(side));
			return { answer: await side.get(await listOf(side), { limit: 1 }) };
		},
		read: ({ answer }) => ({
			came: `${answer.rows.length} rows of at least 2, total ${typeOf(answer.body?.total)}`,
			value: answer.rows.length > 0 ? answer.rows.length === 1 : undefined,
			why: 'the list is empty',
		}),
	},
	refused('without a URL', {}),
	refused('with a URL that is none', { url: 'n8n-verify' }),
	{
		question: 'With which status is a message hook deleted, and is it gone then?',
		writes: true,
		async ask(side) {
			const path = await pathOf(side, named(side));
			return { answer: await side.api.send('DELETE', path), after: await side.get(path) };
		},
		read: ({ answer, after }) => ({
			came: `${outline(answer)}; then a GET: ${outline(after)}`,
			value: [answer.status, after.status],
		}),
	},
	{
		question: 'Is a second deletion of a message hook refused?',
		switch: 'repeatDelete404',
		values: [true, false],
		writes: true,
		ask: async (side) => ({
			answer: await side.api.send('DELETE', await pathOf(side, named(side))),
		}),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? false : answer.status === 404 || answer.status,
		}),
	},
];
