import type { IDataObject, INode } from 'n8n-workflow';
import { newAccount } from './landbot';
import { runLandbot, type Account } from './n8n';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.ts';
import { TARA } from './people';

const CUSTOMERS = 5;

/** A text to a customer, both from the item. */
export const SEND = {
	resource: 'message',
	operation: 'sendText',
	customer: { __rl: true, mode: 'id', value: '={{ $json.customer }}' },
	text: '={{ $json.text }}',
};

/** Landbot's answer above the rate limit. */
export const TOO_MANY = { status: 429, body: { errors: { rate: ['Too many requests'] } } };

export const customer = (index: number): number => TARA + (index % CUSTOMERS);
export const upTo = (end: number): number[] => Array.from({ length: end }, (_, index) => index);
export const sorted = (texts: number[]): number[] => [...texts].sort((a, b) => a - b);

/** Items for as many texts, numbered from 0, to five customers in turn. */
export const texts = (count: number): IDataObject[] =>
	upTo(count).map((index) => ({ customer: customer(index), text: String(index) }));

/** A Landbot of its own and a node that sends texts through it. */
export interface Campaign {
	simulator: Simulator;
	account: Account;
	send(items: IDataObject[], settings?: Partial<INode>): ReturnType<typeof runLandbot>;
	/** The numbers that arrived, by customer in order of arrival. */
	received(): number[][];
}

/** Runs a test with a Landbot and a token of its own, so that tests can wait for the rate limit side by side. */
export const withCampaign =
	(
		test: (campaign: Campaign) => Promise<void>,
		options?: SimulatorOptions,
	): (() => Promise<void>) =>
	async () => {
		const simulator = await startSimulator(options);
		const account = newAccount(simulator);
		try {
			await test({
				simulator,
				account,
				send: async (items, settings) => await runLandbot(account, items, SEND, settings),
				received: () =>
					upTo(CUSTOMERS).map((index) =>
						simulator.messagesOf(customer(index)).map(({ data }) => Number(data.body)),
					),
			});
		} finally {
			await simulator.close();
		}
	};
