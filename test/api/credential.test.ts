import { LandbotApi } from '../../credentials/LandbotApi.credentials';
import { landbotApiTest } from '../../nodes/Landbot/api/credentialTest';
import { clickTest, runLandbot, searchList, type Account } from '../support/n8n';
import { goneBaseUrl, withLandbot } from '../support/landbot';
import { isAtLeast } from '../support/versions';
import type { FaultRule } from '../../simulator/index.ts';

const NO_TOKEN =
	"The 'API Token' is empty or holds characters that no Landbot token has. Copy it again from Settings > Account in Landbot";
const NO_ADDRESS =
	"The 'Base URL' is not a web address. Landbot's own is https://api.landbot.io/v1";

const { simulator } = withLandbot();

const list = { resource: 'customer', operation: 'getAll' };
const valid = () => ({ apiToken: 'simulator-token', baseUrl: simulator.baseUrl });

describe('the Authorization header', () => {
	it.each(['abc', ' abc ', 'abc\u200b', '\ufeffabc', 'Token abc', 'token  abc', '\tTOKEN abc\n'])(
		'is the same for %p',
		async (apiToken) => {
			const signed = await new LandbotApi().authenticate(
				{ apiToken, baseUrl: 'https://api.landbot.io/v1' },
				{ url: '/customers/', headers: { Accept: 'application/json' } },
			);

			expect(signed.headers).toEqual({
				Accept: 'application/json',
				Authorization: 'Token abc',
			});
		},
	);

	it('reaches Landbot when the word Token was copied along', async () => {
		const user = { ...valid(), apiToken: ' Token simulator-token\n' };

		expect((await runLandbot(user, [{}], list)).output).toHaveLength(45);
		expect(await clickTest(user)).toMatchObject({ status: 'OK' });
		expect(simulator.log.map(({ caller }) => caller)).toEqual(Array(3).fill('agent 794001'));
	});
});

describe('an address with blanks and slashes around it', () => {
	it.each(['/', '//', ' ', '/ '])('works with %p at its end', async (end) => {
		const user = { ...valid(), baseUrl: ` ${simulator.baseUrl}${end}` };

		expect((await runLandbot(user, [{}], list)).output).toHaveLength(45);
		expect((await searchList(user, 'searchCustomers')).results).toHaveLength(45);
		expect(await clickTest(user)).toMatchObject({ status: 'OK' });
		expect(new Set(simulator.log.map(({ path }) => path))).toEqual(
			new Set(['/v1/customers/', '/v1/channels/', '/v2/agents/me/']),
		);
	});
});

describe('a credential that cannot work', () => {
	const FLAWS: Array<[Partial<Account>, string]> = [
		[{ apiToken: '' }, NO_TOKEN],
		[{ apiToken: '  ' }, NO_TOKEN],
		[{ apiToken: 'Token ' }, NO_TOKEN],
		[{ apiToken: undefined }, NO_TOKEN],
		[{ apiToken: 'abc def' }, NO_TOKEN],
		[{ apiToken: 'abc\r\nX-Evil: 1' }, NO_TOKEN],
		[{ apiToken: 'abc\nabc' }, NO_TOKEN],
		[{ apiToken: 'ключ' }, NO_TOKEN],
		[{ apiToken: '🔑' }, NO_TOKEN],
		[{ baseUrl: '' }, NO_ADDRESS],
		[{ baseUrl: undefined }, NO_ADDRESS],
		[{ baseUrl: 'landbot.example/v1' }, NO_ADDRESS],
		[{ baseUrl: 'view-source:https://landbot.example/v1' }, NO_ADDRESS],
		[{ baseUrl: 'ftp://landbot.example/v1' }, NO_ADDRESS],
		[{ baseUrl: 'https://' }, NO_ADDRESS],
		[{ baseUrl: 'https:///v1' }, NO_ADDRESS],
		[{ baseUrl: 'https://landbot example/v1' }, NO_ADDRESS],
		[{ baseUrl: 'https://landbot.example:port/v1' }, NO_ADDRESS],
		[{ baseUrl: 'https://landbot.example/v1?key=1' }, NO_ADDRESS],
		[{ baseUrl: 'https://landbot.example/v1#customers' }, NO_ADDRESS],
	];
	it.each(FLAWS)('is refused before anything is sent: %p', async (flaw, message) => {
		const user = { ...valid(), ...flaw } as Account;

		expect(await clickTest(user)).toEqual({ status: 'Error', message });
		const { error } = await runLandbot(user, [{}], list);
		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(error?.description ?? '').toBe('');
		await expect(searchList(user, 'searchCustomers')).rejects.toMatchObject({ message });
		expect(simulator.log).toEqual([]);
	});
});

