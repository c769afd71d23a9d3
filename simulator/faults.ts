import type { FastifyReply } from 'fastify';
import type { Answer } from './http/answers.ts';
import type { FaultRule } from './control.ts';
import { wait } from './host.js';

/** The faults in force, in the order in which they were added. */
export interface Faults {
	add(rule: FaultRule): void;
	clear(): void;
	list(): FaultRule[];
	/** The fault that this request meets, if any; it counts as used. */
	take(method: string, path: string): FaultRule | undefined;
}

/** Keeps the rules and how often each was met. */
export function createFaults(): Faults {
	let entries: Array<{ rule: FaultRule; path: RegExp; seen: number; used: number; until: number }> =
		[];
	return {
		add(rule) {
			const until = performance.now() + (rule.forMs ?? Infinity);
			entries.push({ rule, path: new RegExp(rule.path ?? ''), seen: 0, used: 0, until });
		},
		clear() {
			entries = [];
		},
		list: () => entries.map(({ rule }) => rule),
		take(method, path) {
			const entry = entries.find((candidate) => {
				const { rule } = candidate;
				if ((rule.method ?? method).toUpperCase() !== method || !candidate.path.test(path)) {
					return false;
				}
				if (performance.now() > candidate.until || candidate.used >= (rule.times ?? Infinity)) {
					return false;
				}
				const place = ++candidate.seen - (rule.skip ?? 0);
				return place > 0 && place % (rule.every ?? 1) === 0;
			});
			if (entry) entry.used++;
			return entry?.rule;
		},
	};
}

const HTML =
	'<!doctype html><html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>';

/** Sends raw text, with the headers that belong to it. */
function sendRaw(
	reply: FastifyReply,
	status: number,
	contentType: string,
	text: string,
): FastifyReply {
	return reply.code(status).header('content-type', contentType).send(text);
}

/** Breaks the connection, after the start of an answer if there shall be one. */
function breakConnection(reply: FastifyReply, start: string): void {
	reply.hijack();
	const { socket } = reply.raw;
	if (!start) return void socket?.resetAndDestroy();
	reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
	reply.raw.write(start, () => socket?.destroy());
}

/**
 * Lets a request go wrong.
 *
 * @param answer what the request would have been answered, when it took effect
 * @returns the reply when the fault took the request over, nothing when the request goes on (`slow`)
 */
export async function goWrong(
	fault: FaultRule,
	reply: FastifyReply,
	signal: AbortSignal,
	answer: Answer = { status: 200, body: { success: true } },
): Promise<FastifyReply | undefined> {
	const { kind = 'status', status, delayMs = 0 } = fault;
	if (delayMs > 0) await wait(delayMs, signal);
	const json = 'application/json';
	const text = JSON.stringify(answer.body ?? { success: true });
	switch (kind) {
		case 'slow':
			return undefined;
		case 'hang':
			return reply.hijack();
		case 'reset':
			breakConnection(reply, '');
			return reply;
		case 'resetMidBody':
			breakConnection(reply, text.slice(0, -1));
			return reply;
		case 'html':
			return sendRaw(reply, status ?? 502, 'text/html; charset=utf-8', HTML);
		case 'truncated':
			return sendRaw(reply, status ?? answer.status, json, text.slice(0, text.length / 2));
		case 'empty':
			return reply.code(status ?? 200).send();
		case 'huge': {
			const filling = 'x'.repeat(fault.bytes ?? 20_000_000);
			return sendRaw(reply, status ?? 200, json, `{"success":true,"filling":"${filling}"}`);
		}
		case 'status': {
			const body = fault.body ?? { errors: { server: ['Something went wrong'] } };
			const raw = typeof body === 'string' ? body : JSON.stringify(body);
			return sendRaw(reply, status ?? 500, fault.contentType ?? json, raw);
		}
	}
}
