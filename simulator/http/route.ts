import { notFound, type Answer } from './answers.ts';
import type { Channel, Customer, State } from '../workspace/types.ts';
import type { World } from '../workspace/world.ts';

/** A JSON schema per key of a body or query string. */
export type Keys = Record<string, object>;

/** One operation of the API as data, with what it does in `answer`. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Under /v1, with the final slash and Landbot's names in braces; `…_id` takes digits only. */
	path: string;
	query?: Keys;
	body?: Keys;
	/** Keys that the body must have. */
	required?: string[];
	answer(call: Call): Answer;
}

/** A request that passed authentication, rate limit and validation. */
export interface Call {
	world: World;
	/** The agent whose token came with the request. */
	agentId: number;
	params: Record<string, string>;
	query: Record<string, string | number | boolean | undefined>;
	body: Record<string, unknown>;
}

export const integer = { type: 'integer' };
export const number = { type: 'number' };
export const boolean = { type: 'boolean' };
export const object = { type: 'object' };
export const text = { type: 'string', minLength: 1 };
export const url = { type: 'string', pattern: '^https?://[^\\s/]+' };

/** The paging that every list takes. */
export const paging = { limit: integer, offset: integer };

/** The customer of the path, or 404. */
export function customerOf({ world, params }: Call): Customer {
	const customer = world.state.customers.get(Number(params.customer_id));
	if (!customer) throw notFound(world.switches);
	return customer;
}

/** The channel of the path, or 404. */
export function channelOf({ world, params }: Call): Channel {
	const channel = channelWith(Number(params.channel_id), world.state);
	if (!channel) throw notFound(world.switches);
	return channel;
}

/** A channel by ID. */
export const channelWith = (id: number, state: State): Channel | undefined =>
	state.channels.find((channel) => channel.id === id);
