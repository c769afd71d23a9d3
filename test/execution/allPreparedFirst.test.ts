import { sleep, WorkflowExpression, type IDataObject } from 'n8n-workflow';
import { SEND, texts, withCampaign, type Campaign } from '../support/campaign';
import { landbotWorkflow, runLandbot, runWorkflow } from '../support/n8n';
import { ORDER_SHIPPED, WIM } from '../support/people';

// One after another: the tests count what n8n evaluates in this process.

/** How often n8n has evaluated an expression so far. */
const evaluations = { count: 0 };
const ofEngine = WorkflowExpression.prototype.resolveSimpleParameterValue;
beforeAll(() => {
	jest
		.spyOn(WorkflowExpression.prototype, 'resolveSimpleParameterValue')
		.mockImplementation(function (this: WorkflowExpression, value, ...rest) {
			if (typeof value === 'string' && value.startsWith('={{ $json')) evaluations.count++;
			return ofEngine.call(this, value, ...rest);
		});
});
beforeEach(() => void (evaluations.count = 0));
afterAll(() => jest.restoreAllMocks());

const PER_ITEM = 6;

const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 400 };

const sends = ({ simulator }: Campaign) => simulator.log.filter(({ method }) => method === 'POST');

it(
	'evaluates the two expressions of a text six times, with a report as without',
	withCampaign(async ({ account }) => {
		await runLandbot(account, texts(5), SEND);
		expect(evaluations.count).toBe(5 * PER_ITEM);

		await runLandbot(account, texts(5), { ...SEND, options: { report: true } });
		expect(evaluations.count).toBe(10 * PER_ITEM);
	}),
);

it(
	// Three forms have these fields, and n8n evaluates each of them twice; their readers once.
	'evaluates the values of a template seven times each',
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
		expect(evaluations.count).toBe(2 * 7);
	}),
);

it(
	'lets the rest of n8n run after every two items, and sends nothing before the last one is prepared',
	withCampaign(async (campaign) => {
		const run = campaign.send(texts(10));
		let most = 0;
		let before = 0;
		while (evaluations.count < 10 * PER_ITEM) {
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
				expect(error).toBeUndefined();
				expect(output).toHaveLength(10);
				expect(received().flat()).toHaveLength(9);
			})();
		},
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

	it(
		'is corrected by the next try, which sends the whole list',
		withCampaign(async ({ account, received }) => {
			const later = Date.now() + 300;
			const { error, output } = await runLandbot(
				account,
				texts(10),
				{
					...SEND,
					customer: {
						__rl: true,
						mode: 'id',
						value: `={{ $json.text === "3" && $now.toMillis() < ${later} ? "Ana" : $json.customer }}`,
					},
				},
				RETRY,
			);
			expect(error).toBeUndefined();
			expect(output).toHaveLength(10);
			expect(received().flat()).toHaveLength(10);
		}),
	);
});

it.each([false, true])(
	'prepares nothing more once the execution is cancelled, with Continue: %p',
	async (continueOnFail) => {
		await withCampaign(async ({ account, simulator }) => {
			const workflow = landbotWorkflow(texts(400), SEND, { continueOnFail });
			const execution = runWorkflow(workflow, account);
			while (evaluations.count < 20 * PER_ITEM) await sleep(1);
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
