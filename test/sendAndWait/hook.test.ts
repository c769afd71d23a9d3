import { tenTimesFaster } from '../support/timers.js';
import { sleep } from 'n8n-workflow';
import { until } from '../../simulator/test/client.ts';
import { openForm } from '../support/n8n';
import { messageHook } from '../support/landbot';
import { withReplies } from '../support/waiting';
import { ANA, WEB } from '../support/people';

const { simulator, account, controls, start, hooks, sent } = withReplies();

/** What n8n's log warns of, from now on until the test is over. */
function warnings(): string[] {
	const lines: string[] = [];
	jest
		.spyOn(openForm(account()).logger, 'warn')
		.mockImplementation((line) => void lines.push(line));
	return lines;
}
afterEach(() => jest.restoreAllMocks());

/** Waits until Landbot is done with everything: what takes effect late must not meet the next test. */
const answered = async () => await until(() => simulator.log.every(({ status }) => status > 0));

it('keeps the address of the hook short enough for 200 characters', async () => {
	controls.publicOrigin = 'https://automation.example-company.com';
	await start();
	expect(hooks()[0].url.length).toBeLessThan(200);
});

it('keeps neither its secret nor the token in the execution that waits', async () => {
	const { status, result } = await start();
	expect(status).toBe('waiting');
	expect(JSON.stringify(result.run)).toContain('landbotWait');
	expect(JSON.stringify(result.run)).not.toContain(hooks()[0].token);
	expect(JSON.stringify(result.run)).not.toMatch(/key-\d+-/);
});

it('removes what executions have left on the channel, and nothing else', async () => {
	const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
	const names = [
		`n8n waits for 473500007 until ${ago(60)}`,
		`n8n waits for 473500007 until ${ago(1)}`,
		'n8n: Orders - Landbot Trigger',
		null,
	];
	hooks().push(
		...names.map((name, index) => ({
			id: 90_000 + index,
			url: 'https://n8n.example/webhook-waiting/1/x',
			token: null,
			name,
			channel_id: WEB,
			created_at: 1,
			updated_at: 1,
		})),
	);
	await start();
	expect(hooks().map(({ name }) => name)).toEqual([
		...names.slice(1),
		expect.stringMatching(/^n8n waits for 473500001/),
	]);
});

it('removes its hook, and no other, when the message cannot be sent, and says so as usual', async () => {
	hooks().push(messageHook(90_000, WEB));
	simulator.addFault({ path: 'send_text', status: 412, body: {} });
	const { result } = await start();
	expect(result.error?.message).toBe(`Landbot cannot do this for customer ${ANA} at the moment`);
	expect(hooks().map(({ id }) => id)).toEqual([90_000]);
});

