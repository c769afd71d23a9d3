import { endpoints, type Endpoint } from '../operations/requests';
import { searchList } from '../support/n8n';
import { withLandbot } from '../support/landbot';
import type { FaultRule } from '../../simulator/index.ts';
import { WEB } from '../support/people';

const { simulator, account, run } = withLandbot();

/** The hooks of the examples. */
beforeEach(() => {
	simulator.state.hooks.push({
		id: 81001,
		url: 'https://example.org/a',
		token: null,
		name: null,
		channel_id: WEB,
		created_at: 1_791_201_000,
		updated_at: 1_791_201_000,
	});
});

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
async function meet({ endpoint, node, minimal: [form, path] }: Endpoint, fault: FaultRule) {
	const [method] = endpoint.split(' ');
	const [resource, operation] = node.split(' ');
	simulator.addFault({ method, path: `^/v1${path}$`, ...fault });
	const { error } = await run({ resource, operation, ...form });
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
