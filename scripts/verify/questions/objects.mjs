import { NoAnswer } from '../run/api.mjs';
import { bare, named } from './hooks.mjs';
import { keysOfCustomer } from '../privacy/keys.mjs';
import { isObject, typeOf } from '../privacy/shape.mjs';
import { Undecided } from '../run/side.mjs';

/** A customer without its own fields, which are objects of their own. */
const withoutFields = (customer) =>
	Object.fromEntries(keysOfCustomer(customer).map((key) => [key, customer[key]]));

/** The fields of a customer; nothing in the place of what does not look like a field. */
const fieldsOf = ({ custom_fields: fields }) =>
	Object.entries(fields ?? {}).map(([key, field]) => (field?.name === key ? field : undefined));

/** The objects of the API, and how to get at those that were seen. */
const KINDS = {
	channel: async (side) => (await side.channels()).list,
	customer: async (side) =>
		(await side.customers()).list.map((one) => (isObject(one) ? withoutFields(one) : one)),
	field: async (side) => (await side.customers()).rows.flatMap(fieldsOf),
	'message hook': async (side) => {
		const listed = (await side.hookLists()).flatMap(({ list }) => list);
		const made = side.mayWrite ? await Promise.allSettled([named(side), bare(side)]) : [];
		return [...listed, ...made.flatMap(({ value }) => value?.body?.hook ?? [])];
	},
	'entry of a conversation': async (side) => (await side.transcript()).answer.list,
	template: async (side) => (await side.templates()).list,
};

/** What was seen of one kind of object: the types of every key that may be printed, and how many have it. */
async function look(kind, side) {
	const seen = await KINDS[kind](side);
	const rows = seen.filter(isObject);
	const mayPrint = (await side.naming()).mayPrint(kind);
	const keys = {};
	const unnamed = new Set();
	for (const [key, value] of rows.flatMap(Object.entries)) {
		if (!mayPrint(key)) {
			unnamed.add(key);
			continue;
		}
		const known = (keys[key] ??= { types: [], seen: 0 });
		known.seen++;
		if (!known.types.includes(typeOf(value))) known.types.push(typeOf(value));
	}
	return { seen: rows.length, leftOut: seen.length - rows.length, unnamed: unnamed.size, keys };
}

const NOTHING = { seen: 0, leftOut: 0, unnamed: 0, keys: {} };

async function lookIfPossible(kind, side) {
	try {
		return await look(kind, side);
	} catch (error) {
		if (error instanceof Undecided || error instanceof NoAnswer) return NOTHING;
		throw error;
	}
}

/** What the simulator has not, or has of another type. */
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

/** One kind of object, as the real Landbot has it and as the simulator has it. */
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
 * @param {(error: Error) => void} onMistake Is told what keeps one kind from being looked at.
 */
export async function compareObjects(live, simulated, onMistake) {
	const found = [];
	for (const object of Object.keys(KINDS)) {
		try {
			found.push(await compare(object, live, simulated));
		} catch (error) {
			onMistake(error);
		}
	}
	return found;
}
