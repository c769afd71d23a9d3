import { NoAnswer } from './api.mjs';
import { named } from './hooks.mjs';
import { keysOfCustomer } from './people.mjs';
import { safeKey, typeOf } from './shape.mjs';
import { Undecided } from './side.mjs';

/** The objects of the API, and how to get at those that were seen. */
const KINDS = {
	channel: async (side) => (await side.channels()).rows,
	customer: async (side) =>
		(await side.customers()).rows.map((customer) =>
			Object.fromEntries(keysOfCustomer(customer).map((key) => [key, customer[key]])),
		),
	field: async (side) =>
		(await side.customers()).rows.flatMap(({ custom_fields: fields }) =>
			Object.values(fields ?? {}),
		),
	'message hook': async (side) => {
		const listed = (await side.hookLists()).flatMap(({ rows }) => rows);
		const made = side.mayWrite ? (await named(side)).body?.hook : undefined;
		return made ? [...listed, made] : listed;
	},
	'entry of a conversation': async (side) => (await side.transcript()).answer.rows,
	template: async (side) => (await side.templates()).rows,
};

/** The types of every key, with the number of objects that have it. */
function keysOf(rows) {
	const keys = {};
	for (const [key, value] of rows.flatMap(Object.entries)) {
		const known = (keys[safeKey(key)] ??= { types: [], seen: 0 });
		known.seen++;
		if (!known.types.includes(typeOf(value))) known.types.push(typeOf(value));
	}
	return keys;
}

/** What the simulator has not, has too much, or has of another type. */
function differences(real, simulated) {
	const listed = (keys) => Object.entries(keys).map(([key, { types }]) => [key, types]);
	return [
		...listed(real)
			.filter(([key]) => !(key in simulated))
			.map(([key, types]) => `add ${key} (${types.join(' or ')})`),
		...listed(simulated)
			.filter(([key]) => !(key in real))
			.map(([key]) => `${key} was never seen`),
		...listed(real).flatMap(([key, types]) => {
			const known = simulated[key]?.types ?? types;
			const more = types.filter((type) => !known.includes(type));
			// what the simulator leaves empty everywhere has no type there yet
			const undecided = known.length === 1 && known[0] === 'null';
			return more.length > 0 && !undecided ? [`${key} can be ${more.join(' or ')}`] : [];
		}),
	];
}

async function read(kind, side) {
	try {
		return await KINDS[kind](side);
	} catch (error) {
		if (error instanceof Undecided || error instanceof NoAnswer) return [];
		throw error;
	}
}

/**
 * Which keys real objects have, and how the simulator's differ.
 * @returns {Promise<Array<{ object: string, seen: number, keys: object, changes: string[] }>>}
 */
export async function compareObjects(live, simulated) {
	const found = [];
	for (const object of Object.keys(KINDS)) {
		const rows = await read(object, live);
		const keys = keysOf(rows);
		const like = keysOf(await read(object, simulated));
		found.push({
			object,
			seen: rows.length,
			keys,
			changes: rows.length > 0 ? differences(keys, like) : [],
		});
	}
	return found;
}