it('asks once more with Retry On Fail where the message was surely not sent', async () => {
	simulator.addFault({ path: 'send_text', status: 412, body: {}, times: 1 });
	const execution = await start(
		{},
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	expect([execution.status, sent().length, hooks().length]).toEqual(['waiting', 2, 1]);
});

describe('with a time-out of half a second in its Request Options', () => {
	const options = { requestSettings: { timeout: 500 } };
	const delay = { kind: 'slow', delayMs: 1200 } as const;

	it('does not wait longer for its hook', async () => {
		simulator.addFault({ method: 'POST', path: 'message_hooks', ...delay, times: 1 });
		const { result } = await start(options);
		expect(result.error?.message).toBe('Landbot did not answer in time');
		await answered();
	});

	it('does not wait longer for what it removes because the message was not sent', async () => {
		const log = warnings();
		simulator.addFault({ path: 'send_text', status: 412, body: {}, times: 1 });
		simulator.addFault({ method: 'DELETE', ...delay });
		await start(options);
		const stays = /^A message hook of channel 2955001 stays: Landbot did not answer in time/;
		expect(log.join()).toMatch(stays);
		await answered();
	});

	it('does not wait longer for what it removes because the customer has replied', async () => {
		const log = warnings();
		const execution = await start(options);
		simulator.addFault({ method: 'DELETE', ...delay });
		await simulator.writeAs(ANA, { text: 'Yes' });
		await until(() => execution.status === 'finished');
		const stays = /^Message hook \d+ of channel 2955001 stays: Landbot did not answer in time/;
		expect(log.at(-1)).toMatch(stays);
		await answered();
	});
});

it('does not send again what may have been delivered', async () => {
	simulator.addFault({ path: 'send_text', kind: 'resetMidBody', applied: true });
	const { result } = await start(
		{},
		{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
	);
	expect(result.error?.description).toContain('The message may have been delivered');
	expect(sent()).toHaveLength(1);
	expect(hooks()).toEqual([]);
});

it('asks once, whatever the columns of the item are called', async () => {
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const execution = await start({}, { items: [{ error: 'Refused' }], settings: retrying });
	expect([execution.status, sent().length, hooks().length]).toEqual(['waiting', 1, 1]);
});

it('leaves no hook when it is cancelled while it sends', async () => {
	simulator.addFault({ path: 'send_text', kind: 'slow', delayMs: 500 });
	const running = start();
	await until(() => sent().length === 1);
	controls.cancel();
	const { result, status } = await running;
	expect([status, result.output]).toEqual(['finished', []]);
	expect(result.error).toMatchObject({
		message: 'The execution was canceled',
		description: expect.stringMatching(/^The message may have been delivered/),
		context: { itemIndex: 0 },
	});
	await until(() => hooks().length === 0);
});

it('asks nothing more when it is cancelled while it waits for its turn', async () => {
	simulator.addFault({ status: 429, body: { errors: { rate: ['Too many requests'] } } });
	const running = start();
	await until(() => simulator.log.length === 3);
	controls.cancel();
	const { result } = await running;
	expect(result.error).toMatchObject({
		message: 'The execution was canceled',
		context: { itemIndex: 0 },
	});
	expect([sent(), hooks()]).toEqual([[], []]);
});

it('leaves no hook when the answer of Landbot is lost while it makes one', async () => {
	simulator.addFault({ method: 'POST', path: 'message_hooks', kind: 'reset', applied: true });
	const { result } = await start();
	expect(result.error?.message).toBe('The connection to Landbot was lost');
	expect([sent(), hooks()]).toEqual([[], []]);
});

it('does not let the reply wait for Landbot to remove the hook', async () => {
	const execution = await start();
	// The five seconds that the node waits pass in half a second, and Landbot takes longer.
	const restore = tenTimesFaster();
	simulator.addFault({ method: 'DELETE', kind: 'slow', delayMs: 2000 });
	await simulator.writeAs(ANA, { text: 'Yes' });
	await sleep(5000);
	restore();
	await until(() => execution.status === 'finished');
	expect(simulator.log.at(-1)).toMatchObject({ method: 'DELETE', status: 0 });
	expect(execution.result.output[0].json.text).toBe('Yes');
	await answered();
});

it('keeps the reply when the hook cannot be removed', async () => {
	const log = warnings();
	const execution = await start();
	simulator.addFault({ method: 'DELETE', status: 403, body: {} });
	await simulator.writeAs(ANA, { text: 'Yes' });
	await until(() => execution.status === 'finished');
	expect(execution.result.output[0].json.text).toBe('Yes');
	expect(hooks()).toHaveLength(1);
	expect(log.join()).toMatch(/^Message hook \d+ of channel 2955001 stays: The agent/);
});

it('asks also where it may not look for what executions have left on the channel', async () => {
	const log = warnings();
	simulator.addFault({ method: 'GET', path: 'message_hooks', status: 403, body: {} });
	expect((await start()).status).toBe('waiting');
	expect(hooks()).toHaveLength(1);
	expect(log.join()).toMatch(/^Left-over message hooks of channel 2955001 stay: The agent/);
});

it('says why the message was not sent also when its hook cannot be removed', async () => {
	const log = warnings();
	simulator.addFault({ path: 'send_text', status: 412, body: {} });
	simulator.addFault({ method: 'DELETE', status: 403, body: {} });
	const { result } = await start();
	expect(result.error?.message).toBe(`Landbot cannot do this for customer ${ANA} at the moment`);
	expect(hooks()).toHaveLength(1);
	expect(log.join()).toMatch(/^A message hook of channel 2955001 stays: The agent/);
});

it('asks nobody whose channel Landbot does not say', async () => {
	const body = { success: true, customer: { id: ANA } };
	simulator.addFault({ method: 'GET', path: 'customers/', status: 200, body });
	const { result } = await start();
	expect(result.error?.message).toBe('The answer did not come from Landbot, or arrived incomplete');
	expect([sent(), hooks()]).toEqual([[], []]);
});
