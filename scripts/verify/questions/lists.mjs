import { outline, typeOf } from '../privacy/shape.mjs';
import { queryString } from '../run/api.mjs';
import { MOST } from '../run/landbot.mjs';
import { Undecided } from '../run/side.mjs';
import { question } from './question.mjs';

/**
 * @import { Answer } from '../run/api.mjs'
 * @import { Side } from '../run/side.mjs'
 *
 * @typedef {Record<string, any>} Customer
 */

/** A number, or what stands in its place. @param {unknown} total */
const counted = (total) => (Number.isInteger(total) ? total : typeOf(total));

/**
 * What an answer to an impossible page says about `limitOutOfRange`.
 * @param {import('../run/api.mjs').Query} query
 * @param {number} clamped How many rows the nearest allowed page has, when there are more customers than that.
 */
const outOfRange = (query, clamped) =>
	question({
		question: `What does a list with ${queryString(query)} get?`,
		switch: 'limitOutOfRange',
		ask: async (side) => ({
			answer: await side.get('/customers/', query),
			all: await side.customers(),
		}),
		read({ answer, all }) {
			if (!answer.ok) return { came: outline(answer), value: answer.status };
			const rows = answer.list.length;
			const { total = all.list.length } = answer.body ?? {};
			const came = `${answer.status}, ${rows} rows of ${counted(total)}`;
			if (!(total > clamped)) return { came, why: 'there are too few customers' };
			return { came, value: rows === clamped ? 'clamp' : came };
		},
	});

/** @type {[value: string, words: string, inOrder: (a: Customer, b: Customer) => boolean][]} */
const SORTS = [
	['oldest', 'ID upwards', (a, b) => a.id <= b.id],
	['newest', 'ID downwards', (a, b) => a.id >= b.id],
	[
		'lastMessage',
		'last message downwards',
		(a, b) => (a.last_message ?? 0) >= (b.last_message ?? 0),
	],
];

/** @param {Answer} answer */
const countArchived = ({ rows }) => rows.filter(({ archived }) => archived === true).length;

/** @param {Answer} answer */
const mix = (answer) =>
	`${countArchived(answer)} archived, ${answer.rows.length - countArchived(answer)} not`;

const archivedPages = (/** @type {Side} */ side) =>
	side.once('archived', async () => ({
		all: await side.customers(),
		only: await side.get('/customers/', { archived: true, limit: MOST }),
		others: await side.get('/customers/', { archived: false, limit: MOST }),
	}));

/**
 * Whether a search by name has found the customer, and nobody whose name has no such part.
 * @param {Answer} answer @param {number} customerId @param {string} part
 */
function found({ rows }, customerId, part) {
	const fits = (/** @type {Customer} */ { name }) =>
		String(name).toLowerCase().includes(part.toLowerCase());
	if (!rows.every(fits)) return 'others, too';
	return rows.some(({ id }) => id === customerId) ? 'found' : 'nobody';
}

