import { type Campaign, SEND, texts, upTo, withCampaign } from '../support/campaign';
import { runLandbot } from '../support/n8n';
import { TARA } from '../support/people';

// One after another, in a file of their own: what else runs in the process would blur when requests arrive.

/** Answers come so late that what leaves together is under way together, also on a busy machine. */
const SLOW = { medianMs: 900, beforeShare: 0 };

/** Whose requests had arrived, in order, half-way to the first answer: a busy machine may not have sent all ten by then. */
const underWayAtOnce = ({ simulator: { log } }: Campaign) =>
	log.filter(({ at }) => at <= log[0].at + SLOW.medianMs / 2).map(({ caller }) => caller);

it(
	'sends the first ten at once and then keeps to the limit',
	withCampaign(async (campaign) => {
		const { simulator, send, received } = campaign;
		simulator.setLatency(SLOW);
		const startedAt = Date.now();
		const items = upTo(25).map((text) => ({ customer: TARA + (text % 12), text }));
		const { error } = await send(items);
		expect(error).toBeUndefined();
		expect(Date.now() - startedAt).toBeGreaterThan(2000);
		// Evenly spaced, it would be five.
		expect(underWayAtOnce(campaign).length).toBeGreaterThan(5);
		expect(underWayAtOnce(campaign).length).toBeLessThan(11);
		expect(simulator.log.length).toBeLessThan(35);
		expect(received().flat()).toHaveLength(11);
	}),
);

it(
	'shares the limit between executions, and not between tokens',
	withCampaign(async (campaign) => {
		const { simulator, account, send } = campaign;
		simulator.setLatency(SLOW);
		const other = { ...account, apiToken: simulator.newToken(794002) };
		const ten = texts(10).map((item, index) => ({ ...item, customer: TARA + index }));
		await Promise.all([send(ten), send(ten), runLandbot(other, ten, SEND)]);
		const callers = underWayAtOnce(campaign);
		for (const agent of ['agent 794001', 'agent 794002']) {
			const count = callers.filter((caller) => caller === agent).length;
			expect(count).toBeGreaterThan(5);
			expect(count).toBeLessThan(11);
		}
	}),
);
