import { sleep } from 'n8n-workflow';
import { departureOf, learnFromPass, learnFromRefusal, noLesson, type Lesson } from './learn';

// All moments are of `performance.now()`: a clock that is set back must not hold up a campaign.

/** Landbot documents a hard limit of 10 requests per second and token. */
export const REQUESTS = 10;
const SECOND_MS = 1000;

/** After this time without a request, in milliseconds, a token is forgotten. */
const FORGOTTEN_AFTER_MS = 600_000;

/** What the process knows about one token. */
interface Gate {
	/** When the last requests left, in milliseconds; at most `REQUESTS`, oldest first. */
	departures: number[];
	/** Nothing leaves before this moment, in milliseconds. */
	closedUntil: number;
	/** Who waits, by job. The jobs take turns, so that a long campaign does not keep a dropdown waiting. */
	lines: Map<object, Array<(departedAt: number) => void>>;
	/** Whether somebody is being served. */
	busy: boolean;
	lesson: Lesson;
}

const gates = new Map<string, Gate>();

function gateOf(token: string): Gate {
	const known = gates.get(token);
	if (known) return known;
	for (const [other, { lines, departures, closedUntil }] of gates) {
		const lastUse = Math.max(closedUntil, ...departures);
		if (lines.size === 0 && lastUse < performance.now() - FORGOTTEN_AFTER_MS) gates.delete(other);
	}
	const gate: Gate = {
		departures: [],
		closedUntil: 0,
		lines: new Map(),
		busy: false,
		lesson: noLesson(),
	};
	gates.set(token, gate);
	return gate;
}

/** When the next request may leave, in milliseconds. */
function nextDeparture({ departures, closedUntil, lesson }: Gate): number {
	const { marginMs, sharedRate } = lesson;
	const full = departures.length === REQUESTS;
	return Math.max(
		closedUntil,
		full ? departures[0] + SECOND_MS + marginMs : 0,
		sharedRate ? departures[departures.length - 1] + SECOND_MS / sharedRate : 0,
	);
}

/** Lets everyone who waits at the gate leave: the first of one job, then the first of the next. */
async function serve(gate: Gate): Promise<void> {
	gate.busy = true;
	while (gate.lines.size > 0) {
		const waitMs = nextDeparture(gate) - performance.now();
		if (waitMs > 0) {
			await sleep(waitMs);
			continue;
		}
		const [[job, line]] = gate.lines;
		gate.lines.delete(job);
		const leave = line.shift();
		if (line.length > 0) gate.lines.set(job, line);
		const now = performance.now();
		gate.departures = [...gate.departures, now].slice(-REQUESTS);
		leave?.(now);
	}
	gate.busy = false;
}

/**
 * Resolves when a request of this token may leave, with that moment in milliseconds: at most `REQUESTS` in
 * any second, shared by everything in this process. `job` is whatever the request belongs to, such as one run of a
 * node; what was refused and comes `again` is the first of its job. Rejects with the signal's reason when the signal aborts first.
 */
export async function turn(
	token: string,
	job: object,
	signal?: AbortSignal,
	again = false,
): Promise<number> {
	signal?.throwIfAborted();
	const gate = gateOf(token);
	return await new Promise((resolve, reject) => {
		const line = gate.lines.get(job) ?? [];
		const giveUp = () => {
			line.splice(line.indexOf(leave), 1);
			if (line.length === 0) gate.lines.delete(job);
			reject(signal?.reason);
		};
		const leave = (departedAt: number) => {
			signal?.removeEventListener('abort', giveUp);
			resolve(departedAt);
		};
		if (again) line.unshift(leave);
		else line.push(leave);
		gate.lines.set(job, line);
		signal?.addEventListener('abort', giveUp, { once: true });
		if (!gate.busy) void serve(gate);
	});
}

/** Corrects when a request left, now that its answer tells how long it was on its way. */
function correct({ departures, lesson }: Gate, departedAt: number): void {
	const departure = departureOf(lesson, departedAt, performance.now());
	const place = departures.indexOf(departedAt);
	if (place < 0) return;
	departures[place] = departure;
	departures.sort((a, b) => a - b);
}

/** Landbot let a request pass that had left at `departedAt`, in milliseconds. */
export function passed(token: string, departedAt: number): void {
	const gate = gateOf(token);
	correct(gate, departedAt);
	learnFromPass(gate.lesson, performance.now());
}

/** Landbot answered 429 to a request that had left at `departedAt`: nothing of the token leaves for `pauseMs`. */
export function refused(token: string, departedAt: number, pauseMs: number): void {
	const gate = gateOf(token);
	correct(gate, departedAt);
	gate.closedUntil = Math.max(gate.closedUntil, performance.now() + pauseMs);
	learnFromRefusal(gate.lesson, departedAt, performance.now());
}
