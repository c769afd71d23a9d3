import { sleep } from 'n8n-workflow';
import { until } from '../../simulator/test/client.ts';
import { customer, SEND, sorted, texts, TOO_MANY, upTo, withCampaign } from '../support/campaign';
import {
	callTool,
	landbotWorkflow,
	resultOf,
	runLandbot,
	runWorkflow,
	searchList,
} from '../support/n8n';
import { ELIF as BLOCKED, TARA } from '../support/people';

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

/** What an agent lends to its tools. */
const AGENT = {
	node: { name: 'Agent' },
	data: { main: [[{ json: {} }]] },
	source: null,
} as never;

/** 25 texts, the seventh of them to a customer who is blocked. */
const withOneBlocked = () => texts(25).with(6, { customer: BLOCKED, text: '6' });

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

it.concurrent(
	'keeps the order of the messages to each customer, whatever each request takes',
	withCampaign(async ({ simulator, send, received }) => {
		simulator.setLatency({ medianMs: 30, sigma: 1 });
		simulator.addFault({ every: 5, ...TOO_MANY });
		await send(texts(15));
		expect(received()).toEqual(upTo(5).map((index) => upTo(3).map((round) => round * 5 + index)));
	}),
);

it.concurrent(
	'sends nothing more after a customer cannot be reached, and says how many were sent',
	withCampaign(async ({ send, received }) => {
		const { error } = await send(withOneBlocked());
		expect(error?.context?.itemIndex).toBe(6);
		expect(error?.message).toBe('Landbot cannot do this for customer 473500006 at the moment');
		const sent = received().flat().length;
		expect(sent).toBeLessThan(20);
		expect(error?.description).toContain(
			`${sent} of 25 items were done, ${24 - sent} were not attempted`,
		);
	}),
);

it.concurrent(
	'sends nothing more either when n8n starts the items in batches',
	withCampaign(async ({ send, received }) => {
		const batching = { batch: { batchSize: 2, batchInterval: 50 } };
		const { error } = await send(withOneBlocked(), {
			parameters: { ...SEND, requestOptions: { batching } } as never,
		});
		expect(error?.context?.itemIndex).toBe(6);
		expect(received().flat().length).toBeLessThan(20);
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
	'sends with the next try what waited for its turn when another one failed',
	withCampaign(async ({ simulator, send }) => {
		const customers = upTo(12).map((index) => TARA + index);
		simulator.addFault({
			path: `/${TARA + 3}/send_text/`,
			times: 1,
			status: 412,
			body: { errors: { customer_id: ['You cannot send a message to this customer'] } },
		});
		const { output } = await send(
			customers.map((id) => ({ customer: id, text: 'Hello' })),
			RETRY,
		);
		expect(output).toHaveLength(12);
		expect(customers.map((id) => simulator.messagesOf(id).length)).toEqual(Array(12).fill(1));
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
	'does not send again what was delivered, whatever the answer looked like',
	withCampaign(async ({ simulator, send, received }) => {
		simulator.addFault({
			path: `/${customer(1)}/`,
			times: 1,
			status: 200,
			body: 'null',
			applied: true,
		});
		await send(texts(4), RETRY);
		expect(sorted(received().flat())).toEqual(upTo(4));
	}),
);

it.concurrent(
	'sends nothing when an expression of a later row fails',
	withCampaign(async ({ simulator, account }) => {
		const { error } = await runLandbot(account, texts(20), {
			...SEND,
			text: '={{ $json.text === "15" ? $("Nobody").item.json.text : $json.text }}',
		});
		expect(error?.message).toContain('node doesn');
		await sleep(300);
		expect(simulator.log).toEqual([]);
	}),
);

it.concurrent(
	'answers every call of an agent for itself, though they share the execution data of the agent',
	withCampaign(async ({ account, received }) => {
		const results = [];
		for (const args of texts(2)) {
			results.push(...(await callTool(account, AGENT, args, SEND, RETRY)));
		}
		expect(results.map(({ customer_id }) => customer_id)).toEqual([customer(0), customer(1)]);
		expect(received().flat()).toEqual([0, 1]);
	}),
);

it.concurrent(
	'keeps the order of what an agent sends to one customer in one turn, and gives a model the advice',
	withCampaign(async ({ simulator, account, received }) => {
		simulator.setLatency({ medianMs: 40, sigma: 1.5 });
		const turn = [
			...upTo(6).map((text) => ({ customer: customer(0), text })),
			{ customer: BLOCKED, text: 6 },
		];
		const answers = await Promise.all(
			turn.map(
				async (args) =>
					await callTool(account, AGENT, args, SEND, {
						type: 'n8n-nodes-landbot.landbotTool',
						onError: 'continueRegularOutput',
					}),
			),
		);
		expect(received()[0]).toEqual(upTo(6));
		expect(answers.at(-1)).toMatchObject([
			{ error: expect.stringMatching(/at the moment\. Landbot says: .*Usual causes: /) },
		]);
	}),
);

it.concurrent(
	'gives an agent the row of a report, too',
	withCampaign(async ({ account }) => {
		const args = { customer: String(BLOCKED), text: 'Hello' };
		const parameters = { ...SEND, options: { report: true } };
		const rows = await callTool(account, AGENT, args, parameters);
		expect(rows).toMatchObject([{ status: 'failed', customer_id: BLOCKED, http_code: '412' }]);
	}),
);

it.concurrent(
	'stops sending when the execution is cancelled, and shows what was sent',
	withCampaign(async ({ simulator, account, received }) => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const execution = runWorkflow(landbotWorkflow(texts(60), SEND, settings), account);
		await until(() => received().flat().length > 10);
		execution.cancel();
		const run = await execution;
		expect(run.status).toBe('canceled');
		await sleep(500);
		const shown = resultOf(run).output.map(
			({ pairedItem }) => (pairedItem as { item: number }).item,
		);
		expect(shown).toEqual(expect.arrayContaining(received().flat()));
		const sent = simulator.log.length;
		expect(sent).toBeLessThan(40);
		await sleep(1200);
		expect(simulator.log).toHaveLength(sent);
	}),
);
