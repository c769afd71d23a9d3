import type { IDataObject } from 'n8n-workflow';
import { byId, withLandbot } from '../support/landbot';
import { TARA } from '../support/people';

const BOT = 1010178;

const { simulator, run } = withLandbot();

const resume = async (more: IDataObject = {}) =>
	await run({
		resource: 'customer',
		operation: 'resumeFlow',
		customer: byId(TARA),
		botId: BOT,
		node: 'Nkqgn6xkf',
		input: 'json',
		fieldsJson: '{"order": "A-1001", "paid": false}',
		...more,
	});
const changes = () => simulator.log.filter(({ method }) => method !== 'GET');

it('sets the fields, then lets the bot go on at the block', async () => {
	const { output } = await resume();

	expect(output[0].json).toEqual({
		success: true,
		customer_id: TARA,
		bot_id: BOT,
		created: ['order', 'paid'],
		updated: [],
	});
	expect(changes().map(({ path, body }) => [path.split('/').slice(4, -1).join('/'), body])).toEqual(
		[
			['fields/order', { type: 'string', value: 'A-1001' }],
			['fields/paid', { type: 'boolean', value: false }],
			[`assign_bot/${BOT}`, { launch: true, node: 'Nkqgn6xkf' }],
		],
	);
});

it('says that the fields were set when the bot cannot be started', async () => {
	const { error } = await resume({ botId: '999' });

	expect(error?.message).toBe(`Landbot does not know customer ${TARA} or bot 999`);
	expect(error?.description).toContain('The fields were set, but the bot was not started');
	expect(Object.keys(simulator.state.customers.get(TARA)!.custom_fields)).toEqual([
		'order',
		'paid',
	]);
});

it('starts no bot when a field is refused', async () => {
	simulator.addFault({ method: 'PUT', path: 'fields/paid/', status: 403, body: {} });

	const { error } = await resume();

	expect(error?.description).toContain("Set before that: 'order'. Not set: 'paid'");
	expect(error?.description).toContain('The bot was not started');
	expect(changes().some(({ path }) => path.includes('assign_bot'))).toBe(false);
});

it('sends nothing when a field cannot be right', async () => {
	const { error } = await resume({ fieldsJson: '{"Plan Type": "pro"}' });

	expect(error?.description).toContain("'plan_type'");
	expect(simulator.log).toEqual([]);
});

it('asks for the bot once where it may have been started, and says that nobody knows', async () => {
	simulator.addFault({ method: 'PUT', path: 'assign_bot', kind: 'reset', applied: true, times: 3 });

	const { error } = await resume();

	expect(changes().filter(({ path }) => path.includes('assign_bot'))).toHaveLength(1);
	expect(error?.description).toContain('whether the bot was started is not known');
});
