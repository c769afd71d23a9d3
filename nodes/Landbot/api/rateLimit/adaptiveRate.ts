/**
 * How many requests a process may send of the 10 per second that Landbot allows for a token, when other processes, such
 * as the workers of n8n's queue mode, use the token too. They share no memory: each knows what Landbot accepts of its own
 * requests, and the time of day.
 *
 * Requests leave in rounds of a little more than a second, which begin at the same times of day in all processes. From
 * time to time a process asks for a request more than its share; what is refused of a round it gives up. Where each job
 * waits the same time between two requests, refusals meet whoever asks for the most, so the shares become equal for each
 * job (the additive increase of TCP, with the order of a round in place of its multiplicative decrease). A process that
 * is alone is never refused, and sends 10 in each round.
 *
 * The constants are those of the table that `npm run simulate:rate` prints; docs/decisions.md says what else was tried.
 */

/** Landbot documents a hard limit of 10 requests per second and token. */
export const REQUESTS = 10;
const SECOND_MS = 1000;

/** Length of a round: what travels for a longer or a shorter time than the others needs some room. */
const ROUND_MS = 1050;
/** A request leaves at least this much more than a second after the tenth before it. */
const MARGIN_MS = 40;
/** A request that could leave only this late after its place in a round waits for the next one. */
const LATE_MS = 80;
/** Time between two requests of one job in a round. */
const SPACING_MS = 20;

/** What a round adds to the next request that is asked for, for each job and each round since the last refusal. */
const GAIN = 0.125;
/** What is left to each job, and to the process, when a second process appears. */
const FIRST_PER_JOB = 4;
const FIRST_AT_MOST = 6;
/** So many refusals in a round come from travel times while the process has all for its own. */
const TOLERATED = 2;
/** After so many rounds with nothing but refusals, the time of day of the others is another; rounds begin elsewhere then. */
const STARVED_ROUNDS = 3;

/** After so many rounds without a request a process knows nothing of the others any more. */
const FORGOTTEN_ROUNDS = 10;

/** Weight of the latest answer in what is usual, as in TCP (RFC 6298). */
const LATEST = 1 / 16;

/** Rounds whose answers may still come: what waits for Landbot waits for 30 seconds. */
const REMEMBERED = 30;

interface Round {
	/** From when to when, in milliseconds; it was opened at the first request that wanted to leave in it. */
	startsAt: number;
	endsAt: number;
	openedAt: number;
	/** When each of its requests may leave, and how many of them are asked for beyond the share. */
	slots: number[];
	extra: number;
	sent: number;
	answered: number;
	refused: number;
}

/** What the answers have taught about a token. All moments are of the caller's clock, in milliseconds. */
export interface AdaptiveRate {
	/** Requests in a round that the others have left to this process. */
	share: number;
	/** Part of the next request that will be asked for beyond the share. */
	gained: number;
	/** Rounds since the last refusal. */
	quietRounds: number;
	/** How much later than at the common time of day the rounds begin. */
	phaseMs: number;
	/** Usual time until an answer, and how many have come. */
	roundTripMs: number;
	answers: number;
	/** The latest rounds, the current one last. */
	rounds: Round[];
}

/** The moment by both clocks, how many jobs wait, and when the last requests left: at most `REQUESTS`, oldest first. */
export interface Situation {
	now: number;
	timeOfDay: number;
	jobs: number;
	departures: number[];
	/** Gives numbers from 0 to 1. */
	random: () => number;
}

/** What is known at the start. */
export const createAdaptiveRate = (): AdaptiveRate => ({
	share: REQUESTS,
	gained: 0,
	quietRounds: 0,
	phaseMs: 0,
	roundTripMs: 0,
	answers: 0,
	rounds: [],
});

/** When the next request may leave. */
export function nextDeparture(rate: AdaptiveRate, situation: Situation): number {
	const { now, departures } = situation;
	const { slots, sent, endsAt } = roundAt(rate, situation);
	if (sent === slots.length) return endsAt;
	const freeAt = departures.length < REQUESTS ? 0 : departures[0] + SECOND_MS + MARGIN_MS;
	if (freeAt > Math.max(now, slots[sent] + LATE_MS)) return Math.max(freeAt, endsAt);
	return Math.max(now, freeAt, slots[sent]);
}

