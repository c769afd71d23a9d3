import type { IDataObject, INode } from 'n8n-workflow';
import { until } from '../../simulator/test/client.ts';
import { byId, withLandbot } from './landbot';
import type { MessageHook } from '../../simulator/index.ts';
import {
	startWaitingN8n,
	type Controls,
	type Execution,
	type WaitingN8n,
} from './server/waitingN8n';
import { ANA } from './people';

/** Asks Ana, unless told otherwise. */
export const form = (more: IDataObject = {}): IDataObject => ({
	resource: 'message',
	operation: 'sendAndWait',
	customer: byId(ANA),
	question: 'Shall we send it?',
	options: { allowLocalAddress: true },
	...more,
});

/** A Landbot, and an n8n whose executions wait for replies from there, for the tests of a file. */
export function withReplies() {
	const { simulator, account } = withLandbot({ hookRetryScale: 0.02 });
	const controls: Controls = { stored: Promise.resolve(), cancel: () => {} };
	let n8n: WaitingN8n;
	beforeAll(async () => void (n8n = await startWaitingN8n(controls)));
	beforeEach(() => {
		controls.stored = Promise.resolve();
		controls.publicOrigin = undefined;
	});
	afterAll(async () => await n8n.close());

	const hooks = () => simulator.state.hooks;
	return {
		simulator,
		controls,
		account,
		hooks,
		/** The messages that were to be sent. */
		sent: () => simulator.log.filter(({ path }) => path.includes('/send_')),
		/** Runs the node until it waits or ends. */
		start: async (
			more: IDataObject = {},
			rest: { items?: IDataObject[]; settings?: Partial<INode> } = {},
		): Promise<Execution> => await n8n.run(account(), form(more), rest),
		/** Delivers a message of Ana to a hook, the first unless told, as Landbot does; gives the status of the answer. */
		deliver: async (
			more: IDataObject = {},
			to: { hook?: MessageHook; authorization?: string } = {},
		): Promise<number> => {
			const { url, token } = to.hook ?? hooks()[0];
			const authorization = to.authorization ?? `Token ${token}`;
			const message = {
				type: 'text',
				sender: { type: 'customer' },
				customer: { id: ANA },
				...more,
			};
			const { status } = await fetch(url, {
				method: 'POST',
				headers: {
					'Content-Type': 'application/json',
					...(authorization && { Authorization: authorization }),
				},
				body: JSON.stringify({ messages: [message] }),
			});
			return status;
		},
		/** Waits until Landbot has delivered everything. */
		settled: async () =>
			await until(
				() =>
					simulator.deliveries.length > 0 && simulator.deliveries.every(({ status }) => status > 0),
			),
	};
}
