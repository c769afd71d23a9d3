import { sleep } from 'n8n-workflow';
import { customer, SEND, sorted, texts, TOO_MANY, upTo, withCampaign } from './campaign';
import { landbotWorkflow, runLandbot, runWorkflow, searchList } from './engine';

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const BLOCKED = 473500006;

/** 25 texts, the seventh of them to a customer who is blocked. */
const withOneBlocked = () => texts(25).with(6, { customer: BLOCKED, text: '6' });

it.concurrent(
	'sends the first ten at once and then keeps to the limit',
	withCampaign(async ({ simulator, send, received }) => {
		const startedAt = Date.now();
		const { error } = await send(texts(35));
		expect(error).toBeUndefined();
		expect(sorted(received().flat())).toEqual(upTo(35));
		expect(Date.now() - startedAt).toBeGreaterThan(3000);
		const [first] = simulator.log;
		expect(simulator.log[9].at - first.at).toBeLessThan(1000);
		expect(simulator.log.length).toBeLessThan(45);
	}),
);

it.concurrent(
	'shares the limit between executions, and not between tokens',
	withCampaign(async ({ simulator, account, send }) => {
		const other = { ...account, apiToken: `${account.apiToken}-other` };
		await Promise.all([send(texts(10)), send(texts(10)), runLandbot(other, texts(10), SEND)]);
		const [{ at }] = simulator.log;
		const inFirstSecond = simulator.log.filter((request) => request.at - at < 900);
		expect(inFirstSecond.filter(({ caller }) => caller === 'agent 794001')).toHaveLength(10);
		expect(inFirstSecond.filter(({ caller }) => caller === 'agent 794002')).toHaveLength(10);
	}),
);

it.concurrent(
	'opens a dropdown while a campaign is under way',
	withCampaign(async ({ simulator, account, send }) => {
		const sending = send(texts(40));
		await sleep(100);
		const { results } = await searchList(account, 'searchChannels');
		expect(results).toHaveLength(5);
		expect(simulator.log.length).toBeLessThan(25);
		await sending;
	}),
);

it.concurrent.each([
	['every second request is refused', { every: 2 }],
	['everything is refused for a while', { forMs: 700 }],
])('delivers everything once when %s', async (_, rule) => {
	await withCampaign(async ({ simulator, send, received }) => {
		simulator.addFault({ ...rule, ...TOO_MANY });
		const { error } = await send(texts(12));
		expect(error).toBeUndefined();
		expect(sorted(received().flat())).toEqual(upTo(12));
	})();
});

it.concurrent(
	'keeps the order of the messages to each customer, whatever each request takes',
	withCampaign(async ({ simulator, send, received }) => {
		simulator.setLatency({ medianMs: 30, sigma: 1 });
		simulator.addFault({ every: 5, ...TOO_MANY });
		await send(texts(25));
		expect(received()).toEqual(upTo(5).map((index) => upTo(5).map((round) => round * 5 + index)));
	}),
);

it.concurrent(
	'sends nothing more after a customer cannot be reached, and says how many were sent',
	withCampaign(async ({ send, received }) => {
		const { error } = await send(withOneBlocked());
		expect(error?.context?.itemIndex).toBe(6);
		expect(error?.message).toBe('The state of customer 473500006 does not allow this');
		const sent = received().flat().length;
		expect(sent).toBeLessThan(10);
		expect(error?.description).toContain(
			`${sent} of 25 items are done, ${24 - sent} not attempted`,
		);
	}),
);

it.concurrent(
	'reaches all others when the node continues on fail',
	withCampaign(async ({ send, received }) => {
		const { output, errorOutput } = await send(withOneBlocked(), {
			onError: 'continueErrorOutput',
		});
		expect(errorOutput.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 6 }]);
		const others = upTo(25).filter((text) => text !== 6);
		expect(sorted(received().flat())).toEqual(others);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(others.map((item) => ({ item })));
	}),
);

it.concurrent(
	'does not message anyone twice when Retry On Fail runs the node again',
	withCampaign(async ({ simulator, send, received }) => {
		simulator.addFault({
			path: `/${customer(3)}/send_text/`,
			times: 2,
			status: 412,
			body: { errors: { customer_id: ['You cannot send a message to this customer'] } },
		});
		const { error, output } = await send(texts(15), RETRY);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(15);
		expect(sorted(received().flat())).toEqual(upTo(15));
	}),
);

it.concurrent(
	'does not send again what may have arrived, not even with Retry On Fail',
	withCampaign(async ({ simulator, send, received }) => {
		simulator.addFault({ path: `/${customer(1)}/`, times: 1, kind: 'reset', applied: true });
		const { error } = await send(texts(4), RETRY);
		expect(error?.message).toBe('The connection to Landbot was lost');
		expect(error?.context?.itemIndex).toBe(1);
		expect(sorted(received().flat())).toEqual(upTo(4));
	}),
);

it.concurrent(
	'stops sending when the execution is cancelled',
	withCampaign(async ({ simulator, account }) => {
		const execution = runWorkflow(landbotWorkflow(texts(60), SEND), account);
		await sleep(1500);
		execution.cancel();
		const { status } = await execution;
		const sent = simulator.log.length;
		expect(status).toBe('canceled');
		expect(sent).toBeLessThan(40);
		await sleep(1200);
		expect(simulator.log).toHaveLength(sent);
	}),
);
