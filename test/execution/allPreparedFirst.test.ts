import {
	Expression,
	sleep,
	type IDataObject,
	type IExecutePaginationFunctions,
} from 'n8n-workflow';
import { followLoop } from '../../nodes/Landbot/execution/engineFacts';
import { SEND, texts, withCampaign, type Campaign } from '../support/campaign';
import { landbotWorkflow, runLandbot, runWorkflow } from '../support/n8n';
import { ORDER_SHIPPED, WIM } from '../support/people';
import { evaluationsOfAForm, keepsOtherItems } from '../support/versions';

// One after another: the tests count what n8n evaluates in this process.

/** How often n8n has evaluated an expression so far. */
const evaluations = { count: 0 };
const ofEngine = Expression.prototype.resolveSimpleParameterValue;
beforeAll(() => {
	jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue').mockImplementation(function (
		this: Expression,
		value,
		...rest
	) {
		if (typeof value === 'string' && value.startsWith('={{ $json')) evaluations.count++;
		return ofEngine.call(this, value, ...rest);
	});
});
beforeEach(() => void (evaluations.count = 0));
afterAll(() => jest.restoreAllMocks());

/** The values of a text are two expressions, which its form and its readers have n8n evaluate. */
const PER_ITEM = 2 * (evaluationsOfAForm + 1);

/** Whether it is worth waiting until n8n has evaluated so many expressions: without an end, no other file would run. */
const until = (count: number) => {
	const late = Date.now() + 20_000;
	return () => {
		if (Date.now() > late) throw new Error(`n8n has evaluated ${evaluations.count}, not ${count}`);
		return evaluations.count < count;
	};
};

const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 400 };

const sends = ({ simulator }: Campaign) => simulator.log.filter(({ method }) => method === 'POST');

it(
	'evaluates the two expressions of a text no more than it has to, with a report as without',
	withCampaign(async ({ account }) => {
		await runLandbot(account, texts(5), SEND);
		expect(evaluations.count).toBe(5 * PER_ITEM);

		await runLandbot(account, texts(5), { ...SEND, options: { report: true } });
		expect(evaluations.count).toBe(10 * PER_ITEM);
	}),
);

it(
	// three forms have these fields
	'evaluates the values of a template for each form that has them, and once for the message',
	withCampaign(async ({ account, simulator }) => {
		const parameters: IDataObject = {
			resource: 'message',
			operation: 'sendTemplate',
			customer: { __rl: true, mode: 'id', value: WIM },
			template: { __rl: true, mode: 'id', value: ORDER_SHIPPED },
			language: { __rl: true, mode: 'code', value: 'en' },
			templateValues: {
				mappingMode: 'defineBelow',
				value: { 1: '={{ $json.name }}', 2: '={{ $json.order }}' },
			},
		};
		const { error } = await runLandbot(account, [{ name: 'Ana', order: 'A-1' }], parameters);
		expect(error).toBeUndefined();
		expect(simulator.messagesOf(WIM)).toHaveLength(1);
		expect(evaluations.count).toBe(2 * (3 * evaluationsOfAForm + 1));
	}),
);

it(
	'lets the rest of n8n run after every two items, and sends nothing before the last one is prepared',
	withCampaign(async (campaign) => {
		const run = campaign.send(texts(10));
		let most = 0;
		let before = 0;
		const goesOn = until(10 * PER_ITEM);
		while (goesOn()) {
			expect(campaign.simulator.log).toEqual([]);
			await sleep(0);
			most = Math.max(most, evaluations.count - before);
			before = evaluations.count;
		}
		await run;
		expect(most).toBe(2 * PER_ITEM);
		expect(sends(campaign)).toHaveLength(10);
	}),
);

