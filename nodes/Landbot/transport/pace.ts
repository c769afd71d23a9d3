import { sleep } from 'n8n-workflow';

/** Landbot documents a hard limit of 10 requests per second and token. */
const REQUESTS = 10;
const SECOND_MS = 1000;

/**
 * Travel time smears a burst: requests that left within the limit can arrive above it. The window is therefore kept
 * a margin longer than the second that Landbot counts. It widens when Landbot answers 429 and narrows with every
 * request that passes.
 */
const MARGIN_MS = { least: 20, first: 40, most: 300, perRefusal: 40, perPass: 0.5 };

interface Waiter {
	leave: () => void;
}

/** What the process knows about one token. */
interface Gate {
	/** When the last requests left, in milliseconds since epoch; at most `REQUESTS`, oldest first. */
	departures: number[];
	marginMs: number;
	/** Nothing leaves before this moment, in milliseconds since epoch. */
	closedUntil: number;
	/** Who waits, by job. The jobs take turns, so that a long campaign does not keep a dropdown waiting. */
	lines: Map<object, Waiter[]>;
	open: boolean;
}

/** After this time without a request, in milliseconds, a token is forgotten. */
const FORGOTTEN_AFTER_MS = 600_000;

const gates = new Map<string, Gate>();

function gateOf(token: string): Gate {
	const known = gates.get(token);
	if (known) return known;
	for (const [other, { lines, departures, closedUntil }] of gates) {
		const lastUse = Math.max(closedUntil, ...departures.slice(-1));
		if (lines.size === 0 && lastUse < Date.now() - FORGOTTEN_AFTER_MS) gates.delete(other);
	}
	const gate: Gate = {
		departures: [],
		marginMs: MARGIN_MS.first,
		closedUntil: 0,
		lines: new Map(),
		open: false,
	};
	gates.set(token, gate);
	return gate;
}

/** How long the next request has to wait, in milliseconds; 0 when it may leave now. */
function waitMs(gate: Gate): number {
	const now = Date.now();
	const [oldest] = gate.departures;
	const nextSlot = gate.departures.length < REQUESTS ? now : oldest + SECOND_MS + gate.marginMs;
	return Math.max(0, nextSlot - now, gate.closedUntil - now);
}

/** Lets the first of the job that waited longest leave, and puts that job at the end. */
function letOneLeave(gate: Gate): void {
	const [[job, line]] = gate.lines;
	gate.lines.delete(job);
	const next = line.shift();
	if (line.length > 0) gate.lines.set(job, line);
	gate.departures.push(Date.now());
	if (gate.departures.length > REQUESTS) gate.departures.shift();
	next?.leave();
}

/** Serves everyone who waits at the gate. */
async function serve(gate: Gate): Promise<void> {
	gate.open = true;
	while (gate.lines.size > 0) {
		const wait = waitMs(gate);
		if (wait > 0) await sleep(wait);
		else letOneLeave(gate);
	}
	gate.open = false;
}

/**
 * Resolves when a request of this token may leave: at most `REQUESTS` in any second plus margin, shared by everything
 * in this process. `job` is whatever the request belongs to, such as one run of a node. Rejects with the signal's
 * reason when the signal aborts first.
 */
export async function turn(token: string, job: object, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	const gate = gateOf(token);
	await new Promise<void>((resolve, reject) => {
		const line = gate.lines.get(job) ?? [];
		const giveUp = () => {
			line.splice(line.indexOf(waiter), 1);
			if (line.length === 0) gate.lines.delete(job);
			reject(signal?.reason);
		};
		const waiter: Waiter = {
			leave: () => {
				signal?.removeEventListener('abort', giveUp);
				resolve();
			},
		};
		line.push(waiter);
		gate.lines.set(job, line);
		signal?.addEventListener('abort', giveUp, { once: true });
		if (!gate.open) void serve(gate);
	});
}

/** Landbot answered 429: nothing of this token leaves for `pauseMs` milliseconds, and the margin widens. */
export function refused(token: string, pauseMs: number): void {
	const gate = gateOf(token);
	gate.closedUntil = Math.max(gate.closedUntil, Date.now() + pauseMs);
	gate.marginMs = Math.min(MARGIN_MS.most, gate.marginMs + MARGIN_MS.perRefusal);
}

/** Landbot let a request pass: the margin narrows a little. */
export function passed(token: string): void {
	const gate = gateOf(token);
	gate.marginMs = Math.max(MARGIN_MS.least, gate.marginMs - MARGIN_MS.perPass);
}
