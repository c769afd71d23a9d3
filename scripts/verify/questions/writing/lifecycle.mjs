import { outline } from '../../privacy/shape.mjs';
import { question } from '../question.mjs';

/**
 * Something that a run makes and deletes again.
 * @typedef {object} Made
 * @property {string} what In a sentence, such as `a field`.
 * @property {string} key Of the body, where Landbot shows it.
 * @property {(side: import('../../run/side.mjs').Side) => Promise<import('../../run/api.mjs').Answer>} create Once only.
 * @property {(side: import('../../run/side.mjs').Side) => Promise<string>} path Creates it first.
 */

/** How it is created and shown. @param {Made} made */
export const creationQuestions = ({ what, key, create, path }) => [
	question({
		question: `With which status is ${what} created?`,
		switch: 'createStatus',
		writes: true,
		ask: async (side) => ({ answer: await create(side) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? answer.status : undefined,
			why: `${what} cannot be created`,
		}),
	}),
	question({
		question: `What does a GET of ${what} give?`,
		writes: true,
		ask: async (side) => ({ answer: await side.get(await path(side)) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: [answer.status, Object.keys(answer.body?.[key] ?? {}).sort()],
		}),
	}),
];

/** How it is deleted, and deleted again. @param {Made} made */
export const deletionQuestions = ({ what, path }) => [
	question({
		question: `With which status is ${what} deleted, and is it gone then?`,
		writes: true,
		async ask(side) {
			const place = await path(side);
			return { answer: await side.api.send('DELETE', place), after: await side.get(place) };
		},
		read: ({ answer, after }) => ({
			came: `${outline(answer)}; then a GET: ${outline(after)}`,
			value: [answer.status, after.status],
		}),
	}),
	question({
		question: `Is a second deletion of ${what} refused?`,
		switch: 'repeatDelete404',
		writes: true,
		ask: async (side) => ({ answer: await side.api.send('DELETE', await path(side)) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.ok ? false : answer.status === 404 || answer.status,
		}),
	}),
];
