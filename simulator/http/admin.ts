import type { FastifyInstance } from 'fastify';
import type { CustomerMessage, FaultRule, Latency, Simulator } from '../control.ts';
import type { Gate } from './gate.ts';
import { readPage } from '../host.js';
import { channelWith } from './route.ts';
import type { PACES } from '../recorded.ts';
import { EXAMPLES } from '../workspace/examples.ts';
import { newCustomer } from '../workspace/seed.ts';
import type { Switches } from '../switches.ts';
import type { Customer } from '../workspace/types.ts';
import { view, type Looking } from './view.ts';

type WithId = { Params: { id: string } };

/** The page at / and everything under /_simulator that steers and watches; no token needed. */
export function serveAdmin(app: FastifyInstance, simulator: Simulator, gate: Gate): void {
	const { state, log, deliveries, switches } = simulator;

	// Clients that always send a Content-Type would otherwise be refused for an empty body.
	const parseJson = app.getDefaultJsonParser('error', 'error');
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, parsed) =>
		parseJson(request, String(text) || '{}', parsed),
	);

	app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(readPage()));

	app.get<{ Querystring: Looking }>('/_simulator/view', ({ query }) => view(simulator, query));
	app.get('/_simulator/state', () => ({
		...state,
		customers: [...state.customers.values()],
		messages: Object.fromEntries(state.messages),
		closedWindows: [...state.closedWindows],
		switches,
		faults: gate.faults.list(),
		latency: gate.latency.current ?? null,
	}));
	app.get('/_simulator/log', () => log);
	app.delete('/_simulator/log', (_request, reply) => {
		log.length = 0;
		return reply.code(204).send();
	});
	app.get('/_simulator/deliveries', () => deliveries);
	app.post<{ Body: FaultRule }>('/_simulator/faults', ({ body }) => {
		simulator.addFault(body);
		return gate.faults.list();
	});
	app.delete('/_simulator/faults', (_request, reply) => {
		simulator.clearFaults();
		return reply.code(204).send();
	});
	app.post<{ Body: Partial<Switches> }>('/_simulator/switches', ({ body }) => {
		simulator.setSwitches(body);
		return switches;
	});
	app.post<{ Body: Latency | Record<string, never> }>('/_simulator/latency', ({ body }) => {
		simulator.setLatency('medianMs' in body ? (body as Latency) : undefined);
		return gate.latency.current ?? {};
	});
	app.post<{ Body: { pace: keyof typeof PACES } }>('/_simulator/pace', ({ body }, reply) => {
		simulator.setPace(body.pace);
		return reply.code(204).send();
	});
	app.post('/_simulator/reset', (_request, reply) => {
		simulator.reset();
		return reply.code(204).send();
	});

	app.post<{ Body: Partial<Customer> & { channel_id: number } }>(
		'/_simulator/customers',
		({ body }, reply) => {
			if (!channelWith(body.channel_id, state)) {
				return reply.code(422).send({ errors: { channel_id: ['The channel does not exist'] } });
			}
			const customer = newCustomer(state.nextCustomerId++, body.channel_id, body);
			state.customers.set(customer.id, customer);
			return reply.code(201).send(customer);
		},
	);
	app.delete<WithId>('/_simulator/customers/:id', ({ params }, reply) => {
		state.messages.delete(Number(params.id));
		return reply.code(state.customers.delete(Number(params.id)) ? 204 : 404).send();
	});
	app.post<WithId & { Body: CustomerMessage }>(
		'/_simulator/customers/:id/write',
		async ({ params, body }, reply) => {
			if (!state.customers.has(Number(params.id))) return reply.code(404).send();
			await simulator.writeAs(Number(params.id), body);
			return reply.code(201).send(simulator.messagesOf(Number(params.id)).at(-1));
		},
	);
	app.post<{ Params: { id: string; type: string } }>(
		'/_simulator/customers/:id/examples/:type',
		({ params: { id, type } }, reply) => {
			const isKnown = state.customers.has(Number(id)) && Object.hasOwn(EXAMPLES, type);
			if (isKnown) simulator.showExample(Number(id), type);
			return reply.code(isKnown ? 204 : 404).send();
		},
	);
}
