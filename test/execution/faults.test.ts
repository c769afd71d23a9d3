import type { IDataObject, INode } from 'n8n-workflow';
import { until } from '../../simulator/test/client.ts';
import { SEND as CAMPAIGN, texts } from '../support/campaign';
import { landbotWorkflow, resultOf, runLandbot, runWorkflow } from '../support/n8n';
import { byId, withLandbot } from '../support/landbot';
import type { FaultRule } from '../../simulator/index.ts';
import { TARA } from '../support/people';

const PERHAPS_SENT =
	'The message may have been delivered: look into the conversation before sending it again';
const PROXY = "Check the 'Base URL' of the credential: a proxy or firewall may answer in its place";
const LOST = ['The connection to Landbot was lost', 'Try again later'];
const LATE = [
	'Landbot did not answer in time',
	"Try again later, or allow more time under 'Request Options > Timeout'",
];
const STRANGE = ['The answer did not come from Landbot, or arrived incomplete', PROXY];

const READ = { resource: 'customer', operation: 'get' };
const SEND = { resource: 'message', operation: 'sendText', text: 'Hello' };

const { simulator, account } = withLandbot();

/** Runs the node for one customer and checks that the token shows up nowhere. */
async function run(
	parameters: IDataObject,
	{ customer = TARA, timeout = 10_000 }: { customer?: number; timeout?: number } = {},
) {
	const user = account();
	const result = await runLandbot(user, [{}], {
		...parameters,
		customer: byId(customer),
		requestOptions: { timeout },
	});
	expect(JSON.stringify(result.run)).not.toContain(user.apiToken);
	return result;
}

const requestsOf = (method: string, customer = TARA) =>
	simulator.log.filter((entry) => entry.method === method && entry.customerId === customer);

/** Whatever can go wrong with one request; the third word is the HTTP status that came, if any. */
const FAULTS: Array<[string, FaultRule, string[], string, number?]> = [
	['a connection that breaks', { kind: 'reset' }, LOST, 'none'],
	['a connection that breaks in mid answer', { kind: 'resetMidBody' }, LOST, 'none'],
	['no answer in time', { kind: 'hang' }, LATE, 'none', 250],
	['a page instead of JSON', { kind: 'html', status: 200 }, STRANGE, '200'],
	['half a JSON', { kind: 'truncated' }, STRANGE, '200'],
	['a list instead of an answer', { status: 200, body: [1] }, STRANGE, '200'],
	[
		'a gateway that is down',
		{ kind: 'html' },
		['Landbot cannot answer at the moment', 'Try again later'],
		'502',
	],
];

/** Every fault happens to a customer of its own. */
const SCENES = FAULTS.map(([name, fault, [message, advice], httpCode, timeout], index) => ({
	name,
	fault: { ...fault, path: `/${TARA + index}/` },
	shown: { message, httpCode, context: { itemIndex: 0 } },
	advice,
	at: { customer: TARA + index, timeout },
}));

it.each(SCENES)(
	'never makes a message leave twice after $name, and says that it may have arrived',
	async ({ fault, shown, advice, at }) => {
		simulator.addFault({ ...fault, applied: true });

		const { error } = await run(SEND, at);

		expect(error).toMatchObject(shown);
		expect(error?.description).toMatch(new RegExp(`^${advice}. ${PERHAPS_SENT}`));
		expect(requestsOf('POST', at.customer)).toHaveLength(1);
		expect(simulator.messagesOf(at.customer)).toHaveLength(1);
	},
);

it('finds a person in spite of two faults in a row, whatever they are', async () => {
	for (const { fault } of SCENES) simulator.addFault({ ...fault, times: 2 });

	const found = await Promise.all(
		SCENES.map(async ({ name, at }) => ({ name, output: (await run(READ, at)).output, at })),
	);

	for (const { name, output, at } of found) {
		const tries = requestsOf('GET', at.customer).length;
		expect({ name, tries, output }).toMatchObject({
			name,
			tries: 3,
			output: [{ json: { id: at.customer } }],
		});
	}
});

