import { withSimulator } from './client.ts';
import { errors, gone, unknown } from '../http/expected.ts';

const { simulator, api } = withSimulator();

const CUSTOMER = '/customers/473500009/';
const fieldPath = (name: string) => `${CUSTOMER}fields/${name}/`;
const shown = async () => {
	const { body } = await api('GET', CUSTOMER);
	return (body as { customer: Record<string, unknown> }).customer;
};

describe('a field that somebody has made', () => {
	const path = fieldPath('plan');
	const plan = { name: 'plan', type: 'string', value: 'pro', extra: {} };

	it('is created, shown, changed and deleted', async () => {
		const body = { type: 'string', value: 'pro' };
		expect(await api('GET', path)).toMatchObject(unknown);
		expect(await api('POST', path, body)).toMatchObject({ status: 201, body: { field: plan } });
		expect(await api('POST', path, body)).toMatchObject(errors(422, 'field_name'));
		expect(await api('GET', path)).toMatchObject({ status: 200, body: { field: plan } });
		expect(await api('PUT', path, { ...body, value: 'free' })).toMatchObject({
			status: 200,
			body: { field: { value: 'free' } },
		});
		expect(await shown()).toMatchObject({
			plan: 'free',
			custom_fields: { plan: { value: 'free' } },
		});
		expect(await api('DELETE', path)).toMatchObject(gone);
		expect(await api('DELETE', path)).toMatchObject(unknown);
	});

	it.each([
		['a missing value', { type: 'string' }, 'value'],
		['an unknown type', { type: 'text', value: 'x' }, 'type'],
		['a text for a number', { type: 'integer', value: '7' }, 'value'],
		['a fraction for a whole number', { type: 'integer', value: 7.5 }, 'value'],
		['a number for a truth', { type: 'boolean', value: 1 }, 'value'],
		['no date at all', { type: 'date', value: 'soon' }, 'value'],
		['a text for an object', { type: 'object', value: '{"size":"M"}' }, 'value'],
		['a list for extra', { type: 'string', value: 'x', extra: [] }, 'extra'],
	])('is not given %s', async (_case, body, key) => {
		expect(await api('PUT', path, body)).toMatchObject(errors(422, key));
	});

	it('needs its type when it is created, and keeps it when it is changed', async () => {
		expect(await api('POST', path, { value: 'x' })).toMatchObject(errors(422, 'type'));
		const visits = '/customers/473500001/fields/visits/';
		expect(await api('PUT', visits, { value: 4 })).toMatchObject({
			body: { field: { type: 'integer', value: 4 } },
		});
		simulator.setSwitches({ fieldTypeRequired: true });
		expect(await api('PUT', visits, { value: 5 })).toMatchObject(errors(422, 'type'));
	});

	it('takes the text of an object when so switched', async () => {
		simulator.setSwitches({ objectAsText: true });
		const put = async (value: unknown) => await api('PUT', path, { type: 'object', value });
		expect(await put('{"size":"M"}')).toMatchObject({ body: { field: { value: { size: 'M' } } } });
		expect(await put({ size: 'L' })).toMatchObject({ body: { field: { value: { size: 'L' } } } });
		expect(await put('"M"')).toMatchObject(errors(422, 'value'));
	});

	it('has no capitals in its name, and is not there when nobody has made it', async () => {
		expect(await api('PUT', fieldPath('Plan'), { type: 'string', value: 'x' })).toMatchObject(
			errors(422, 'field_name'),
		);
		expect(await api('GET', fieldPath('constructor'))).toMatchObject(unknown);
	});
});

describe('a field that everybody has', () => {
	it('stands among the fields and the keys of the customer', async () => {
		expect(await shown()).toMatchObject({
			name: 'Tara Tanaka',
			custom_fields: {
				name: { name: 'name', type: 'string', value: 'Tara Tanaka', extra: {} },
				email: { value: 'tara.tanaka.9@example.org' },
				phone: { value: '34600000009' },
			},
		});
		expect(await api('GET', '/customers/473500002/')).toMatchObject({
			body: {
				customer: {
					custom_fields: { name: { value: 'Visitor #1234' } },
				},
			},
		});
	});

	it('is no key of a customer who does not have it', async () => {
		const { body } = await api('GET', '/customers/473500002/');
		const { customer } = body as { customer: { custom_fields: object } };
		for (const key of ['avatar', 'email', 'phone']) {
			expect(customer).not.toHaveProperty(key);
			expect(customer.custom_fields).not.toHaveProperty(key);
		}
	});

	it.each(['name', 'email', 'phone', 'avatar'])('changes the customer: %s', async (name) => {
		const path = fieldPath(name);
		expect(await api('PUT', path, { value: 'new' })).toMatchObject({
			status: 200,
			body: { field: { name, type: 'string', value: 'new', extra: {} } },
		});
		expect(await shown()).toMatchObject({ [name]: 'new' });
		expect(await api('GET', path)).toMatchObject({ body: { field: { value: 'new' } } });
		expect(await api('POST', path, { type: 'string', value: 'x' })).toMatchObject(
			errors(422, 'field_name'),
		);
		expect(await api('DELETE', path)).toMatchObject(gone);
		expect(await shown()).not.toHaveProperty(name);
		expect(await api('GET', path)).toMatchObject(unknown);
		expect(await api('POST', path, { type: 'string', value: 'x' })).toMatchObject({ status: 201 });
		expect(simulator.state.customers.get(473500009)?.[name as 'name']).toBe('x');
	});

	it('is found again by its new value', async () => {
		await api('PUT', fieldPath('phone'), { value: '4912345' });
		expect(await api('GET', '/customers/?search_by=phone&search=49')).toMatchObject({
			body: { total: 1, customers: [{ id: 473500009 }] },
		});
	});

	it('is a text', async () => {
		expect(await api('PUT', fieldPath('phone'), { type: 'integer', value: 34 })).toMatchObject(
			errors(422, 'value'),
		);
	});

	it('is one like any other when so switched, and hides nothing of the customer', async () => {
		simulator.setSwitches({ builtInFields: false });
		expect(await api('GET', fieldPath('email'))).toMatchObject(unknown);
		await api('PUT', fieldPath('name'), { type: 'string', value: 'Tata' });
		expect(await shown()).toMatchObject({
			name: 'Tara Tanaka',
			avatar: null,
			custom_fields: { name: { value: 'Tata' } },
		});
	});
});