describe('the test of the credential', () => {
	it('says that Landbot accepts the token, after asking for one customer, and whose it is', async () => {
		expect(await clickTest(valid())).toEqual({
			status: 'OK',
			message: 'Landbot accepts the token. It belongs to Nora Vidal',
		});
		expect(simulator.log).toMatchObject([
			{ method: 'GET', path: '/v1/customers/', query: { limit: '1' }, caller: 'agent 794001' },
			{ method: 'GET', path: '/v2/agents/me/', caller: 'agent 794001' },
		]);
	});

	it.each([401, 403, 404, 'html'] as const)(
		'is as good where Landbot does not tell whose token it is: %s',
		async (undocumented) => {
			simulator.setSwitches({ undocumented });
			expect(await clickTest(valid())).toEqual({
				status: 'OK',
				message: 'Landbot accepts the token',
			});
		},
	);

	it('says what n8n says when that lets nothing out', async () => {
		const message = 'Requests to this address are not allowed';
		const request = jest.fn(async () => await Promise.reject(new Error(message)));
		const tested = await landbotApiTest.call(
			{ helpers: { request } } as never,
			{ data: valid() } as never,
		);
		expect(tested).toEqual({ status: 'Error', message });
		// n8n's own limit is five minutes, and a person is waiting
		expect(request).toHaveBeenCalledWith(expect.objectContaining({ timeout: 15_000 }));
	});

	it('asks once whose token it is', async () => {
		simulator.addFault({ path: 'agents/me', status: 500, body: {} });
		expect(await clickTest(valid())).toMatchObject({ status: 'OK' });
		expect(simulator.log.filter(({ path }) => path.includes('agents/me'))).toHaveLength(1);
	});

	it('says what is missing in a credential that holds nothing', async () => {
		const empty = undefined as never;
		expect(await clickTest(empty)).toEqual({ status: 'Error', message: NO_TOKEN });
	});

	it.each([
		[
			'simulator-nobody',
			'Landbot does not accept the API token. Landbot says: Invalid token. Open the credential and paste the token again. Landbot shows it under Settings > Account of the agent it belongs to',
		],
		[
			'simulator-unpaid',
			'Landbot does not serve this workspace until its plan or billing is in order. Landbot says: subscription: The plan does not include API access. Check the plan and the invoices of the workspace: API access and message hooks need a paid plan',
		],
		[
			'simulator-forbidden',
			'The agent who owns the token may not do this. Landbot says: agent: You do not have permission to do this. The token has the permissions of one agent. Give that agent access in Landbot, or use the token of another agent',
		],
	])('explains why %s is turned away', async (apiToken, message) => {
		expect(await clickTest({ ...valid(), apiToken })).toEqual({ status: 'Error', message });
	});

	const STRANGE: Array<[string, FaultRule, string]> = [
		['a page of a proxy', { kind: 'html', status: 200 }, 'The answer did not come from Landbot'],
		['a gateway that is down', { kind: 'html' }, 'Landbot cannot answer at the moment'],
		['a cut connection', { kind: 'reset' }, 'The connection to Landbot was lost'],
		[
			'half an answer',
			{ kind: 'resetMidBody' },
			isAtLeast(2, 20)
				? 'The answer did not come from Landbot'
				: 'The connection to Landbot was lost',
		],
		['a wrong path', { status: 404 }, 'There is no Landbot at this address'],
		['a page where Landbot is not', { kind: 'html', status: 404 }, 'There is no Landbot'],
		['a proxy', { kind: 'empty', status: 407 }, 'The proxy or network of the n8n server asks'],
		[
			'a proxy that lets few requests through',
			{ kind: 'html', status: 429 },
			'A proxy or firewall before Landbot does not let so many requests through. The node has already waited and tried 5 times. Try again later, or ask whoever runs the network of the n8n server',
		],
		['a firewall', { kind: 'html', status: 403 }, 'A firewall or proxy answered in place of'],
		['a bot protection', { status: 403, body: 'Just a moment...' }, 'A bot protection stopped'],
		['a redirect', { status: 302 }, "The 'Base URL' of the credential leads to another address"],
		['an empty answer', { kind: 'empty' }, 'The answer did not come from Landbot'],
	];
	it.each(STRANGE)('explains %s', async (_, fault, sentence) => {
		simulator.addFault(fault);

		const { status, message } = await clickTest(valid());

		expect(status).toBe('Error');
		expect(message).toMatch(new RegExp(`^${sentence}`));
		expect(message).not.toMatch(/E[A-Z]{4,}|simulator-token|undefined/);
	});

	it('explains that nobody listens at the address', async () => {
		expect(await clickTest({ ...valid(), baseUrl: await goneBaseUrl() })).toEqual({
			status: 'Error',
			message:
				"Landbot cannot be reached. Check the 'Base URL' of the credential and the network of the n8n server",
		});
	});
});
