import type { Switches } from '../switches.ts';

/** What Landbot answers: a status and usually JSON. */
export interface Answer {
	status: number;
	/** Absent for an empty body; a string is sent as HTML. */
	body?: unknown;
	headers?: Record<string, string>;
}

/** A refusal on its way out of a route. */
export class Refusal extends Error {
	answer: Answer;

	constructor(answer: Answer) {
		super(`Refused with ${answer.status}`);
		this.answer = answer;
	}
}

/** Refuses with Landbot's field map: a list of texts per parameter. */
export const refuse = (status: number, key: string, ...texts: string[]): Refusal =>
	new Refusal({ status, body: { errors: { [key]: texts } } });

/** 404 or 405 in the shape that the switch asks for. */
export function frameworkRefusal(
	status: number,
	text: string,
	{ notFoundBody }: Switches,
): Refusal {
	const bodies: Record<Switches['notFoundBody'], unknown> = {
		detail: { detail: text },
		errors: { errors: { detail: [text] } },
		html: `<!doctype html><html><head><title>${status}</title></head><body><h1>${text}</h1></body></html>`,
	};
	return new Refusal({ status, body: bodies[notFoundBody] });
}

/** 404 for an ID that is not in this workspace. */
export const notFound = (switches: Switches): Refusal =>
	frameworkRefusal(404, 'Not found.', switches);

/** 200 with the resource under its singular name. */
export const found = (resource: Record<string, unknown>): Answer => ({
	status: 200,
	body: { success: true, ...resource },
});

/** 201, or 200 by switch, with the new resource under its singular name. */
export const created = (resource: Record<string, unknown>, switches: Switches): Answer => ({
	...found(resource),
	status: switches.createStatus,
});

/** The answer to a state change or a send: no resource, and by switch no body. */
export const done = ({ stateChangeBody }: Switches): Answer =>
	stateChangeBody === 'empty' ? { status: 200 } : found({});

export const deleted: Answer = { status: 204 };

/**
 * One page of a list with the number of all that match.
 *
 * @param name the plural that Landbot uses as key
 */
export function page(
	name: string,
	items: unknown[],
	query: { limit?: number; offset?: number },
	switches: Switches,
): Answer {
	const { limit = 20, offset = 0 } = query;
	if (switches.limitOutOfRange === 422) {
		if (limit < 0 || limit > 100) throw refuse(422, 'limit', 'Must be between 0 and 100.');
		if (offset < 0) throw refuse(422, 'offset', 'Must be 0 or more.');
	}
	const start = Math.max(0, offset);
	const length = Math.min(100, Math.max(0, limit));
	const totals = { right: items.length, wrong: items.length + 7, missing: undefined };
	return found({
		total: totals[switches.totalInLists],
		[name]: items.slice(start, start + length),
	});
}
