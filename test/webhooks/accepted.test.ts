import type { IDataObject } from 'n8n-workflow';
import { until } from '../../simulator/test/client.ts';
import {
	message,
	n8n,
	outputs,
	post,
	publish,
	secret,
	simulator,
	workflow,
} from '../support/trigger';
import { ANA, WEB } from '../support/people';

describe('the secret', () => {
	it.each([
		['none', ''],
		['another one', 'Token wrong'],
		['no scheme', 'SECRET'],
		['another scheme', 'Bearer SECRET'],
		['another letter case', 'token SECRET'],
		['something behind', 'Token SECRETx'],
		['something missing', 'Token SECRE'],
		['a blank more', 'Token  SECRET'],
		['it twice', 'Token SECRET, Token SECRET'],
	])('turns away %s with 403, when published and when listening', async (_, pattern) => {
		await publish();
		await workflow.listen();
		const headers = {
			Authorization: pattern.replace('SECRET', secret()).replace('SECRE', secret().slice(0, -1)),
		};
		expect(await post(undefined, headers)).toBe(403);
		expect(await post(undefined, headers, workflow.testUrl)).toBe(403);
		expect(await post('not even JSON', { ...headers, 'Content-Type': 'text/plain' })).toBe(403);
		expect(outputs()).toEqual([]);
		expect(n8n.log).toHaveLength(3);
		expect(n8n.log.join()).not.toContain(secret());
	});

	it.each([
		['a login of a proxy', { Authorization: 'Basic YTpi' }, true],
		['no header', {}, true],
		['another secret', { Authorization: 'Token wrong' }, false],
	])(
		'is missing behind %s: the log names the proxy, the answer does not',
		async (_, headers, names) => {
			await publish();
			const response = await fetch(workflow.url, {
				method: 'POST',
				body: JSON.stringify(message()),
				headers: { 'Content-Type': 'application/json', ...(headers as Record<string, string>) },
			});
			expect([response.status, await response.text()]).toEqual([
				403,
				'{"message":"Turned away: without the secret that Landbot was given"}',
			]);
			expect(n8n.log.join().includes('a proxy in front of n8n')).toBe(names);
		},
	);

	it('of every channel is accepted', async () => {
		await publish();
		for (const { token } of simulator.state.hooks) {
			expect(await post(undefined, { Authorization: `Token ${token}` })).toBe(200);
		}
		expect(outputs()).toHaveLength(2);
	});

	it('does not open a workflow that has none', async () => {
		await publish();
		await workflow.unpublish();
		const idle = n8n.open({ ...workflow.setup, id: 'idle' });
		await idle.publish();
		simulator.state.hooks[0].token = 'undefined';
		expect(await post(undefined, {}, idle.url)).toBe(403);
		expect(await post(undefined, { Authorization: 'Token ' }, idle.url)).toBe(403);
	});

	it('of test listening works for the test', async () => {
		await publish({ channels: [WEB] });
		await workflow.unpublish();
		await workflow.listen();
		expect(await post(undefined, {}, workflow.testUrl)).toBe(200);
		expect(outputs()).toHaveLength(1);
	});
});

