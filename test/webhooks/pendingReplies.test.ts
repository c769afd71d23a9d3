import { rememberReply, waitHookName } from '../../nodes/Landbot/webhooks/pendingReplies';
import { startWaitingN8n, type WaitingN8n } from '../support/server/waitingN8n';
import { form } from '../support/waiting';
import { until } from '../../simulator/test/client.ts';
import {
	account,
	message,
	n8n,
	outputs,
	post,
	publish,
	requests,
	simulator,
	workflow,
} from '../support/trigger';
import { ANA, CARLA, WEB } from '../support/people';

let other: WaitingN8n;
beforeAll(
	async () => void (other = await startWaitingN8n({ stored: Promise.resolve(), cancel: () => {} })),
);
afterAll(async () => await other.close());

/** Lets an execution of another workflow ask Ana. */
const ask = async () => await other.run(account(), form());
/** Adds the hook of an execution of another process that waits for so many minutes. */
function addWait(customer: number, minutes: number): void {
	const [hook] = simulator.state.hooks;
	simulator.state.hooks.push({
		...hook,
		id: hook.id + customer,
		url: 'https://n8n.example/webhook-waiting/1/x',
		name: waitHookName(customer, new Date(Date.now() + minutes * 60_000)),
	});
}
const texts = () => outputs().map(({ text }) => text);
const delivered = async (count: number) =>
	await until(
		() =>
			simulator.deliveries.filter(({ status }) => status === 200).length === count &&
			simulator.deliveries.every(({ status }) => status > 0),
	);

describe('a message that an execution waits for', () => {
	it('starts the workflow again, unless told otherwise', async () => {
		await publish();
		await ask();
		await simulator.writeAs(ANA, { text: 'A-17' });
		await until(() => workflow.executions.length > 0);
		expect(texts()).toEqual(['A-17']);
	});

	it('starts nothing where replies are ignored, what else is written does', async () => {
		await publish({ options: { ignoreReplies: true } });
		const execution = await ask();
		await simulator.writeAs(CARLA, { text: 'From Carla' });
		await simulator.writeAs(ANA, { text: 'A-17' });
		await until(() => execution.status === 'finished');
		await simulator.writeAs(ANA, { text: 'Thank you' });
		await until(() => workflow.executions.length > 1);
		expect(texts()).toEqual(['From Carla', 'Thank you']);
		expect(execution.result.output[0].json.text).toBe('A-17');
	});

	it('is known when it comes after its hook is gone', async () => {
		await publish({ options: { ignoreReplies: true } });
		const execution = await ask();
		simulator.addFault({ method: 'GET', path: 'message_hooks', kind: 'slow', delayMs: 400 });
		await simulator.writeAs(ANA, { text: 'A-17' });
		await until(() => execution.status === 'finished');
		// The question, at both hooks, and the reply.
		await delivered(4);
		expect(texts()).toEqual([]);
	});

	it('starts the workflow when Landbot does not say who is being asked', async () => {
		await publish({ options: { ignoreReplies: true } });
		simulator.addFault({ method: 'GET', path: 'message_hooks', status: 403, body: {} });
		addWait(ANA, 60);
		await post();
		expect(texts()).toEqual(['hello']);
		expect(n8n.log).toEqual([
			expect.stringMatching(`^Whether customer ${ANA} is being asked is not known: The agent`),
		]);
	});

	it('is told from others by who wrote it and when, where Landbot gives it no ID', async () => {
		await publish({ options: { ignoreReplies: true } });
		const reply = { customer: { id: ANA }, timestamp: 1_791_201_000, data: { body: 'A-17' } };
		rememberReply(reply);
		const later = { ...reply, timestamp: 1_791_201_001, data: { body: 'And more' } };
		const ofCarla = { ...reply, customer: { id: CARLA }, data: { body: 'From Carla' } };
		for (const one of [reply, later, ofCarla]) {
			await post({ messages: [message({ _raw: {}, ...one })] });
		}
		expect(texts()).toEqual(['And more', 'From Carla']);
	});

	it('is one of the customer, and of a wait that is not over', async () => {
		await publish({
			events: ['customer_message', 'agent_message'],
			options: { ignoreReplies: true },
		});
		addWait(CARLA, -1);
		addWait(ANA, 60);
		await post({
			messages: [message({ sender: { id: 794001, type: 'agent' }, data: { body: 'Agent' } })],
		});
		await post({ messages: [message({ customer: { id: CARLA }, data: { body: 'Carla' } })] });
		await post({ messages: [message({ data: { body: 'Ana' } })] });
		expect(texts()).toEqual(['Agent', 'Carla']);
	});

	it('costs nothing where nobody asked for it', async () => {
		await publish({ channels: [WEB] });
		const before = requests('GET').length;
		await post();
		expect(requests('GET').length).toBe(before);
	});
});
