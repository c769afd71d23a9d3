import { until } from '../../simulator/test/client.ts';
import { customer, SEND, texts, upTo, withCampaign } from '../support/campaign';
import { landbotWorkflow, resultOf, runLandbot, runWorkflow } from '../support/n8n';
import { ELIF } from '../support/people';

/** What a person has set under Request Options > Batching. */
const batching = (batchSize: number, batchInterval: number) => ({
	requestSettings: { batching: { batch: { batchSize, batchInterval } } },
});

describe("a person's own Batching", () => {
	it(
		'lets that many leave together, and the next ones after the interval',
		withCampaign(async ({ account, simulator }) => {
			const items = upTo(9).map((text) => ({ customer: customer(text), text }));
			await runLandbot(account, items, { ...SEND, ...batching(3, 1500) });
			const starts = simulator.log.map(({ at }) => Math.round((at - simulator.log[0].at) / 1500));
			expect(starts).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
		}),
	);

	it(
		'loses no check: one wrong item in the last batch, and nothing leaves',
		withCampaign(async ({ account, simulator }) => {
			const items = texts(9).with(8, { customer: 'Ana', text: 'x' });
			const { error } = await runLandbot(account, items, { ...SEND, ...batching(3, 60_000) });
			expect(error?.message).toBe("'Ana' is not the ID of a customer");
			expect(simulator.log).toEqual([]);
		}),
	);

	it(
		'ends with the execution',
		withCampaign(async ({ account, simulator }) => {
			const parameters = { ...SEND, ...batching(1, 60_000) };
			const execution = runWorkflow(landbotWorkflow(texts(3), parameters), account);
			await until(() => simulator.log.length > 0);
			execution.cancel();
			expect((await execution).status).toBe('canceled');
			expect(simulator.log).toHaveLength(1);
		}),
	);

	it.each([
		['off', batching(2, 0)],
		['switched off by -1', batching(-1, 60_000)],
	])('may be %s', async (_, settings) => {
		await withCampaign(async ({ account, received }) => {
			await runLandbot(account, texts(5), { ...SEND, ...settings });
			expect(received().flat()).toHaveLength(5);
		})();
	});

	it(
		"means the same under n8n's own name, as other programs write it, and stops at a failure",
		withCampaign(async ({ account, received }) => {
			const { requestSettings } = batching(3, 400);
			const workflow = landbotWorkflow(texts(9).with(5, { customer: ELIF, text: '5' }), {
				...SEND,
				requestOptions: requestSettings,
			});
			const { error } = resultOf(await runWorkflow(workflow, account));
			expect(error?.context?.itemIndex).toBe(5);
			expect(received().flat().length).toBeLessThan(6);
		}),
	);
});
