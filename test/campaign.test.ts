import { sleep, type IDataObject, type INode } from 'n8n-workflow';
import { landbotWorkflow, resultOf, runLandbot, runWorkflow, searchList } from './engine';
import { startSimulator, type Simulator } from './simulator/index.ts';

const SEND = {
	resource: 'message',
	operation: 'sendText',
	customer: { __rl: true, mode: 'id', value: '={{ $json.customer }}' },
	text: '={{ $json.text }}',
};
const FIRST = 473500009;
const CUSTOMERS = 5;

let simulator: Simulator;
let account: { apiToken: string; baseUrl: string };
let tests = 0;

beforeEach(async () => {
	const apiToken = `campaign-${++tests}`;
	simulator = await startSimulator({
		tokens: { [apiToken]: 794001, [`${apiToken}-other`]: 794002 },
	});
	account = { apiToken, baseUrl: simulator.baseUrl };
});
afterEach(async () => await simulator.close());

/** Items for as many texts, to five customers in turn. */
const campaign = (texts: number): IDataObject[] =>
	Array.from({ length: texts }, (_, index) => ({
		customer: FIRST + (index % CUSTOMERS),
		text: String(index),
	}));

const send = async (items: IDataObject[], settings?: Partial<INode>) =>
	await runLandbot(account, items, SEND, settings);

/** All texts that were stored, by customer in order of arrival. */
const received = () =>
	Array.from({ length: CUSTOMERS }, (_, index) =>
		simulator.messagesOf(FIRST + index).map(({ data }) => Number(data.body)),
	);

const sorted = (texts: number[]) => [...texts].sort((a, b) => a - b);
const upTo = (end: number) => Array.from({ length: end }, (_, index) => index);

describe('at the rate limit', () => {
	it('sends the first ten at once and then as fast as Landbot allows', async () => {
		const { error } = await send(campaign(35));
		expect(error).toBeUndefined();
		const arrivals = simulator.log.map(({ at }) => at).sort((a, b) => a - b);
		expect(arrivals[9] - arrivals[0]).toBeLessThan(500);
		arrivals.forEach((at, index) => {
			if (index >= 10) expect(at - arrivals[index - 10]).toBeGreaterThanOrEqual(1000);
		});
		expect(sorted(received().flat())).toEqual(upTo(35));
	});

	it('shares the limit between executions, and not between tokens', async () => {
		const other = { ...account, apiToken: `${account.apiToken}-other` };
		const startedAt = Date.now();
		await Promise.all([
			send(campaign(10)),
			send(campaign(10)),
			runLandbot(other, campaign(10), SEND),
		]);
		expect(simulator.log.filter(({ status }) => status === 429)).toHaveLength(0);
		const late = simulator.log.filter(({ at }) => at - startedAt > 900);
		expect(late.every(({ caller }) => caller === simulator.log[0].caller)).toBe(true);
		expect(simulator.log).toHaveLength(30);
	});

	it('opens a dropdown while a campaign is under way', async () => {
		const sending = send(campaign(40));
		await sleep(100);
		const { results } = await searchList(account, 'searchChannels');
		expect(results).toHaveLength(5);
		expect(simulator.log.length).toBeLessThan(25);
		await sending;
	});

	it.each([
		['every second request is refused', { every: 2 }],
		['everything is refused for a while', { forMs: 700 }],
	])('delivers everything once when %s', async (_, rule) => {
		simulator.addFault({ ...rule, status: 429, body: { errors: { rate: ['Too many requests'] } } });
		const { error } = await send(campaign(12));
		expect(error).toBeUndefined();
		expect(sorted(received().flat())).toEqual(upTo(12));
	});
});

it('keeps the order of the messages to each customer, whatever each request takes', async () => {
	simulator.setLatency({ medianMs: 30, sigma: 1 });
	simulator.addFault({ every: 5, status: 429, body: { errors: { rate: ['Too many requests'] } } });
	await send(campaign(25));
	for (const texts of received()) expect(texts).toEqual(sorted(texts));
	expect(received().flat()).toHaveLength(25);
});

describe('when one customer cannot be reached', () => {
	const BLOCKED = 473500006;
	const items = () => {
		const all = campaign(25);
		all[6].customer = BLOCKED;
		return all;
	};

	it('sends nothing more, and says how many were sent and how many not', async () => {
		const { error } = await send(items());
		expect(error?.context?.itemIndex).toBe(6);
		expect(error?.message).toBe('The state of customer 473500006 does not allow this');
		const sent = received().flat().length;
		expect(sent).toBeLessThan(10);
		expect(error?.description).toContain(
			`${sent} of 25 items are done, ${24 - sent} not attempted`,
		);
	});

	it('reaches all others when the node continues', async () => {
		const { output, errorOutput } = await send(items(), { onError: 'continueErrorOutput' });
		expect(output).toHaveLength(24);
		expect(errorOutput).toHaveLength(1);
		expect(errorOutput[0].pairedItem).toEqual({ item: 6 });
		expect(sorted(received().flat())).toEqual(upTo(25).filter((text) => text !== 6));
		const links = output.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(links).toEqual(upTo(25).filter((item) => item !== 6));
	});
});

describe('with Retry On Fail', () => {
	const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

	it('messages nobody twice', async () => {
		simulator.addFault({
			path: `/${FIRST + 3}/send_text/`,
			times: 2,
			status: 412,
			body: { errors: { customer_id: ['You cannot send a message to this customer'] } },
		});
		const { error, output } = await send(campaign(15), RETRY);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(15);
		expect(sorted(received().flat())).toEqual(upTo(15));
	});

	it('does not send again what may have arrived', async () => {
		simulator.addFault({
			path: `/${FIRST + 1}/send_text/`,
			times: 1,
			kind: 'reset',
			applied: true,
		});
		const { error } = await send(campaign(4), RETRY);
		expect(error?.message).toBe('The connection to Landbot was lost');
		expect(error?.context?.itemIndex).toBe(1);
		expect(sorted(received().flat())).toEqual(upTo(4));
	});
});

it('stops sending when the execution is cancelled', async () => {
	const execution = runWorkflow(landbotWorkflow(campaign(60), SEND), account);
	const { run } = execution.then((finished) => resultOf(finished)) as unknown as { run: undefined };
	expect(run).toBeUndefined();
	await sleep(1500);
	execution.cancel();
	await sleep(100);
	const sent = simulator.log.length;
	await sleep(1200);
	expect(sent).toBeLessThan(30);
	expect(simulator.log).toHaveLength(sent);
});
