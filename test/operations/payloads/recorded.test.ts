/** What other programs have recorded of Landbot: the simulator answers the same, and the node shows it as expected. */
import { call } from '../../../simulator/test/client.ts';
import { byId, withLandbot } from '../../support/landbot';
import { runLandbot } from '../../support/n8n';
import { ANA } from '../../support/people';
import refused from './api-401.json';
import customer from './api-customer.json';
import field from './api-field-put.json';

const { simulator, account, run } = withLandbot();

const getAna = { resource: 'customer', operation: 'get', customer: byId(ANA) };

it('turns away a request without a token, and one with a wrong token', async () => {
	const path = `/customers/${ANA}/`;
	const without = await call(simulator, 'GET', path, undefined, {});
	const wrong = await call(simulator, 'GET', path, undefined, { Authorization: 'Token bogus' });
	expect(without).toMatchObject({ status: 401, body: { detail: refused.details['no header'] } });
	expect(wrong).toMatchObject({ status: 401, body: refused.body });

	const { error } = await runLandbot({ ...account(), apiToken: 'bogus' }, [{}], getAna);
	expect(error).toMatchObject({
		message: 'Landbot does not accept the API token',
		httpCode: '401',
	});
	expect(error?.description).toContain(`Landbot says: ${refused.details.bogus.replace('.', '')}`);
});

it('changes the name by a field without a type', async () => {
	const path = `/customers/${ANA}/fields/name/`;
	const answer = await call(simulator, 'PUT', path, field.request);
	expect(answer).toMatchObject({ status: 200, body: field.body });
	expect(answer.body).toEqual(field.body);

	const { output } = await run({
		resource: 'customerField',
		operation: 'get',
		customer: byId(ANA),
		fieldName: 'name',
	});
	expect(output[0].json).toEqual({ customer_id: ANA, ...field.body.field });
});

describe('a customer', () => {
	/** The keys of a customer without those of fields, and how its fields look. */
	const formOf = (one: { custom_fields: Record<string, object> }) => ({
		keys: Object.keys(one)
			.filter((key) => !(key in one.custom_fields))
			.sort(),
		fields: [...new Set(Object.values(one.custom_fields).map((held) => Object.keys(held).join()))],
		builtIn: ['name', 'avatar', 'email', 'phone'].map(
			(key) => key in one && key in one.custom_fields,
		),
	});

	it('has the keys that were recorded, its fields among them', async () => {
		simulator.setSwitches({ webKeysInAnswers: false });
		const { body } = await call(simulator, 'GET', `/customers/${ANA}/`);
		const simulated = body as typeof customer.body;
		expect(formOf(simulated.customer)).toEqual(formOf(customer.body.customer));
	});

	it('comes out with its fields by their names', async () => {
		const { output } = await run(getAna);
		expect(output[0].json).toMatchObject({
			name: 'Ana Ruiz',
			email: 'ana@example.org',
			custom_fields: { name: 'Ana Ruiz', email: 'ana@example.org', plan: 'pro' },
		});
	});
});
