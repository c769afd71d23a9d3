import type crypto from 'crypto';
import type { NodeApiError } from 'n8n-workflow';
import {
	account,
	hooksOn,
	message,
	n8n,
	open,
	outputs,
	post,
	publish,
	secret,
	simulator,
	WEB,
	workflow,
} from '../support/trigger';

/** The secret that a hook gets when chance brings nothing but sevens. */
const KNOWN = '07'.repeat(32);

describe('the token of the agent and the secrets of message hooks', () => {
	afterEach(() => jest.restoreAllMocks());

	it('are in no sentence about publishing, even when Landbot repeats them', async () => {
		jest
			.spyOn(jest.requireActual<typeof crypto>('crypto'), 'randomBytes')
			.mockImplementation(() => Buffer.alloc(32, 7));
		const user = account();
		const said = `neither ${user.apiToken} nor ${KNOWN}`;
		simulator.addFault({ method: 'POST', status: 422, body: { errors: { token: [said] } } });
		const error = await open({}, { account: user })
			.publish()
			.catch((thrown: NodeApiError) => thrown);

		expect((error as NodeApiError).message).toContain('neither (token) nor (token)');
		expect(JSON.stringify([error, n8n.log])).not.toContain(user.apiToken);
		expect(JSON.stringify([error, n8n.log])).not.toContain(KNOWN);
	});

	it('are in no line of the log when a hook cannot be removed', async () => {
		await publish({ channels: [WEB] });
		const { apiToken } = workflow.setup.account;
		simulator.addFault({ method: 'DELETE', status: 403, body: { detail: `not by ${apiToken}` } });
		await expect(workflow.unpublish()).rejects.toMatchObject({
			description: expect.stringContaining('not by (token)') as string,
		});

		expect(n8n.log.join()).toContain('could not remove');
		expect(n8n.log.join()).not.toContain(apiToken);
		expect(n8n.log.join()).not.toContain(secret());
	});

	it('are in nothing that an execution gets, the raw message included', async () => {
		await publish({ options: { rawMessage: true } });
		await post();

		expect(outputs()).toHaveLength(1);
		const given = JSON.stringify(workflow.executions);
		expect(given).not.toContain(secret());
		expect(given).not.toContain(workflow.setup.account.apiToken);
	});

	it('are stored apart: n8n keeps the secrets with the workflow, and the token with the credential', async () => {
		await publish({ channels: [WEB] });
		const stored = JSON.stringify(workflow.stored);

		expect(stored).toContain(secret());
		expect(stored).not.toContain(workflow.setup.account.apiToken);
	});
});

describe('who has read the address of a workflow in a list of hooks', () => {
	it('starts nothing with it, whatever else they say about themselves', async () => {
		await publish({ channels: [WEB] });
		const [{ url, id, name }] = hooksOn(WEB);
		const { apiToken } = workflow.setup.account;
		const guesses = ['', `Token ${apiToken}`, `Token ${id}`, `Token ${name}`, `Token ${url}`];
		for (const Authorization of guesses) {
			const body = { messages: [message()], token: secret(), Authorization: `Token ${secret()}` };
			expect(await post(body, { Authorization }, url)).toBe(403);
			expect(await post(body, { Authorization }, `${url}?token=${secret()}`)).toBe(403);
		}
		expect(outputs()).toEqual([]);
	});
});
