import { fastify, type FastifyRequest } from 'fastify';
import type { Simulator, SimulatorOptions } from '../control.ts';
import { wait } from '../host.js';
import { startSimulator } from '../index.ts';

export interface Received {
	status: number;
	/** Parsed when it is JSON, else the text. */
	body: unknown;
	headers: Headers;
}

/** Calls the simulator like a well-behaved client: `path` under /v1, JSON in and out, a valid token. */
export async function call(
	{ baseUrl }: Simulator,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = { Authorization: 'Token simulator-token' },
): Promise<Received> {
	const response = await fetch(`${baseUrl}${path}`, {
		method,
		redirect: 'manual',
		headers: { 'Content-Type': 'application/json', ...headers },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
	return {
		status: response.status,
		headers: response.headers,
		body: isJson ? JSON.parse(text) : text,
	};
}

/** A Landbot without a rate limit for the tests of a file: the same at the start of each, closed after the last. */
export function withSimulator(options: SimulatorOptions = {}) {
	/** Filled before the first test. */
	const simulator = {} as Simulator;
	beforeAll(async () => {
		Object.assign(simulator, await startSimulator({ limit: false, ...options }));
	});
	beforeEach(() => simulator.reset());
	afterAll(async () => await simulator.close());

	/** Calls it with a valid token. */
	const api = async (method: string, path: string, body?: unknown): Promise<Received> =>
		await call(simulator, method, path, body);

	return { simulator, api };
}

const never = new AbortController().signal;

/** Waits `ms` milliseconds: for what shall not happen. */
export const pause = async (ms: number): Promise<boolean> => await wait(ms, never);

/** Less than a test may take: what waits on after its test keeps the process alive, and meets the next one. */
const PATIENCE_MS = 25_000;

/** Resolves when the condition holds. Throws when it has not for 25 seconds. */
export async function until(condition: () => boolean): Promise<void> {
	const limit = performance.now() + PATIENCE_MS;
	while (!condition()) {
		if (performance.now() > limit) throw new Error(`Still not true: ${String(condition)}`);
		await pause(2);
	}
}

export interface Receiver {
	url: string;
	/** What arrived, in order. */
	received: Array<{
		headers: FastifyRequest['headers'];
		body: { messages: Array<Record<string, never>> };
	}>;
	close(): Promise<void>;
}

/**
 * A receiver of message hooks.
 *
 * @param statuses what it answers to the first deliveries; afterwards always 200
 */
export async function receiver(statuses: number[] = []): Promise<Receiver> {
	const received: Receiver['received'] = [];
	const app = fastify({ forceCloseConnections: true });
	app.post('/hook', async ({ headers, body }, reply) => {
		received.push({ headers, body: body as Receiver['received'][0]['body'] });
		return await reply.code(statuses.shift() ?? 200).send();
	});
	const origin = await app.listen({ port: 0, host: '127.0.0.1' });
	return {
		url: `${origin}/hook`,
		received,
		close: async () => await app.close(),
	};
}
