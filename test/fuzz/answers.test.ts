/** Whatever answers, the node says what is wrong, tells nobody the token, and asks nobody else. */
import fc from 'fast-check';
import { NodeApiError, NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';
import { channelOptions, startN8n, type N8n } from '../support/server/triggerWorkflow';
import { startWaitingN8n, type WaitingN8n } from '../support/server/waitingN8n';
import { hurry } from '../support/hurry';
import { clickTest, openForm, runLandbot, searchList, type Account } from '../support/n8n';
import { anyAnswer } from '../support/property/anyAnswer';
import { holds } from '../support/property/holds.js';
import { startRawServer } from '../support/property/rawServer.js';
import { form } from '../support/waiting';
import { fixtures } from '../operations/fixtures/index.js';
import { Landbot } from '../../nodes/Landbot/Landbot.node';

type RawServer = Awaited<ReturnType<typeof startRawServer>>;

/** Below which every request has to stay. */
const PREFIX = '/behind/a/proxy/';

/** The token of a message hook that a person has entered into the form, which n8n shows there. */
const ENTERED = 'hook-secret';

/** What JavaScript says where a program has not thought of something. */
const BUG =
	/Cannot (read|set|convert|destructure|create)|is not (a function|iterable|a constructor|defined)|call stack|circular structure|Invalid (time value|array length|string length|count value)|URI malformed|of undefined|of null/;

hurry();
let landbot: RawServer;
let elsewhere: RawServer;
let triggers: N8n;
let waits: WaitingN8n;
beforeAll(async () => {
	landbot = await startRawServer();
	elsewhere = await startRawServer();
	triggers = await startN8n();
	waits = await startWaitingN8n({ stored: Promise.resolve(), cancel: () => {} });
});
afterAll(async () => {
	await Promise.all([landbot, elsewhere, triggers, waits].map(async (one) => await one.close()));
});

interface Shown {
	name: string;
	message: string;
	description?: string | null;
}

/** A letter or digit of a token. */
const token = fc.string({
	minLength: 20,
	maxLength: 40,
	unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'),
});
const answers = fc.array(anyAnswer, { minLength: 1, maxLength: 3 });

/** Whether an error is one that n8n shows as it is, and what it says is meant for a person. */
function expectWords({ name, message, description }: Shown): void {
	expect(name).toMatch(/^Node(Api|Operation)Error$/);
	expect(message).not.toMatch(BUG);
	expect(message.length + (description ?? '').length).toBeLessThan(5000);
}

/**
 * Lets `work` happen while Landbot answers like this, and looks at what has left meanwhile. `work` gives the error, where
 * there is one, and everything that is stored or shown.
 */
const whateverComes = async (
	work: (account: Account) => Promise<{ error?: Shown; all: unknown }>,
	runs: number,
): Promise<void> =>
	await holds(
		fc.asyncProperty(answers, token, async (given, apiToken) => {
			landbot.answerWith(
				given.map(
					(answer) =>
						({ secret }) =>
							answer.write({ token: apiToken, secret, elsewhere: elsewhere.origin }),
				),
			);
			const { error, all } = await work({ apiToken, baseUrl: `${landbot.origin}${PREFIX}v1` });
			if (error) expectWords(error);
			// What Landbot says of a customer is handed on, whatever it is.
			const isHandedOn = !error && given.some(({ repeats }) => repeats);
			const secrets = [apiToken, ...landbot.requests.map(({ secret }) => secret)];
			for (const secret of isHandedOn ? [] : secrets.filter((one) => one && one !== ENTERED)) {
				expect(JSON.stringify([error?.message, error?.description, all])).not.toContain(secret);
			}
			expect(landbot.isEndless()).toBe(false);
			expect(elsewhere.requests).toEqual([]);
			for (const { url, origin } of landbot.requests) {
				expect(url).toMatch(new RegExp(`^${PREFIX}`));
				expect(origin).toBe(landbot.origin);
			}
		}),
		runs,
	);

/** The error that something ends with, where it does. */
const errorOf = async (work: Promise<unknown>): Promise<{ error?: Shown; all: unknown }> =>
	await work.then(
		(all) => ({ all }),
		(error: Shown) => {
			expect(error instanceof NodeApiError || error instanceof NodeOperationError).toBe(true);
			return { error, all: { ...error } };
		},
	);

describe('the node', () => {
	it.each(Object.keys(fixtures))('says what is wrong, and keeps the token: %s', async (name) => {
		const [start, node] = fixtures[name].nodes;
		const items = (start.parameters.items ?? [{}]) as IDataObject[];
		await whateverComes(async (account) => {
			const { error, run } = await runLandbot(account, items, node.parameters);
			return { error: error as Shown | undefined, all: run };
		}, 12);
	});

	it.each([
		['goes on', {}, { onError: 'continueRegularOutput' }],
		['reports', { options: { report: true } }, {}],
	])('gives every item a row where it %s', async (_, more, settings) => {
		const [start, node] = fixtures['message.sendText'].nodes;
		const items = start.parameters.items as IDataObject[];
		const parameters = { ...node.parameters, ...more };
		await whateverComes(async (account) => {
			const { error, output, run } = await runLandbot(
				account,
				items,
				parameters,
				settings as Partial<INode>,
			);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
				items.map((__, item) => ({ item })),
			);
			for (const { json } of output) expect(JSON.stringify(json)).not.toMatch(BUG);
			return { error: error as Shown | undefined, all: run };
		}, 25);
	});
});

describe('the form', () => {
	const { listSearch } = new Landbot().methods;
	it.each(Object.keys(listSearch) as Array<keyof typeof listSearch>)(
		'fills a list, or says why it cannot: %s',
		async (method) => {
			const entered = { resource: 'message', channel: '2955001', template: '12170' };
			await whateverComes(
				async (account) => await errorOf(searchList(account, method, '', undefined, entered)),
				25,
			);
		},
	);

	it('shows the fields of a template, or says why it cannot', async () => {
		const { templateFields } = new Landbot().methods.resourceMapping;
		const entered = { template: '12170', language: 'en' };
		await whateverComes(
			async (account) => await errorOf(templateFields.call(openForm(account, entered))),
			25,
		);
	});

	it('lists the channels of the trigger, or says why it cannot', async () => {
		await whateverComes(async (account) => await errorOf(channelOptions(account)), 25);
	});

	it('says of every credential whether it works', async () => {
		await whateverComes(async (account) => {
			const { status, message } = await clickTest(account);
			expect(status).toMatch(/^(OK|Error)$/);
			const error = { name: 'NodeApiError', message: String(message) };
			return status === 'Error' ? { error, all: message } : { all: status };
		}, 60);
	});
});

it('publishes the trigger, or says why it cannot', async () => {
	const parameters = { channels: [2955001], options: { allowLocalAddress: true } };
	await whateverComes(async (account) => {
		triggers.log.length = 0;
		const { error, all } = await errorOf(triggers.open({ account, parameters }).publish());
		expect(triggers.log.join()).not.toMatch(BUG);
		return { error, all: [all, triggers.log] };
	}, 40);
});

it('waits for a reply, or says why it cannot', async () => {
	await whateverComes(async (account) => {
		const { status, result } = await waits.run(account, form());
		expect([status, Boolean(result.error)]).not.toEqual(['finished', false]);
		return { error: result.error as Shown | undefined, all: result.run };
	}, 60);
});
