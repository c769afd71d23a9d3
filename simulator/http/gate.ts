import type { FastifyRequest } from 'fastify';
import { refuse, Refusal } from './answers.ts';
import type { FaultRule, Latency, LoggedRequest, TokenOwner } from '../control.ts';
import type { Faults } from '../faults.ts';
import { wait } from '../host.js';
import type { Limit } from '../limit.ts';
import { logNormal } from '../random.ts';
import type { Switches } from '../switches.ts';

/** What the simulator knows of a request from its arrival on. */
export interface Visit {
	entry: LoggedRequest;
	agentId: number;
	/** Why it is turned away, once its body is read. */
	refusal?: Refusal;
	fault?: FaultRule;
	/** Whether its body came as a form, in which everything is text. */
	isForm: boolean;
	/** Milliseconds that the answer will travel. */
	wayBackMs: number;
}

declare module 'fastify' {
	interface FastifyRequest {
		visit: Visit;
	}
}

/** What stands between the network and the API. */
export interface Gate {
	log: LoggedRequest[];
	tokens: Map<string, TokenOwner>;
	switches: Switches;
	limit: Limit;
	faults: Faults;
	latency: { current?: Latency };
	random: () => number;
	signal: AbortSignal;
}

const unauthenticated = (detail: string): Refusal => new Refusal({ status: 401, body: { detail } });

const ACCOUNT_REFUSALS = {
	payment: () => refuse(402, 'subscription', 'The plan does not include API access'),
	forbidden: () => refuse(403, 'agent', 'You do not have permission to do this'),
};

interface Caller {
	token?: string;
	label: string;
	agentId?: number;
	refusal?: Refusal;
}

/** Who is calling: the header must be the word Token, one space and a known token. */
function identify(header: string | undefined, { tokens, switches }: Gate): Caller {
	const scheme = switches.tokenWordAnyCase ? /^Token (.+)$/i : /^Token (.+)$/;
	const token = scheme.exec(header ?? '')?.[1];
	if (token === undefined) {
		return {
			label: 'no token',
			refusal: unauthenticated('Authentication credentials were not provided.'),
		};
	}
	const owner = tokens.get(token);
	if (owner === undefined) {
		return { label: 'unknown token', refusal: unauthenticated('Invalid token.') };
	}
	if (typeof owner === 'string') return { label: owner, refusal: ACCOUNT_REFUSALS[owner]() };
	return { token, label: `agent ${owner}`, agentId: owner };
}

function tooManyRequests({ retryAfter }: Switches): Refusal {
	const refusal = refuse(429, 'rate', 'Too many requests');
	if (retryAfter !== null) refusal.answer.headers = { 'retry-after': String(retryAfter) };
	return refusal;
}

/** Where a request stands after its way here: counted, logged, and let in or turned away. */
export async function arrive(request: FastifyRequest, gate: Gate): Promise<void> {
	const { medianMs = 0, sigma = 0, beforeShare = 0.5 } = gate.latency.current ?? {};
	const travelMs = medianMs ? logNormal(medianMs, sigma, gate.random) : 0;
	if (travelMs > 0) await wait(travelMs * beforeShare, gate.signal);

	const [path] = request.url.split('?');
	const at = performance.timeOrigin + performance.now();
	const { authorization, 'content-type': contentType, 'user-agent': userAgent } = request.headers;
	const { token = '', label, agentId = 0, refusal: stranger } = identify(authorization, gate);
	const inTime = stranger !== undefined || gate.limit.admits(token, at);
	const refusal = inTime ? stranger : tooManyRequests(gate.switches);
	const fault = refusal ? undefined : gate.faults.take(request.method, path);
	const customerId = /\/customers\/(\d+)\//.exec(path)?.[1];
	const entry: LoggedRequest = {
		at,
		method: request.method,
		path,
		query: { ...(request.query as object) },
		headers: {
			...(contentType && { 'content-type': contentType }),
			...(userAgent && { 'user-agent': userAgent }),
		},
		caller: label,
		body: undefined,
		status: 0,
		accepted: !refusal && (!fault || fault.applied === true || fault.kind === 'slow'),
		...(customerId && { customerId: Number(customerId) }),
	};
	gate.log.push(entry);
	request.visit = {
		entry,
		agentId,
		refusal,
		fault,
		isForm: false,
		wayBackMs: travelMs * (1 - beforeShare),
	};
}
