import { outline, refusalKind, sentence } from '../privacy/shape.mjs';
import { customerPath } from '../run/landbot.mjs';
import { BURST } from '../run/options.mjs';
import { question } from './question.mjs';

/** @import { Answer } from '../run/api.mjs' */

/** Nobody's: the IDs of customers have nine digits. */
const NOBODY = customerPath(1);

/** Form and words of an answer. @param {Answer} answer */
const told = (answer) => {
	const words = sentence(answer);
	return `${outline(answer)}${words ? `, ${words}` : ''}`;
};

/** Status, form and words of a refusal, as one value to compare. @param {Answer} answer */
const refusal = (answer) =>
	[answer.status, refusalKind(answer), sentence(answer)].filter(Boolean).join(' ');

/** The form of a refusal that is about nobody. @param {number} status @param {string} path */
const bodyOf = (status, path) =>
	question({
		question: `What does a ${status} look like?`,
		switch: 'notFoundBody',
		ask: async (side) => ({ answer: await side.get(path) }),
		read: ({ answer }) => ({
			came: outline(answer),
			value: answer.status === status ? refusalKind(answer) : undefined,
			why: `the answer is ${answer.status}`,
		}),
	});

/** The words of a refusal that is about nobody. @param {number} status @param {string} path */
const textOf = (status, path) =>
	question({
		question: `What does a ${status} say?`,
		ask: async (side) => ({ answer: await side.get(path) }),
		read: ({ answer }) => ({
			came: told(answer),
			value: answer.status === status ? sentence(answer) : undefined,
			why: `the answer is ${answer.status} ${refusalKind(answer)}`,
		}),
	});

/** Who is let in, and how others are turned away. */
export const accessQuestions = [
	question({
		question: 'What is a request without, and one with a wrong token told?',
		ask: async (side) => ({
			none: await side.get('/channels/', {}, { authorization: '' }),
			wrong: await side.get('/channels/', {}, { authorization: 'Token n8n-verify-is-no-token' }),
		}),
		read: ({ none, wrong }) => ({
			came: `none: ${told(none)}; wrong: ${told(wrong)}`,
			value: [refusal(none), refusal(wrong)],
		}),
	}),
	question({
		question: 'May the word Token be written in lower case?',
		switch: 'tokenWordAnyCase',
		ask: async (side) => ({
			answer: await side.get('/channels/', { limit: 1 }, { word: 'token' }),
		}),
		read: ({ answer }) => ({
			came: String(answer.status),
			value: answer.status === 200 || (answer.status === 401 ? false : undefined),
			why: 'neither let in nor turned away for the token',
		}),
	}),
	bodyOf(404, NOBODY),
	textOf(404, NOBODY),
	// a GET where only PUT is allowed changes nothing, and nobody has this ID
	bodyOf(405, `${NOBODY}archive/`),
	textOf(405, `${NOBODY}archive/`),
	question({
		question: 'What does a GET without its final slash get?',
		switch: 'missingSlash',
		ask: async (side) => ({ answer: await side.get('/channels') }),
		read: ({ answer }) => ({
			came: `${answer.status}${answer.headers.has('location') ? ' with a Location' : ''}`,
			value: answer.status,
		}),
	}),
];

/** Asked last, because it looks at all that came before. */
export const headerQuestion = question({
	question: 'Do ordinary answers carry headers about the rate limit?',
	ask: async (side) => ({ answer: await side.get('/channels/', { limit: 1 }), side }),
	read({ side }) {
		const names = [...side.api.headerNames].filter((name) => /rate|retry|quota/.test(name)).sort();
		return { came: names.join(', ') || 'none', value: names };
	},
});

/** Only with --rate-limit. */
export const burstQuestion = question({
	question: 'What does a refusal at the rate limit say about waiting?',
	switch: 'retryAfter',
	assumed: { came: '429 without Retry-After', value: null },
	ask: async (side) => ({
		answers: await Promise.all(
			Array.from({ length: BURST }, () => side.get('/channels/', { limit: 1 }, { atOnce: true })),
		),
	}),
	read({ answers }) {
		const refused = answers.filter(({ status }) => status === 429);
		const [first] = refused;
		if (!first) return { came: `${BURST} at once, none refused`, why: 'the limit was not reached' };
		const header = first.headers.get('retry-after');
		const seconds = header === null ? null : Number(header);
		const value = Number.isNaN(seconds) ? 'a date' : seconds;
		const waiting = value === null ? 'no Retry-After' : `Retry-After ${value}`;
		return { came: `${refused.length} of ${BURST} refused: ${told(first)}, ${waiting}`, value };
	},
});