describe('a delivery that is not as Landbot sends it', () => {
	const LARGE = 'x'.repeat(10_000_000);
	const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
	it.each([
		['half JSON', '{"messages": [', 422],
		['no JSON', 'hello', 422],
		['an empty body', '', 400, 'without messages'],
		['a list', '[]', 400, 'without messages'],
		['null', 'null', 400, 'without messages'],
		['a text', '"messages"', 400, 'without messages'],
		['no messages', '{}', 400, 'without messages'],
		['no list of messages', '{"messages": {"0": {}}}', 400, 'without messages'],
		['an empty list', '{"messages": []}', 400, 'without messages'],
		['a list of anything', '{"messages": [null, 1, "text", []]}', 400, 'without messages'],
		['10 MB', JSON.stringify({ messages: [{ data: LARGE }] }), 413, 'larger than 1 MB'],
		['deep nesting', `{"messages": ${nested(400_000)}}`, 413, 'nested too deeply'],
		[
			'nesting that is too deep',
			`{"messages": [{"data": {"body": ${nested(40)}}}]}`,
			413,
			'nested too deeply',
		],
	])('is refused: %s', async (_, body, status, reason = '') => {
		await publish();
		expect(await post(body)).toBe(status);
		expect(outputs()).toEqual([]);
		// What is no JSON at all is refused by n8n before it comes to the node.
		const line = `Landbot Trigger turned a delivery away: ${reason}`;
		expect(n8n.log).toEqual(status === 422 ? [] : [line]);
	});

	it('is refused as a form', async () => {
		await publish();
		const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
		expect(await post('messages=1', form)).toBe(400);
	});

	it('is read when it brings several messages, although Landbot documents one', async () => {
		await publish();
		const agent = message({ sender: { id: 1, type: 'agent' } });
		expect(await post({ messages: [message(), agent, 7, message()] })).toBe(200);
		expect(workflow.executions).toHaveLength(1);
		expect(workflow.executions[0]).toHaveLength(2);
	});

	it('is read when everything in it is of another kind', async () => {
		await publish({ events: ['system_event'] });
		const strange = [1, 'text', null, true, [], {}, ['x'], 1e300, '__proto__'];
		for (const value of strange) {
			const keys = ['type', 'timestamp', 'data', 'sender', 'customer', 'channel', '_raw'];
			const all = Object.fromEntries(keys.map((key) => [key, value]));
			expect(await post({ messages: [all] })).toBe(200);
		}
		expect(outputs()).toHaveLength(strange.length);
		expect(new Set(outputs().map((output) => Object.keys(output).join())).size).toBe(1);
	});

	it('does not change prototypes by its keys', async () => {
		await publish();
		const body =
			'{"messages":[{"type":"text","sender":{"type":"customer"},"customer":{"__proto__":{"polluted":1},"constructor":{"a":1}}}]}';
		expect(await post(body)).toBe(200);
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
		expect(Object.keys(outputs()[0].custom_fields as IDataObject)).toEqual([
			'__proto__',
			'constructor',
		]);
	});
});

describe('a replay', () => {
	it('of what was accepted starts no second execution', async () => {
		simulator.setSwitches({ hookReplays: 3 });
		await publish({ channels: [WEB] });
		await simulator.writeAs(ANA, { text: 'Hi' });
		await until(() => simulator.deliveries.filter(({ status }) => status === 200).length === 4);
		expect(outputs()).toHaveLength(1);
	});

	it('in the same millisecond starts no second execution', async () => {
		await publish();
		const headers = { 'sentry-trace': 'a-1' };
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => await post(undefined, headers)),
		);
		expect(answers).toEqual(Array(20).fill(200));
		expect(outputs()).toMatchObject([{ delivery_id: 'a-1' }]);
	});

	it('is known by the start of a header that is far too long', async () => {
		await publish();
		const trace = 'a'.repeat(200);
		await post(undefined, { 'sentry-trace': `${trace}1` });
		await post(undefined, { 'sentry-trace': `${trace}2` });
		expect(outputs()).toMatchObject([{ delivery_id: trace }]);
	});

	it('without the header is known by the ID of the message', async () => {
		await publish();
		const body = { messages: [message({ _raw: { uuid: 'uuid-1' } })] };
		await post(body);
		await post(body);
		await post({ messages: [message({ _raw: { uuid: 'uuid-2' } })] });
		expect(outputs().map((output) => output.delivery_id)).toEqual(['uuid-1', 'uuid-2']);
	});

	it('cannot be told without either, so that nothing is lost', async () => {
		await publish();
		await post();
		await post();
		expect(outputs().map((output) => output.delivery_id)).toEqual([null, null]);
	});

	it('is not what another workflow, or the test, gets of the same message', async () => {
		const other = await publish({ channels: [WEB] }, 'other');
		await publish({ channels: [WEB] }, 'mine');
		await workflow.listen();
		await simulator.writeAs(ANA, { text: 'Hi' });
		await until(() => simulator.deliveries.filter(({ status }) => status === 200).length === 3);
		expect(other.executions).toHaveLength(1);
		expect(workflow.executions).toHaveLength(2);
	});

	it('of what n8n could not store starts the execution', async () => {
		await publish({ channels: [WEB] });
		workflow.unstorable = 2;
		await simulator.writeAs(ANA, { text: 'Hi' });
		await until(() => simulator.deliveries.some(({ status }) => status === 200));
		expect(simulator.deliveries.map(({ status }) => status)).toEqual([500, 500, 200]);
		expect(outputs()).toHaveLength(1);
	});

	it('that was forged does not keep the genuine one out', async () => {
		await publish();
		const headers = { 'sentry-trace': 'b-1' };
		expect(await post(undefined, { ...headers, Authorization: 'Token wrong' })).toBe(403);
		expect(await post('{}', headers)).toBe(400);
		expect(await post(undefined, headers)).toBe(200);
		expect(outputs()).toHaveLength(1);
	});
});
