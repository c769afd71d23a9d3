import { keysOfCustomer } from '../privacy/keys.mjs';
import { isObject, typeOf } from '../privacy/shape.mjs';
import { isKeyOf } from '../privacy/words.mjs';
import { NoAnswer } from '../run/api.mjs';
import { Undecided } from '../run/side.mjs';
import { agents, bots, firstBot, tokenOwner } from './undocumented.mjs';
import { bareHook, namedHook } from './writing/hooks.mjs';

/**
 * @import { Kind } from '../privacy/words.mjs'
 * @import { Side } from '../run/side.mjs'
 */

/**
 * What was seen of one kind of object: how many, how many others in their places, how many keys that are not on the
 * allow-list, and of each that is, its types and how many objects have it.
 * @typedef {object} Seen
 * @property {number} seen
 * @property {number} leftOut
 * @property {number} unnamed
 * @property {Record<string, { types: string[], seen: number }>} keys
 *
 * The same, with what the simulator should change, and which of its keys no real object had.
 * @typedef {Seen & { object: string, changes: string[], neverSeen: string[] }} Compared
 */

/** A customer without its own fields, which are objects of their own. @param {Record<string, any>} customer */
const withoutFields = (customer) =>
	Object.fromEntries(keysOfCustomer(customer).map((key) => [key, customer[key]]));

/** The fields of a customer; nothing in the place of what does not look like a field. @param {Record<string, any>} customer */
const fieldsOf = ({ custom_fields: fields }) =>
	Object.entries(fields ?? {}).map(([key, field]) => (field?.name === key ? field : undefined));

/** The object of an answer that is about one. @param {import('../run/api.mjs').Answer} answer @param {string} key */
const onlyOne = ({ ok, body }, key) => (ok && isObject(body) && key in body ? [body[key]] : []);

/** @type {Record<Kind, (side: Side) => Promise<unknown[]>>} The objects of the API, and how to get at some of each. */
const KINDS = {
	channel: async (side) => (await side.channels()).list,
	customer: async (side) =>
		(await side.customers()).list.map((one) => (isObject(one) ? withoutFields(one) : one)),
	field: async (side) => (await side.customers()).rows.flatMap(fieldsOf),
	'message hook': async (side) => {
		const listed = (await side.hookLists()).flatMap(({ list }) => list);
		const made = side.mayWrite ? await Promise.allSettled([namedHook(side), bareHook(side)]) : [];
		const answers = made.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
		return [...listed, ...answers.flatMap(({ body }) => body?.hook ?? [])];
	},
	'entry of a conversation': async (side) => (await side.transcript()).answer.list,
	template: async (side) => (await side.templates()).list,
	agent: async (side) => (await agents(side)).list,
	'agent of the token': async (side) => onlyOne(await tokenOwner(side), 'agent'),
	bot: async (side) => (await bots(side)).list,
	'bot by itself': async (side) => onlyOne(await firstBot(side), 'bot'),
};

/** @param {Kind} kind @param {Side} side @returns {Promise<Seen>} */
async function look(kind, side) {
	const found = await KINDS[kind](side);
	const rows = found.filter(isObject);
	/** @type {Seen['keys']} */
	const keys = {};
	const unnamed = new Set();
	for (const [key, value] of rows.flatMap((row) => Object.entries(row))) {
		if (!isKeyOf(kind, key)) {
			unnamed.add(key);
			continue;
		}
		const known = (keys[key] ??= { types: [], seen: 0 });
		known.seen++;
		if (!known.types.includes(typeOf(value))) known.types.push(typeOf(value));
	}
	return { seen: rows.length, leftOut: found.length - rows.length, unnamed: unnamed.size, keys };
}

/** @param {Kind} kind @param {Side} side @returns {Promise<Seen>} */
async function lookIfPossible(kind, side) {
	try {
		return await look(kind, side);
	} catch (error) {
		if (error instanceof Undecided || error instanceof NoAnswer)
			return { seen: 0, leftOut: 0, unnamed: 0, keys: {} };
		throw error;
	}
}

/**
 * What the simulator has not, or has of another type.
 * @param {Seen['keys']} real
 * @param {Seen['keys']} simulated
 */
function differences(real, simulated) {
	return Object.entries(real).flatMap(([key, { types }]) => {
		if (!simulated[key]) return [`add ${key} (${types.join(' or ')})`];
		const known = simulated[key].types;
		const more = types.filter((type) => !known.includes(type));
		// what the simulator leaves empty everywhere has no type there yet
		const undecided = known.length === 1 && known[0] === 'null';
		return more.length > 0 && !undecided ? [`${key} can be ${more.join(' or ')}`] : [];
	});
}

/**
 * One kind of object, as the real Landbot has it and as the simulator has it.
 * @param {Kind} object @param {Side} live @param {Side} simulated
 * @returns {Promise<Compared>}
 */
async function compare(object, live, simulated) {
	const real = await lookIfPossible(object, live);
	const { keys: like } = await lookIfPossible(object, simulated);
	return {
		object,
		...real,
		changes: differences(real.keys, like),
		// those who were seen may all lack it by chance
		neverSeen: real.seen > 0 ? Object.keys(like).filter((key) => !(key in real.keys)) : [],
	};
}

/**
 * Which keys real objects have, and how the simulator's differ.
 * @param {Side} live
 * @param {Side} simulated
 * @param {(error: unknown) => void} onMistake Is told what keeps one kind from being looked at.
 */
export async function compareObjects(live, simulated, onMistake) {
	const found = [];
	for (const object of /** @type {Kind[]} */ (Object.keys(KINDS))) {
		try {
			found.push(await compare(object, live, simulated));
		} catch (error) {
			onMistake(error);
		}
	}
	return found;
}
