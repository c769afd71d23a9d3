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

/** What Fastify checks before a route runs. The body of a GET is never looked at. */
export function schemaOf({ method, path, query = {}, body = {}, required }: Route): object {
	return {
		querystring: exactly(query),
		...(method !== 'GET' && { body: exactly(body, required) }),
		...(path.includes('{field_name}') && {
			params: { type: 'object', properties: { field_name: { pattern: '^[a-z0-9_]+$' } } },
		}),
	};
}

/** Query strings are text: turns whole numbers and true or false into what they mean, nothing else. */
export function readQuery(request: FastifyRequest, { query = {} }: Route): void {
	const given = request.query as Record<string, unknown>;
	for (const [key, value] of Object.entries(given)) {
		const { type } = (query[key] ?? {}) as { type?: string };
		const meant =
			(type === 'integer' && /^-?\d{1,15}$/.test(String(value))) ||
			(type === 'boolean' && /^(true|false)$/.test(String(value)));
		if (meant && typeof value === 'string') given[key] = JSON.parse(value);
	}
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
