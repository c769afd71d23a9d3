import type { IDataObject } from 'n8n-workflow';
import { runLandbot, searchList } from '../support/n8n';
import { byId, withLandbot } from '../support/landbot';
import type { FaultRule } from '../../simulator/index.ts';
import { ELIF, HUGO, NOBODY, ON_FACEBOOK, TARA, WEB } from '../support/people';

const { simulator, account, run } = withLandbot();

const textTo = (customer: unknown, text = 'Hello') => ({
	resource: 'message',
	operation: 'sendText',
	customer: byId(customer),
	text,
});

describe('a customer who cannot be written to', () => {
	it.each([
		[NOBODY, '404', 'Landbot does not know customer 473599999', 'Landbot says: Not found'],
		[ELIF, '412', 'Landbot cannot do this for customer 473500006 at the moment', 'is blocked'],
		[HUGO, '412', 'Landbot cannot do this for customer 473500022 at the moment', '24 hour window'],
		[
			ON_FACEBOOK,
			'412',
			'Landbot cannot do this for customer 473500044 at the moment',
			'is disabled',
		],
	])('%s is told apart', async (customer, httpCode, message, part) => {
		const { error } = await run(textTo(customer));

		expect(error).toMatchObject({ message, httpCode, context: { itemIndex: 0 } });
		expect(error?.description).toContain(part);
		expect(simulator.log).toHaveLength(1);
	});
});

describe('an account that Landbot turns away', () => {
	it.each([
		['simulator-nobody', '401', 'Landbot does not accept the API token'],
		[
			'simulator-unpaid',
			'402',
			'Landbot does not serve this workspace until its plan or billing is in order',
		],
		['simulator-forbidden', '403', 'The agent who owns the token may not do this'],
	])('%s reads the same in a run and in a dropdown', async (key, httpCode, message) => {
		const user = { ...account(), apiToken: key };
		const list = { resource: 'customer', operation: 'getAll' };
		const { error, run: whole } = await runLandbot(user, [{}], list);
		const dropdown = searchList(user, 'searchCustomers');

		expect(error).toMatchObject({ message, httpCode });
		await expect(dropdown).rejects.toMatchObject({ message, description: error?.description });
		expect(JSON.stringify(whole)).not.toContain(key);
	});
});

describe('what an answer is about', () => {
	const cases: Array<[string, IDataObject, string]> = [
		[
			'a channel',
			{ resource: 'channel', operation: 'get', channel: byId(2955999) },
			'Landbot does not know channel 2955999',
		],
		[
			'an address without Landbot',
			{ resource: 'channel', operation: 'getAll' },
			'There is no Landbot at this address',
		],
	];
	it.each(cases)('names %s', async (_, parameters, message) => {
		simulator.addFault({ path: 'channels/$', status: 404, body: '<h1>nginx</h1>' });

		const { error } = await run(parameters);

		expect(error).toMatchObject({ message, httpCode: '404' });
	});
});

describe("Landbot's own words", () => {
	const WORDS: Array<[string, FaultRule, string]> = [
		[
			'every text of every entry',
			{ body: { errors: { a: ['One', 'Two'], b: ['Three'], c: 'Four' } } },
			'Landbot says: a: One, Two; b: Three; c: Four',
		],
		[
			'entries inside entries',
			{ body: { errors: { params: { body: ['Three are missing'] }, buttons: [{ url: ['No'] }] } } },
			'params.body: Three are missing',
		],
		['the detail', { body: { detail: 'Not like this.' } }, 'Landbot says: Not like this'],
		['the lone sentence', { body: { success: false, error: 'No.' } }, 'Landbot says: No'],
		[
			'plain text',
			{ body: 'Bad words', contentType: 'text/plain' },
			'The answer begins: Bad words',
		],
		[
			'texts and entries in one list',
			{ body: { errors: { buttons: ['Bad.', { url: 'No' }] } } },
			'Landbot says: buttons.0: Bad; buttons.1.url: No',
		],
		[
			'several sentences as one text',
			{ body: { errors: { a: ['Not now. Wait.'] } } },
			'Landbot says: a: Not now. Wait. Check',
		],
		['entries without a field', { body: { errors: ['One', 'Two'] } }, 'Landbot says: One'],
		['details as a list', { body: { detail: ['One'] } }, 'Landbot says: One'],
		['nothing', { kind: 'empty' }, 'Check the fields of this item'],
		['an odd object', { body: { code: 7 } }, 'Check the fields of this item'],
	];
	it('are told from a page, which Landbot does not write, whatever its status', async () => {
		simulator.addFault({ status: 422, body: '<p>Bad</p><p>words</p>' });

		const { error } = await run(textTo(TARA));

		expect(error?.message).toBe(
			'A firewall or proxy answered in place of Landbot, and refused the request',
		);
		expect(error?.description).toContain('The answer begins: Bad words');
	});

	it.each(WORDS)('show %s', async (_, fault, words) => {
		simulator.addFault({ status: 422, ...fault });

		const { error } = await run(textTo(TARA));

		expect(error?.message).toBe(
			'Landbot does not accept a value that was sent for customer 473500009',
		);
		expect(error?.description).toContain(words);
		expect(error?.description).not.toContain('object Object');
	});

	it('are nothing where Landbot names a field and says nothing about it', async () => {
		simulator.addFault({ status: 422, body: { errors: { message: [] } } });
		const { error } = await run(textTo(TARA));
		expect(error?.description).toBe('Check the fields of this item');
	});

	it('count where the status beside them is that of a success', async () => {
		simulator.addFault({ status: 200, body: { success: false, errors: { message: ['No'] } } });
		const { error } = await run(textTo(TARA));
		expect(error?.message).toBe('Landbot refused this');
		expect(error?.description).toMatch(/^Landbot says: message: No\. If you cannot tell why/);
		expect(error?.description).not.toContain('may have been');
	});

	it.each([0, 190])('never hold the token, even when Landbot repeats it at %i', async (place) => {
		const user = account();
		simulator.addFault({ status: 500, body: `${'-'.repeat(place)}${user.apiToken.repeat(5)}` });

		const { error } = await runLandbot(user, [{}], textTo(TARA));

		expect(error?.description).toContain('The answer begins: ');
		expect(error?.description).not.toContain(user.apiToken.slice(0, 3));
	});

	it('never hold the token of a channel, even when the answer is cut off', async () => {
		const body =
			'{"success":true,"channel":{"id":2955001,"name":"Web","token":"H-2955001-ABC","cha';
		simulator.addFault({ status: 200, body });

		const { error } = await run({
			resource: 'channel',
			operation: 'get',
			channel: byId(WEB),
		});

		expect(error?.message).toBe('The answer did not come from Landbot, or arrived incomplete');
		expect(error?.description).not.toContain('H-2955001');
	});
});
