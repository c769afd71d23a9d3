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

it('gives up what is refused, and asks for more round by round once nothing is', () => {
	const { rate, next, leave, refuse, accept } = startRate();
	next(0);
	for (let index = 0; index < 10; index++) leave();
	for (let index = 0; index < 3; index++) refuse(0, 100);
	expect(rate.share).toBe(7);
	for (let index = 0; index < 7; index++) accept(0, 100);

	const shares: number[] = [];
	for (let round = 1; round <= 12; round++) {
		const at = round * ROUND_MS;
		next(at);
		const { slots } = rate.rounds[rate.rounds.length - 1];
		slots.forEach(leave);
		slots.forEach(() => accept(at, at + 100));
		shares.push(rate.share);
	}
	expect(shares).toEqual([7, 7, 7, 7, 8, 8, 9, 10, 10, 10, 10, 10]);
});
