import { outline, refusalKind, sentence } from '../privacy/shape.mjs';

/** Nobody's: the IDs of customers have nine digits. */
const NOBODY = '/customers/1/';
const BURST = 12;

const told = (answer) => {
	const words = sentence(answer);
	return `${outline(answer)}${words ? `, ${words}` : ''}`;
};

/** Status, form and words of a refusal, as one value to compare. */
const refusal = (answer) =>
	[answer.status, refusalKind(answer), sentence(answer)].filter(Boolean).join(' ');

/** A check on the form of a refusal that is about nobody. */
const bodyOf = (status, path) => ({
	question: `What does a ${status} look like?`,
	switch: 'notFoundBody',
	values: ['detail', 'errors', 'html'],
	ask: async (side) => ({ answer: await side.get(path) }),
	read: ({ answer }) => ({
		came: outline(answer),
		value: answer.status === status ? refusalKind(answer) : undefined,
		why: `the answer is ${answer.status}`,
	}),
});

const textOf = (status, path) => ({
	question: `What does a ${status} say?`,
	ask: async (side) => ({ answer: await side.get(path) }),
	read: ({ answer }) => ({
		came: told(answer),
		value: answer.status === status ? sentence(answer) : undefined,
		why: `the answer is ${answer.status} ${refusalKind(answer)}`,
	}),
});

/** Who is let in, and how others are turned away. */
export const accessChecks = [
	{
		question: 'What is a request without, and one with a wrong token told?',
		ask: async (side) => ({
			none: await side.get('/channels/', {}, { authorization: '' }),
			wrong: await side.get('/channels/', {}, { authorization: 'Token n8n-verify-is-no-token' }),
		}),
		read: ({ none, wrong }) => ({
			came: `none: ${told(none)}; wrong: ${told(wrong)}`,
			value: [refusal(none), refusal(wrong)],
		}),
	},
	{
		question: 'May the word Token be written in lower case?',
		switch: 'tokenWordAnyCase',
		values: [true, false],
		ask: async (side) => ({
			answer: await side.get('/channels/', { limit: 1 }, { word: 'token' }),
		}),
		read: ({ answer }) => ({
			came: String(answer.status),
			value: { 200: true, 401: false }[answer.status],
			why: 'neither let in nor turned away for the token',
		}),
	},
	bodyOf(404, NOBODY),
	textOf(404, NOBODY),
	// a GET where only PUT is allowed changes nothing, and nobody has this ID
	bodyOf(405, `${NOBODY}archive/`),
	textOf(405, `${NOBODY}archive/`),
	{
		question: 'What does a GET without its final slash get?',
		switch: 'missingSlash',
		values: [404, 301],
		ask: async (side) => ({ answer: await side.get('/channels') }),
		read: ({ answer }) => ({
			came: `${answer.status}${answer.headers.has('location') ? ' with a Location' : ''}`,
			value: answer.status,
		}),
	},
];

/** Asked last, because it looks at all that came before. */
export const headerCheck = {
	question: 'Do ordinary answers carry headers about the rate limit?',
	ask: async (side) => ({ answer: await side.get('/channels/', { limit: 1 }), side }),
	read({ side }) {
		const names = [...side.api.headerNames].filter((name) => /rate|retry|quota/.test(name)).sort();
		return { came: names.join(', ') || 'none', value: names };
	},
};

/** Only with --rate-limit. */
export const burstCheck = {
	question: 'What does a refusal at the rate limit say about waiting?',
	switch: 'retryAfter',
	values: (seconds) => Number.isFinite(seconds),
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
		const waiting = { null: 'no Retry-After', NaN: 'Retry-After as a date' }[seconds];
		return {
			came: `${refused.length} of ${BURST} refused: ${told(first)}, ${waiting ?? `Retry-After ${seconds}`}`,
			value: Number.isNaN(seconds) ? 'a date' : seconds,
		};
	},
};
