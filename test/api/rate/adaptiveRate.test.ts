import * as rates from '../../../nodes/Landbot/api/rateLimit/adaptiveRate';

const ROUND_MS = 1050;

/** One process at the start; `random` gives these numbers, again and again. */
function startRate({ jobs = 1, numbers = [0.5] } = {}) {
	const rate = rates.createAdaptiveRate();
	let drawn = 0;
	const random = () => numbers[drawn++ % numbers.length];
	return {
		rate,
		/** When the next request may leave, by both clocks. */
		next: (now: number) =>
			rates.nextDeparture(rate, { now, timeOfDay: now, jobs, departures: [], random }),
		leave: () => rates.afterDeparture(rate),
		accept: (departedAt: number, now: number) => rates.afterAccepted(rate, departedAt, now),
		refuse: (departedAt: number, now: number) =>
			rates.afterRateLimited(rate, jobs, departedAt, now),
	};
}

it('lets the requests of two jobs leave one after another, two in each place of the round', () => {
	const { next, leave } = startRate({ jobs: 2, numbers: [0.9, 0.1] });
	const moments = Array.from({ length: 10 }, () => {
		const at = next(0);
		leave();
		return at;
	});
	expect(moments).toEqual([2, 18, 22, 38, 42, 58, 62, 78, 82, 98]);
	expect(next(0)).toBe(ROUND_MS);
});

/** Three rounds with as many requests and refusals in each. */
function threeRounds(sent: number, refused: number) {
	const { rate, next, leave, refuse } = startRate();
	for (let round = 0; round < 3; round++) {
		const at = round * ROUND_MS;
		next(at);
		for (let index = 0; index < sent; index++) leave();
		for (let index = 0; index < refused; index++) refuse(at, at + 100);
	}
	next(3 * ROUND_MS);
	return rate.phaseMs;
}

it.each([
	['everything was refused', 2, 2, ROUND_MS / 2],
	['one request passed', 2, 1, 0],
	['nothing was sent', 0, 0, 0],
])(
	'begins its rounds elsewhere after three in which all was refused: %s',
	(_, sent, refused, phase) => {
		expect(threeRounds(sent, refused)).toBe(phase);
	},
);

it('takes for usual what answers have taken, the first ones all alike', () => {
	const { rate, next, leave, accept } = startRate();
	next(0);
	for (const ms of [100, 200, 300]) {
		leave();
		accept(0, ms);
	}
	expect(rate.roundTripMs).toBeCloseTo(200);
	expect(rates.departureOf(rate, 1000, 1300)).toBeCloseTo(1050);
	expect(rates.departureOf(rate, 1000, 1100)).toBe(1000);
});

it('learns nothing from an answer to what left before it knew anything', () => {
	const { rate, refuse, accept } = startRate();
	refuse(0, 100);
	accept(0, 100);
	expect(rate.share).toBe(rates.REQUESTS);
});

/** A process that was refused three requests in its first round, which leaves it seven. */
function refusedThree(jobs = 1) {
	const started = startRate({ jobs });
	const { rate, next, leave, refuse, accept } = started;
	next(0);
	for (let index = 0; index < 10; index++) leave();
	for (let index = 0; index < 3; index++) refuse(0, 100);
	for (let index = 0; index < 7; index++) accept(0, 100);
	const latest = () => rate.rounds[rate.rounds.length - 1];
	/** Sends all of the round that begins then, and has it accepted. */
	const pass = (at: number) => {
		next(at);
		const { slots } = latest();
		slots.forEach(leave);
		slots.forEach(() => accept(at, at + 100));
	};
	return {
		...started,
		latest,
		pass,
		/** Has everything accepted until a round asks for a request beyond a share of so many; gives when that begins. */
		untilItAsksBeyond(share: number) {
			for (let at = ROUND_MS; at < 300 * ROUND_MS; at += ROUND_MS) {
				next(at);
				if (latest().extra > 0 && rate.share === share) return at;
				pass(at);
			}
			throw new Error('It never does');
		},
	};
}

it('gives up what is refused, and asks for more round by round once nothing is', () => {
	const { rate, pass } = refusedThree();
	expect(rate.share).toBe(7);

	const shares: number[] = [];
	for (let round = 1; round <= 12; round++) {
		pass(round * ROUND_MS);
		shares.push(rate.share);
	}
	expect(shares).toEqual([7, 7, 7, 7, 8, 8, 9, 10, 10, 10, 10, 10]);
});

it('begins its rounds elsewhere also where all was well before', () => {
	const { rate, next, leave, refuse, accept } = startRate();
	for (let round = 0; round < 4; round++) {
		const at = round * ROUND_MS;
		next(at);
		leave();
		if (round === 0) accept(at, at + 100);
		else refuse(at, at + 100);
	}
	next(4 * ROUND_MS);
	expect(rate.phaseMs).toBe(ROUND_MS / 2);
});

it('remembers half a minute, however long it sends', () => {
	const { rate, next } = startRate();
	for (let round = 0; round < 100; round++) next(round * ROUND_MS);
	expect(rate.rounds).toHaveLength(30);
});

it.each([
	[10, 7],
	[11, 10],
])('after %i rounds without a request it may send %i', (rounds, share) => {
	const { rate, next } = refusedThree();
	next(rounds * ROUND_MS);
	expect(rate.share).toBe(share);
});

it.each([1, 40])(
	'asks for nothing more while it does not know what became of what %i jobs have asked for',
	(jobs) => {
		const { rate, next, leave, latest, untilItAsksBeyond } = refusedThree(jobs);
		const at = untilItAsksBeyond(7);
		leave();
		const { gained } = rate;
		next(at + ROUND_MS);
		expect([latest().extra, rate.gained]).toEqual([0, gained]);
	},
);

it('does not take back what it gave up when an older round turns out to have passed', () => {
	const { rate, next, leave, refuse, accept } = startRate();
	for (const at of [0, ROUND_MS]) {
		next(at);
		for (let index = 0; index < 10; index++) leave();
	}
	for (let index = 0; index < 3; index++) refuse(ROUND_MS, ROUND_MS + 100);
	for (let index = 0; index < 10; index++) accept(0, ROUND_MS + 200);
	expect(rate.share).toBe(7);
});

it('takes two refusals for the travel of requests while it has all for its own, and no third', () => {
	const { rate, next, leave, refuse } = startRate();
	next(0);
	for (let index = 0; index < 10; index++) leave();
	refuse(0, 100);
	refuse(0, 100);
	expect(rate.share).toBe(10);
	refuse(0, 100);
	expect(rate.share).toBe(7);
});

it('begins to wait anew when the request that it has asked for beyond its share is refused', () => {
	const { rate, leave, refuse, untilItAsksBeyond } = refusedThree();
	const at = untilItAsksBeyond(8);
	leave();
	refuse(at, at + 100);
	expect([rate.share, rate.quietRounds, rate.gained]).toEqual([8, 0, 0]);
});