describe('an item whose expression n8n cannot calculate', () => {
	/** Fails for the item with this number. */
	const failingAt = (number: number) => ({
		...SEND,
		text: `={{ $json.text === "${number}" ? $("Nobody").item.json.text : $json.text }}`,
	});

	it.each([1, 4, 9])('sends nothing when it is number %i of 10', async (number) => {
		await withCampaign(async ({ account, simulator }) => {
			const { error } = await runLandbot(account, texts(10), failingAt(number));
			expect(error?.message).toContain("node doesn't exist");
			await sleep(100);
			expect(simulator.log).toEqual([]);
		})();
	});

	it.each([0, 4, 9])(
		'leaves the others alone with Continue when it is number %i',
		async (number) => {
			await withCampaign(async ({ account, received }) => {
				const { error, output } = await runLandbot(account, texts(10), failingAt(number), {
					onError: 'continueRegularOutput',
				});
				expect(error === undefined).toBe(keepsOtherItems);
				expect(output).toHaveLength(10);
				await sleep(keepsOtherItems ? 0 : 1000);
				expect(received().flat()).toHaveLength(keepsOtherItems ? 9 : 0);
			})();
		},
	);

	it(
		'does not hold up the first one with Continue when it is all others',
		withCampaign(async ({ account, received }) => {
			const text = '={{ $json.text === "0" ? "0" : $("Nobody").item.json.text }}';
			const { output } = await runLandbot(
				account,
				texts(5),
				{ ...SEND, text },
				{ onError: 'continueRegularOutput' },
			);
			expect(output).toHaveLength(5);
			expect(received().flat()).toHaveLength(keepsOtherItems ? 1 : 0);
		}),
	);

	it(
		'does not hold up the next try',
		withCampaign(async ({ account, received }) => {
			const later = Date.now() + 300;
			const { error } = await runLandbot(
				account,
				texts(10),
				{
					...SEND,
					text: `={{ $json.text === "5" && $now.toMillis() < ${later} ? $("Nobody").item.json.text : $json.text }}`,
				},
				RETRY,
			);
			expect(error).toBeUndefined();
			expect(received().flat()).toHaveLength(10);
		}),
	);
});

describe('an item that cannot be right', () => {
	it(
		'is told at once, not when the rest of the list is prepared',
		withCampaign(async ({ simulator, send }) => {
			const { error } = await send(texts(200).with(3, { customer: 'Ana', text: 'x' }));
			expect(error).toMatchObject({
				message: "'Ana' is not the ID of a customer",
				description: expect.stringContaining('0 of 200 items were done, 199 were not attempted'),
				context: { itemIndex: 3 },
			});
			expect(evaluations.count).toBeLessThan(10 * PER_ITEM);
			expect(simulator.log).toEqual([]);
		}),
	);

	it.each([
		['', '$json.text'],
		[', also when n8n cannot calculate the next one', '$("Nobody").item.json.text'],
	])('leaves n8n the whole list, to start again from the failed execution%s', async (_, text) => {
		await withCampaign(async ({ send }) => {
			const items = texts(40).with(3, { customer: 'Ana', text: '3' });
			const parameters = { ...SEND, text: `={{ $json.text === "4" ? ${text} : $json.text }}` };
			const { run, error } = await send(items, { parameters: parameters as never });
			expect(error).toBeDefined();
			expect(run.data.executionData?.nodeExecutionStack[0].data.main[0]).toHaveLength(40);
		})();
	});

	it.each([
		['', '$json.text'],
		[', also when n8n cannot calculate the next one', '$("Nobody").item.json.text'],
	])('is corrected by the next try, which sends the whole list%s', async (_, textOfNext) => {
		await withCampaign(async ({ account, received }) => {
			const isFirstTry = `$now.toMillis() < ${Date.now() + 300}`;
			const { error, output } = await runLandbot(
				account,
				texts(10),
				{
					...SEND,
					customer: {
						__rl: true,
						mode: 'id',
						value: `={{ $json.text === "3" && ${isFirstTry} ? "Ana" : $json.customer }}`,
					},
					text: `={{ $json.text === "4" && ${isFirstTry} ? ${textOfNext} : $json.text }}`,
				},
				RETRY,
			);
			expect(error).toBeUndefined();
			expect(output).toHaveLength(10);
			expect(received().flat()).toHaveLength(10);
		})();
	});
});

it.each([false, true])(
	'prepares nothing more once the execution is cancelled, with Continue: %p',
	async (continueOnFail) => {
		await withCampaign(async ({ account, simulator }) => {
			const workflow = landbotWorkflow(texts(400), SEND, { continueOnFail });
			const execution = runWorkflow(workflow, account);
			const goesOn = until(20 * PER_ITEM);
			while (goesOn()) await sleep(1);
			execution.cancel();
			const atCancel = evaluations.count;
			const { status } = await execution;
			expect(status).toBe('canceled');
			await sleep(100);
			expect(evaluations.count).toBeLessThanOrEqual(atCancel + PER_ITEM);
			expect(simulator.log).toEqual([]);
		})();
	},
);

it('has nothing to cut where n8n lends a tool what an agent has, and no items', async () => {
	const context = {
		getExecuteData: () => ({ node: { name: 'AI Agent' } }),
		getNode: () => ({ name: 'Landbot' }),
		getNodeParameter: () => ({}),
	} as unknown as IExecutePaginationFunctions;
	const loop = followLoop(context, false);
	loop.cut();
	loop.handedOver(0);
	await loop.over;
	expect(loop.total).toBe(1);
});