/** A request leaves, as `nextDeparture` said. */
export function afterDeparture({ rounds }: AdaptiveRate): void {
	rounds[rounds.length - 1].sent += 1;
}

/** The round of this moment. */
function roundAt(rate: AdaptiveRate, situation: Situation): Round {
	const { now, timeOfDay, jobs, random } = situation;
	const former = rate.rounds[rate.rounds.length - 1] as Round | undefined;
	if (former && now < former.endsAt) return former;

	const latest = rate.rounds.slice(-STARVED_ROUNDS);
	const isStarved = latest.every(({ sent, refused }) => sent > 0 && refused === sent);
	if (isStarved && latest.length === STARVED_ROUNDS) rate.phaseMs = random() * ROUND_MS;
	const startsAt = now - ((timeOfDay - rate.phaseMs) % ROUND_MS);

	const extra = former ? extraAfter(rate, former, startsAt, jobs) : 0;
	const places = Array.from({ length: rate.share + extra }, (_, index) => Math.floor(index / jobs));
	const round: Round = {
		startsAt,
		endsAt: startsAt + ROUND_MS,
		openedAt: now,
		slots: places.map((place) => startsAt + (place + random()) * SPACING_MS).sort((a, b) => a - b),
		extra,
		sent: 0,
		answered: 0,
		refused: 0,
	};
	rate.rounds = [...rate.rounds, round].slice(-REMEMBERED);
	return round;
}

/** How many requests to ask for beyond the share, in a round that starts at `startsAt`. */
function extraAfter(rate: AdaptiveRate, former: Round, startsAt: number, jobs: number): number {
	const passed = Math.max(1, Math.round((startsAt - former.startsAt) / ROUND_MS));
	if (passed > FORGOTTEN_ROUNDS) {
		Object.assign(rate, { share: REQUESTS, gained: 0, quietRounds: 0 });
		return 0;
	}
	const isOpen = former.extra > 0 && former.answered < former.sent;
	if (!isOpen) rate.gained += GAIN * jobs * rate.quietRounds;
	rate.quietRounds += passed;
	const extra = isOpen ? 0 : Math.min(REQUESTS - rate.share, Math.floor(rate.gained));
	rate.gained = Math.min(1, rate.gained - extra);
	return extra;
}

/** Landbot let a request pass that had left at `departedAt`. */
export function afterAccepted(rate: AdaptiveRate, departedAt: number, now: number): void {
	const round = answer(rate, departedAt, now);
	if (!round || round.refused > 0 || round.answered < round.slots.length) return;
	if (round.extra > 0) rate.share = Math.max(rate.share, round.answered);
}

/** Landbot refused a request of one of so many jobs that had left at `departedAt`. */
export function afterRateLimited(
	rate: AdaptiveRate,
	jobs: number,
	departedAt: number,
	now: number,
): void {
	const round = answer(rate, departedAt, now);
	if (!round) return;
	round.refused += 1;
	const { slots, extra, refused } = round;
	const hadAll = slots.length - extra === REQUESTS;
	if (hadAll && refused <= TOLERATED) return;
	const least = hadAll ? Math.min(FIRST_AT_MOST, FIRST_PER_JOB * jobs) : 1;
	rate.share = Math.min(rate.share, Math.max(least, slots.length - refused));
	rate.gained = 0;
	rate.quietRounds = 0;
}

/** An answer came at `now`, to a request of the round that it gives. */
function answer(rate: AdaptiveRate, departedAt: number, now: number): Round | undefined {
	rate.answers += 1;
	const weight = Math.max(LATEST, 1 / rate.answers);
	rate.roundTripMs += (now - departedAt - rate.roundTripMs) * weight;
	const round = rate.rounds.filter(({ openedAt }) => openedAt <= departedAt).pop();
	if (round) round.answered += 1;
	return round;
}

/**
 * When a request that left at `departedAt` and was answered at `now` counts as having left: as much later as it seems to
 * have been on its way for longer than usual.
 */
export const departureOf = (
	{ roundTripMs }: AdaptiveRate,
	departedAt: number,
	now: number,
): number => departedAt + Math.max(0, now - departedAt - roundTripMs) / 2;
