import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { frameworkRefusal, Refusal, type Answer } from './answers.ts';
import { goWrong } from '../faults.ts';
import { arrive, type Gate } from './gate.ts';
import { wait } from '../host.js';
import type { Call, Route } from './route.ts';
import { routes } from './routes/index.ts';
import { readRequest, schemaOf, validationRefusal } from './validation.ts';
import type { World } from '../workspace/world.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** `/customers/{customer_id}/` in the words of the router: IDs are digits, anything else is not found. */
const routerPath = (path: string): string =>
	path.replace(/\{(\w+_id)\}/g, ':$1(^\\d+$)').replace('{field_name}', ':field_name');

function send(reply: FastifyReply, { status, body, headers = {} }: Answer): FastifyReply {
	reply.code(status).headers(headers);
	return typeof body === 'string'
		? reply.type('text/html; charset=utf-8').send(body)
		: reply.send(body);
}

/** Reads a body as JSON or a form. What is neither is refused after authentication, as Landbot's framework does. */
function readBody(request: FastifyRequest, text: string): unknown {
	const { visit } = request;
	visit.entry.body = text || undefined;
	if (!text) return undefined;
	const type = request.headers['content-type'] ?? '';
	visit.isForm = /^application\/x-www-form-urlencoded\b/i.test(type);
	if (visit.isForm) {
		visit.entry.body = Object.fromEntries(new URLSearchParams(text));
		return visit.entry.body;
	}
	if (!/^application\/json\b/i.test(type)) {
		const detail = `Unsupported media type "${type}" in request.`;
		visit.refusal ??= new Refusal({ status: 415, body: { detail } });
		return undefined;
	}
	try {
		visit.entry.body = JSON.parse(text);
	} catch (error) {
		const detail = `JSON parse error - ${error.message}`;
		visit.refusal ??= new Refusal({ status: 400, body: { detail } });
	}
	return visit.entry.body;
}

const FIREWALL_PAGE =
	'<!doctype html><html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>';

/** Turns away, before anybody looks at its token, what the firewall in front of Landbot takes for an attack. */
function passFirewall({ visit }: FastifyRequest, { switches }: Gate): void {
	if (!switches.firewall || !JSON.stringify(visit.entry.body ?? '').includes('#{')) return;
	visit.refusal = new Refusal({ status: 403, body: FIREWALL_PAGE });
	visit.entry.accepted = false;
}

/** Runs a route for a request that is let in, and lets it go wrong afterwards when a fault says so. */
async function run(
	route: Route,
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
	gate: Gate,
): Promise<FastifyReply> {
	const { agentId, fault } = request.visit;
	const { params, query, body } = request as unknown as Call;
	const answer = route.answer({ world, agentId, params, query, body });
	return (
		(fault?.applied && (await goWrong(fault, reply, gate.signal, answer))) || send(reply, answer)
	);
}

/** What a failure inside Fastify or a route is to the caller. */
function answerTo(error: FastifyError | Refusal): Answer {
	if (error instanceof Refusal) return error.answer;
	if (error.validation) return validationRefusal(error.validation).answer;
	if (error.statusCode === 413)
		return { status: 413, body: { detail: 'Request body is too large.' } };
	return { status: error.statusCode ?? 500, body: { detail: `Simulator: ${error.stack}` } };
}

/** What surrounds every route: the way here, who is calling, the limit, faults and the way back. */
export function surround(app: FastifyInstance, gate: Gate): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, parsed) => {
		const body = readBody(request, String(text));
		passFirewall(request, gate);
		parsed(null, body);
	});

	app.addHook('onRequest', (request) => arrive(request, gate));
	app.addHook('preValidation', async (request, reply) => {
		const { refusal, fault } = request.visit;
		if (refusal) throw refusal;
		request.body ??= {};
		if (fault && !fault.applied) return await goWrong(fault, reply, gate.signal);
		return undefined;
	});
	app.addHook('onSend', async (request, reply) => {
		if (request.visit.wayBackMs > 0) await wait(request.visit.wayBackMs, gate.signal);
		request.visit.entry.status = reply.statusCode;
	});
	app.setErrorHandler<FastifyError | Refusal>((error, _request, reply) =>
		send(reply, answerTo(error)),
	);
}

/** The Platform API under /v1: every route, and what surrounds them all. */
export function serveApi(app: FastifyInstance, world: World, gate: Gate): void {
	surround(app, gate);
	app.setNotFoundHandler((request, reply) => {
		const [path, query = ''] = request.url.split('?');
		if (request.method === 'GET' && !path.endsWith('/') && world.switches.missingSlash === 301) {
			return reply.redirect(`${path}/${query && `?${query}`}`, 301);
		}
		throw frameworkRefusal(404, 'Not found.', world.switches);
	});

	for (const route of routes) {
		app.route({
			method: route.method,
			url: routerPath(route.path),
			schema: schemaOf(route),
			preValidation: async (request) => readRequest(request, route),
			handler: (request, reply) => run(route, request, reply, world, gate),
		});
	}
	for (const path of new Set(routes.map((route) => route.path))) {
		const known = routes
			.filter((route) => route.path === path)
			.map(({ method }) => method as string);
		app.route({
			method: METHODS.filter((method) => !known.includes(method)),
			url: routerPath(path),
			handler(request) {
				throw frameworkRefusal(405, `Method "${request.method}" not allowed.`, world.switches);
			},
		});
	}
}