/** Lists, and what their parameters mean. */
export const listQuestions = [
	outOfRange({ limit: 101 }, MOST),
	outOfRange({ limit: -1 }, 0),
	outOfRange({ offset: -1 }, 20),
	question({
		question: 'Do lists tell their total, and is it right?',
		switch: 'totalInLists',
		async ask(side) {
			const one = (/** @type {number} */ offset) => side.get('/customers/', { limit: 1, offset });
			const first = await one(0);
			const total = first.body?.total;
			if (!first.ok) throw new Undecided(`the list is answered ${first.status}`);
			if (!Number.isInteger(total) || total < 1) return { first };
			return { first, last: await one(total - 1), beyond: await one(total) };
		},
		read({ first, last, beyond }) {
			const { total } = first.body;
			if (total === 0) return { came: 'total 0', why: 'there are no customers' };
			if (!last || !beyond) return { came: outline(first), value: 'missing' };
			const right = last.list.length === 1 && beyond.list.length === 0;
			return {
				came: `total ${total}; at the last place ${last.list.length} rows, after it ${beyond.list.length}`,
				value: right ? 'right' : 'wrong',
			};
		},
	}),
	question({
		question: 'How many rows does a list give when nobody says?',
		ask: async (side) => ({ answer: await side.get('/customers/'), all: await side.customers() }),
		read: ({ answer, all }) => ({
			came: `${answer.list.length} of at least ${all.list.length}`,
			value: answer.list.length < all.list.length ? answer.list.length : undefined,
			why: 'there are too few customers',
		}),
	}),
	question({
		question: 'How are customers sorted?',
		switch: 'customerSort',
		ask: async (side) => ({ answer: await side.customers() }),
		read({ answer: { rows } }) {
			const fitting = SORTS.filter(([, , inOrder]) =>
				rows.every((row, index) => index === 0 || inOrder(rows[index - 1], row)),
			);
			const came = `${rows.length} rows: ${fitting.map(([, words]) => words).join(' and ') || 'by none of the three'}`;
			if (fitting.length > 1) return { came, why: 'too few customers to tell' };
			return { came, value: fitting[0]?.[0] ?? 'otherwise' };
		},
	}),
	question({
		question: 'Does archived=true list only archived customers?',
		switch: 'archivedFilter',
		ask: archivedPages,
		read({ only, others }) {
			const came = `true: ${mix(only)}; false: ${mix(others)}`;
			if (!only.ok || !others.ok) return { came, why: 'a list is refused' };
			if (countArchived(only) === 0) return { came, why: 'no archived customers are listed' };
			// then it filters nothing, or not by this
			if (countArchived(others) > 0) return { came, value: 'otherwise' };
			if (others.rows.length === 0) return { came, why: 'everybody is archived' };
			return { came, value: countArchived(only) < only.rows.length ? 'include' : 'only' };
		},
	}),
	question({
		question: 'Are archived customers in the list when nobody filters?',
		ask: archivedPages,
		read({ all, only }) {
			const came = mix(all);
			if (countArchived(all) > 0) return { came, value: true };
			if (countArchived(only) === 0) return { came, why: 'no archived customers are listed' };
			if (all.rows.length < MOST) return { came, value: false };
			return { came, why: 'more than one page, and none on the first' };
		},
	}),
	question({
		question: 'Does a search find only how a name begins?',
		async ask(side) {
			const { id, name } = await side.customerWith(
				(row) => /^[A-Za-z]{3,}[A-Za-z ]{3,}$/.test(row.name),
				'no customer has a plain name',
			);
			const find = async (/** @type {string} */ search) =>
				await side.get('/customers/', { search, limit: MOST });
			const answers = [await find(name.slice(0, 5)), await find(name.slice(2))];
			return { id, name, begin: answers[0], inside: answers[1] };
		},
		read({ id, name, begin, inside }) {
			const [atBegin, within] = [
				found(begin, id, name.slice(0, 5)),
				found(inside, id, name.slice(2)),
			];
			const came = `by the beginning: ${atBegin}, by what follows: ${within}`;
			const outcomes = [atBegin, within];
			if (outcomes.includes('others, too')) return { came, value: 'otherwise' };
			if (!outcomes.includes('found')) return { came, why: 'found by neither' };
			return { came, value: within === 'found' ? 'anywhere' : 'beginning' };
		},
	}),
	question({
		question: 'Do lists of message hooks know limit and total?',
		switch: 'hooksPaged',
		ask: async (side) => ({ answers: await side.hookLists(), lists: await side.channels() }),
		read({ answers, lists }) {
			const seen = answers.map(({ body, list }) => ({ total: body?.total, rows: list.length }));
			const came = seen
				.map(({ total, rows }) => `${rows} rows, total ${counted(total)}`)
				.join('; ');
			if (seen.length === 0) return { came: 'no list', why: 'no channel lets its hooks be listed' };
			if (seen.some(({ rows }) => rows > 1)) return { came, value: false };
			if (seen.some(({ total }) => total !== undefined)) return { came, value: true };
			if (lists.body.total !== undefined) return { came, value: false };
			return { came, why: 'other lists have no total either; --write makes two hooks to tell' };
		},
	}),
];
