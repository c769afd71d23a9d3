import type { FastifyRequest, FastifySchemaValidationError } from 'fastify';
import { Refusal } from './answers.ts';
import type { Keys, Route } from './route.ts';

/** A JSON schema for exactly these keys. */
const exactly = (properties: Keys, required: string[] = []) => ({
	type: 'object',
	properties,
	required,
	additionalProperties: false,
});

/** What Fastify checks before a route runs. Parameters that nobody knows do no harm; the body of a GET is never looked at. */
export function schemaOf({ method, path, query = {}, body = {}, required }: Route): object {
	return {
		querystring: { type: 'object', properties: query },
		...(method !== 'GET' && { body: exactly(body, required) }),
		...(path.includes('{field_name}') && {
			params: { type: 'object', properties: { field_name: { pattern: '^[a-z0-9_]+$' } } },
		}),
	};
}

/** How a text says a value of each type. */
const SAYS: Record<string, RegExp> = {
	integer: /^-?\d{1,15}$/,
	number: /^-?\d{1,15}(\.\d{1,15})?$/,
	boolean: /^(true|false)$/,
};

/** Turns the numbers and truths among these texts into what they mean, nothing else. */
function readTexts(given: Record<string, unknown>, keys: Keys): void {
	for (const [key, value] of Object.entries(given)) {
		const { type } = (keys[key] ?? {}) as { type?: string };
		if (typeof value === 'string' && SAYS[type ?? '']?.test(value)) given[key] = JSON.parse(value);
	}
}

/** Query strings and forms are text: reads what the route takes as numbers and truths. */
export function readRequest(request: FastifyRequest, { query = {}, body = {} }: Route): void {
	readTexts(request.query as Record<string, unknown>, query);
	if (request.visit.isForm) readTexts(request.body as Record<string, unknown>, body);
}

/** The parameter that a validation error is about, and a text for it. */
function explain(error: FastifySchemaValidationError): [key: string, text: string] {
	const { keyword, params, instancePath, message = 'Invalid value.' } = error;
	const place = instancePath.split('/').slice(1);
	const about = (key: unknown): string => [...place, key].join('.');
	if (keyword === 'required') return [about(params.missingProperty), 'This field is required.'];
	if (keyword === 'additionalProperties') {
		return [about(params.additionalProperty), 'This parameter is not known.'];
	}
	return [place.join('.') || 'non_field_errors', `This field ${message}.`];
}

/** 422 with Landbot's field map for everything that Fastify found wrong. */
export function validationRefusal(errors: FastifySchemaValidationError[]): Refusal {
	const map: Record<string, string[]> = {};
	for (const [key, text] of errors.map(explain)) map[key] = [...(map[key] ?? []), text];
	return new Refusal({ status: 422, body: { errors: map } });
}
