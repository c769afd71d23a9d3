import { type Campaign, SEND, texts, upTo, withCampaign } from '../support/campaign';
import { runLandbot } from '../support/n8n';
import { TARA } from '../support/people';

// One after another, in a file of their own: what else runs in the process would blur when requests arrive.

/** Answers come so late that what leaves together is under way together. */
const SLOW = { medianMs: 900, beforeShare: 0 };

/** Whose requests had arrived so long after the first one, in order. The shorter, the fewer of the next second; the longer, the more of this one on a busy machine. */
const arrivedWithin = (ms: number, { simulator: { log } }: Campaign) =>
	log.filter(({ at }) => at <= log[0].at + ms).map(({ caller }) => caller);

it(
	'sends ten in the first second and then keeps to the limit',
	withCampaign(async (campaign) => {
		const { simulator, send, received } = campaign;
		simulator.setLatency(SLOW);
		const startedAt = Date.now();
		const items = upTo(25).map((text) => ({ customer: TARA + (text % 12), text }));
		const { error } = await send(items);
		expect(error).toBeUndefined();
		expect(Date.now() - startedAt).toBeGreaterThan(2000);
		expect(arrivedWithin(950, campaign).length).toBeGreaterThan(5);
		expect(arrivedWithin(450, campaign).length).toBeLessThan(11);
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
		for (const agent of ['agent 794001', 'agent 794002']) {
			const own = arrivedWithin(450, campaign).filter((caller) => caller === agent);
			expect(own.length).toBeLessThan(11);
		}
		expect(arrivedWithin(950, campaign).length).toBeGreaterThan(10);
	}),
);
