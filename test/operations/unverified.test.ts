import type { IDataObject } from 'n8n-workflow';
import { byId, locator, withLandbot } from '../support/landbot';
import { ANA, TARA } from '../support/people';
import { json, setMany } from '../support/setMany';

const { simulator, run } = withLandbot();

const get = async (customer: IDataObject, more: IDataObject = {}) => {
	const { output } = await run({ resource: 'customer', operation: 'get', customer, ...more });
	return output[0].json;
};
const field = async (operation: string, fieldName: string, more: IDataObject = {}) =>
	await run({ resource: 'customerField', operation, customer: byId(TARA), fieldName, ...more });

describe('the name of a customer', () => {
	it('is changed by a field, where it is one', async () => {
		const { output } = await field('update', 'name', { value: 'Tara Vega' });

		expect(output[0].json).toMatchObject({ name: 'name', value: 'Tara Vega' });
		expect(await get(byId(TARA))).toMatchObject({
			name: 'Tara Vega',
			custom_fields: { name: 'Tara Vega' },
		});
	});

	it('stays beside a field of that name, where it is none', async () => {
		simulator.setSwitches({ builtInFields: false });

		await field('update', 'name', { value: 'Tara Vega' });

		expect(await get(byId(TARA))).toMatchObject({
			name: 'Tara Tanaka',
			custom_fields: { name: 'Tara Vega' },
		});
	});
});

describe('the email of a customer', () => {
	const setEmail = setMany(json('{"email": "tara@example.com"}'));

	it('is changed by a field, and found by it, where it is one', async () => {
		const { output } = await run(setEmail);

		expect(output[0].json).toMatchObject({ created: [], updated: ['email'] });
		expect(await get(locator('email', 'tara@example.com'))).toMatchObject({ id: TARA });
		expect(await get(byId(TARA))).toMatchObject({ email: 'tara@example.com' });
	});

	it('stays beside a field of that name, where it is none', async () => {
		simulator.setSwitches({ builtInFields: false });

		const { output } = await run(setEmail);

		expect(output[0].json).toMatchObject({ created: ['email'], updated: [] });
		expect(await get(byId(TARA))).toMatchObject({
			email: 'tara.tanaka.9@example.org',
			custom_fields: { email: 'tara@example.com' },
		});
	});

	it.each([
		[true, {}],
		[false, { email: null }],
	])('is empty for somebody without one, where it is a field: %s', async (builtInFields, raw) => {
		simulator.setSwitches({ builtInFields });
		simulator.state.customers.get(TARA)!.email = null;

		expect(await get(byId(TARA))).toMatchObject({ email: null, phone: '34600000009' });
		const { email } = await get(byId(TARA), { simplify: false });
		expect({ ...(email !== undefined && { email }) }).toEqual(raw);
	});
});

it.each([
	{ fieldTypeRequired: true },
	{ fieldTypeRequired: false },
	{ objectAsText: true },
	{ objectAsText: false },
])('sets and shows an object as it was given where Landbot has %j', async (switches) => {
	simulator.setSwitches(switches);

	for (const value of ['{"size":"M"}', '={{ ({ size: "M" }) }}']) {
		const { error } = await field('update', 'basket', { type: 'object', value });
		expect(error).toBeUndefined();
		const { output } = await field('get', 'basket');
		expect(output[0].json).toMatchObject({ type: 'object', value: { size: 'M' } });
	}
});

it.each([
	[true, { country: 'Spain', url: expect.stringContaining('https://landbot.site/') as string }],
	[false, {}],
])('shows where a visitor is as far as Landbot does: %s', async (webKeysInAnswers, wanted) => {
	simulator.setSwitches({ webKeysInAnswers });

	const { country, url } = await get(byId(ANA), { simplify: false });

	expect(JSON.parse(JSON.stringify({ country, url }))).toEqual(wanted);
	expect(Object.keys(await get(byId(ANA)))).toHaveLength(10);
});

it.each([
	[true, 794001],
	[false, null],
])('shows whose the customer is after a text that assigns: %s', async (sendAssigns, agent) => {
	simulator.setSwitches({ sendAssigns });

	const { output } = await run({
		resource: 'message',
		operation: 'sendText',
		customer: byId(TARA),
		text: 'Hello',
	});

	expect(output[0].json).toEqual({ success: true, customer_id: TARA });
	expect(await get(byId(TARA))).toMatchObject({ agent_id: agent });
});
