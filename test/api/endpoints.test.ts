import { endpoints, type Endpoint, faultFor, parametersOf } from '../operations/requests';
import { searchList } from '../support/n8n';
import { messageHook, withLandbot } from '../support/landbot';
import type { FaultRule } from '../../simulator/index.ts';
import { WEB } from '../support/people';

const { simulator, account, run } = withLandbot();

/** The hook of the examples. */
beforeEach(() => void simulator.state.hooks.push(messageHook(81001, WEB)));

const isSending = (node: string) => node.startsWith('message send');

/** What would happen twice, were it asked for twice. */
const DONE_ONCE = ['messageHook create', 'customerField create', 'customer assignToBot'];
const LOOK_FIRST = {
	message:
		'The message may have been delivered: look into the conversation before sending it again',
	other: 'It may have been done all the same: look in Landbot before doing it again',
};

const byName = endpoints.map((row): [string, Endpoint] => [row.node, row]);

/** Runs the operation with this example, whose request meets the fault. */
async function meet(row: Endpoint, fault: FaultRule) {
	const [form, path] = row.minimal;
	const [method] = row.endpoint.split(' ');
	simulator.addFault(faultFor(row, fault));
	const { error } = await run(parametersOf(row, form));
	const asked = simulator.log.filter((one) => one.method === method && one.path === `/v1${path}`);
	return { error, times: asked.length };
}

describe.each<[string, FaultRule]>([
	['Landbot cannot answer', { status: 503 }],
	['the connection is lost', { kind: 'reset' }],
	['a page comes in place of an answer', { kind: 'html', status: 200 }],
	['a list comes in place of an answer', { status: 200, body: [1] }],
])('after %s', (_, fault) => {
	it.each(byName)('%s is asked for again, unless it would happen twice', async (node, row) => {
		const { error, times } = await meet(row, { ...fault, times: 1 });

		if (isSending(node) || DONE_ONCE.includes(node)) {
			expect(times).toBe(1);
			expect(error?.description).toContain(LOOK_FIRST[isSending(node) ? 'message' : 'other']);
		} else {
			expect(times).toBe(2);
			expect(error).toBeUndefined();
		}
	});

	it.each(['searchAgents', 'searchBots'] as const)('%s asks again, too', async (list) => {
		const all = await searchList(account(), list);
		for (const path of ['/agents/$', '/bots$', '/bots/']) {
			simulator.addFault({ path, ...fault, times: 1 });
		}
		expect(await searchList(account(), list)).toEqual(all);
	});
});
