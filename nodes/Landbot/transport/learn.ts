/**
 * What the answers teach about a token. Two things make Landbot refuse although this process keeps to 10 requests per
 * second, and each has its remedy:
 *
 * - Travel time smears a burst, so that requests which left within the limit arrive above it. Refusals are rare then,
 *   and a margin on top of the second that Landbot counts absorbs them.
 * - Another process uses the token too, such as a second worker in queue mode. Refusals are many then. The processes
 *   share the limit by each slowing down at a refusal and speeding up with time, as TCP does; requests leave evenly
 *   spaced, because bursts of two processes would only meet.
 *
 * The numbers come from a simulation of one to three processes at latencies of 20 and 150 ms.
 */
export interface Lesson {
	/** Milliseconds added to the second in which ten requests may leave. */
	marginMs: number;
	/** Requests per second while the limit is shared; undefined while the token seems to be this process's alone. */
	sharedRate?: number;
	/** How long an answer usually takes, in milliseconds; low until enough have come. */
	usualMs: number;
	/** Part of the latest answers that were refusals, 0 to 1. */
	refusals: number;
	/** Moments are in milliseconds of one clock, whichever the caller uses. */
	lastAnswerAt: number;
	lastRefusalAt: number;
	slowedAt: number;
}

const MARGIN_MS = { first: 80, least: 20, most: 100, perRefusal: 40, keptPerPass: 0.9985 };

/** An answer that took this many times the usual is late, and so its request may have arrived late. */
const LATE = 1.5;

/** Weight of the latest answer in `usualMs` and `refusals`, and the part from which on the token counts as shared. */
const LATEST = 0.05;
const CROWDED = 0.09;

const RATE = {
	/** Requests per second at first, kept at a refusal (as a part), and enough to count as alone again. */
	first: 5,
	kept: 0.8,
	alone: 9.5,
	/** Requests per second gained each second, and the same more for every second without a refusal. */
	gained: 0.3,
	least: 2,
};

/** What is known at the start. */
export const noLesson = (): Lesson => ({
	marginMs: MARGIN_MS.first,
	usualMs: 0,
	refusals: 0,
	lastAnswerAt: 0,
	lastRefusalAt: 0,
	slowedAt: 0,
});

/**
 * When a request that left at `departedAt` and was answered at `now` counts as having left, all in
 * milliseconds: later than it did when its answer was late. The first requests over new connections are.
 */
export function departureOf(lesson: Lesson, departedAt: number, now: number): number {
	const tookMs = now - departedAt;
	const late = tookMs > lesson.usualMs * LATE;
	const departure = late ? now - lesson.usualMs : departedAt;
	lesson.usualMs += (tookMs - lesson.usualMs) * LATEST;
	return departure;
}

/** Landbot let a request pass at `now`. */
export function learnFromPass(lesson: Lesson, now: number): void {
	lesson.refusals -= lesson.refusals * LATEST;
	lesson.marginMs = Math.max(MARGIN_MS.least, lesson.marginMs * MARGIN_MS.keptPerPass);
	if (lesson.sharedRate !== undefined) {
		const seconds = Math.min(1, (now - lesson.lastAnswerAt) / 1000);
		const quietSeconds = (now - lesson.lastRefusalAt) / 1000;
		lesson.sharedRate += RATE.gained * (1 + quietSeconds) * seconds;
		if (lesson.sharedRate > RATE.alone) lesson.sharedRate = undefined;
	}
	lesson.lastAnswerAt = now;
}

/** Landbot refused at `now` a request that had left at `departedAt`. */
export function learnFromRefusal(lesson: Lesson, departedAt: number, now: number): void {
	lesson.refusals += (1 - lesson.refusals) * LATEST;
	lesson.marginMs = Math.min(MARGIN_MS.most, lesson.marginMs + MARGIN_MS.perRefusal);
	// Requests that left before the last slowing down say nothing about the new rate.
	if (departedAt >= lesson.slowedAt) {
		if (lesson.sharedRate !== undefined) {
			lesson.sharedRate = Math.max(RATE.least, lesson.sharedRate * RATE.kept);
		} else if (lesson.refusals > CROWDED) {
			lesson.sharedRate = RATE.first;
		}
		lesson.slowedAt = now;
	}
	lesson.lastAnswerAt = now;
	lesson.lastRefusalAt = now;
}