it('gives up on a lookup after five tries, and says what happened', async () => {
	for (const { fault } of SCENES) simulator.addFault(fault);

	const failed = await Promise.all(
		SCENES.map(async (scene) => ({ ...scene, error: (await run(READ, scene.at)).error })),
	);

	for (const { name, error, shown, advice, at } of failed) {
		const tries = requestsOf('GET', at.customer).length;
		expect({ name, tries, error }).toMatchObject({ name, tries: 5, error: shown });
		expect(error?.description).toMatch(new RegExp(`^${advice}`));
		expect(error?.description).not.toContain(PERHAPS_SENT);
	}
});

describe('an answer that is odd but whole', () => {
	it('is waited for when it is slow', async () => {
		simulator.addFault({ kind: 'slow', delayMs: 100 });

		expect((await run(SEND)).output).toMatchObject([{ json: { success: true } }]);
		expect(simulator.messagesOf(TARA)).toHaveLength(1);
	});

	it('means done when a message gets an empty one', async () => {
		simulator.addFault({ kind: 'empty', applied: true });

		expect((await run(SEND)).output).toMatchObject([{ json: { success: true } }]);
		expect(requestsOf('POST')).toHaveLength(1);
	});

	it('means nothing when a lookup gets an empty one, and is asked for again', async () => {
		simulator.addFault({ kind: 'empty', times: 2 });

		expect((await run(READ)).output).toMatchObject([{ json: { id: TARA } }]);
		expect(requestsOf('GET')).toHaveLength(3);
	});

	it('is read although it is huge', async () => {
		simulator.addFault({ kind: 'huge', times: 1 });

		expect((await run(SEND)).output).toMatchObject([{ json: { success: true } }]);
	});

	it.each([{ success: false, error: 'No.' }, { errors: { message: ['No.'] } }])(
		'is not taken for success when it says %p',
		async (body) => {
			simulator.addFault({ status: 200, body });

			const { error } = await run(SEND);

			expect(error?.description).toMatch(/Landbot says: (message: )?No/);
			expect(requestsOf('POST')).toHaveLength(1);
		},
	);
});

it('delivers everything once, in order, when Landbot refuses every second request', async () => {
	simulator.addFault({ status: 429, body: { errors: { rate: ['Too many requests'] } }, every: 2 });
	const texts = ['one', 'two', 'three', 'four', 'five'];

	const { output } = await runLandbot(
		account(),
		texts.map((text) => ({ text })),
		{
			...SEND,
			customer: byId(TARA),
			text: '={{ $json.text }}',
		},
	);

	expect(output).toHaveLength(5);
	expect(simulator.messagesOf(TARA).map(({ data }) => data.body)).toEqual(texts);
	expect(requestsOf('POST').filter(({ status }) => status === 429)).toHaveLength(4);
});

describe('an execution that is cancelled while messages are under way', () => {
	/** Sends twelve texts to five customers, of which Landbot answers the first, and keeps five without an answer. */
	async function cancelled(more: IDataObject = {}, settings: Partial<INode> = {}) {
		simulator.addFault({ path: 'send_text', kind: 'hang', applied: true, skip: 1 });
		const workflow = landbotWorkflow(texts(12), { ...CAMPAIGN, ...more }, settings);
		const execution = runWorkflow(workflow, account());
		await until(() => simulator.log.length === 6);
		execution.cancel();
		const run = await execution;
		expect(run.status).toBe('canceled');
		expect(simulator.log).toHaveLength(6);
		return resultOf(run);
	}

	it('says that they may have been delivered, and how many were sent', async () => {
		const { error } = await cancelled();

		expect(error?.message).toBe('The execution was canceled');
		expect(error?.description).toBe(
			`${PERHAPS_SENT}. 1 of 12 items was done, 6 were not attempted`,
		);
	});

	it.each([
		['with Continue', {}, { onError: 'continueRegularOutput' as const }],
		['with a report', { options: { report: true } }, {}],
	])('has a row for each of them, %s', async (_, more, settings) => {
		const { output } = await cancelled(more, settings);

		expect(output).toHaveLength(6);
		const unclear = output.filter(({ json }) => JSON.stringify(json).includes(PERHAPS_SENT));
		expect(unclear.map(({ pairedItem }) => pairedItem)).toEqual(
			[1, 2, 3, 4, 5].map((item) => ({ item })),
		);
	});
});
