import type { IDataObject } from 'n8n-workflow';
import { endpoints } from './requests';
import { runLandbot } from '../support/n8n';
import { byId, withLandbot } from '../support/landbot';
import { TARA } from '../support/people';

const { simulator, account, run } = withLandbot();

const isPolluted = () => 'polluted' in {} || 'polluted' in [];

describe('what a customer has written', () => {
	/** Spelt backwards, because the items of these tests are a parameter, in which n8n does calculate what begins with =. */
	const backwards = (text: string) => [...text].reverse().join('');
	const WRITTEN = '$json.backwards.split("").reverse().join("")';
	const TEXTS = ['={{ 1 + 1 }}', '{{ $json.secret }}', '=1+1', '{{1}}', '${7*7}', '<%= 7*7 %>'];

	it.each(TEXTS)('is sent as it is, and never calculated: %s', async (written) => {
		const { error } = await run(
			{
				resource: 'message',
				operation: 'sendText',
				customer: byId(TARA),
				text: `={{ ${WRITTEN} }}`,
			},
			[{ backwards: backwards(written), secret: 'of the workflow' }],
		);

		expect(error).toBeUndefined();
		expect(simulator.log.map(({ body }) => body)).toEqual([{ message: written }]);
	});

	it.each(TEXTS)('is stored as it is: %s', async (written) => {
		const fieldsJson = `={{ ({ note: ${WRITTEN} }) }}`;
		const setMany = { resource: 'customerField', operation: 'setMany', input: 'json', fieldsJson };
		await run({ ...setMany, customer: byId(TARA) }, [
			{ backwards: backwards(written), secret: 'of the workflow' },
		]);

		expect(simulator.log.at(-1)?.body).toEqual({ type: 'string', value: written });
	});
});

describe('a name that means something to JavaScript', () => {
	const NAMES = ['__proto__', 'constructor', 'prototype', 'valueof'];
	const field = (operation: string, more: IDataObject) => ({
		resource: 'customerField',
		operation,
		customer: byId(TARA),
		...more,
	});

	it.each(NAMES)('is one like any other for a field: %s', async (fieldName) => {
		const { output } = await run(field('update', { fieldName, type: 'string', value: 'x' }));
		const read = await run(field('get', { fieldName }));

		expect(output[0].json).toMatchObject({ name: fieldName, value: 'x' });
		expect(read.output[0].json).toMatchObject({ name: fieldName, value: 'x' });
		expect(simulator.log[0].path).toBe(`/v1/customers/${TARA}/fields/${fieldName}/`);
		expect(isPolluted()).toBe(false);
	});

	it.each(NAMES)('is one like any other among several fields: %s', async (name) => {
		const fieldsJson = `{"${name}": {"polluted": 1}, "plan": "pro"}`;
		const { output } = await run(field('setMany', { input: 'json', fieldsJson }));

		expect(output[0].json).toMatchObject({ created: [name, 'plan'], updated: [] });
		expect(simulator.log.slice(1).map(({ path, body }) => [path, body])).toEqual([
			[`/v1/customers/${TARA}/fields/${name}/`, { type: 'object', value: { polluted: 1 } }],
			[`/v1/customers/${TARA}/fields/plan/`, { type: 'string', value: 'pro' }],
		]);
		expect(isPolluted()).toBe(false);
	});

	it.each(NAMES)('changes nothing inside a value: %s', async (name) => {
		const value = `{"${name}": {"polluted": 1}, "size": "M"}`;
		await run(field('update', { fieldName: 'plan', type: 'object', value }));

		expect(simulator.log[0].body).toMatchObject({ type: 'object', value: { size: 'M' } });
		expect(isPolluted()).toBe(false);
	});

	it.each(NAMES)('changes nothing when Landbot answers with it: %s', async (name) => {
		const customer = `{"id": ${TARA}, "${name}": {"polluted": 1}, "custom_fields": {"${name}": {"name": "${name}", "value": {"polluted": 1}}}}`;
		const body = JSON.parse(`{"success": true, "customer": ${customer}}`) as IDataObject;
		simulator.addFault({ method: 'GET', path: `${TARA}/$`, status: 200, body });
		const { error, output } = await run({
			resource: 'customer',
			operation: 'get',
			customer: byId(TARA),
		});

		expect(error).toBeUndefined();
		expect(output[0].json.id).toBe(TARA);
		expect(isPolluted()).toBe(false);
	});

	it.each([
		['a type', { type: '={{ "constructor" }}' }, "'constructor' is no type of a field"],
		['an operation', { operation: 'toString' }, "no operation 'toString'"],
	])('is not taken for %s', async (_, more, message) => {
		const fields = { field: [{ name: 'plan', type: 'string', value: 'x', ...more }] };
		const { error } = await run(field('setMany', { input: 'rows', fields, ...more }));

		expect(error?.message).toContain(message);
		expect(simulator.log).toEqual([]);
	});
});

describe('the token of the agent', () => {
	it.each(endpoints.map(({ node, full: [form] }) => ({ node, form })))(
		'is in nothing that $node gives, whatever Landbot repeats',
		async ({ node, form }) => {
			const [resource, operation] = node.split(' ');
			for (const status of [200, 403, 422, 500]) {
				const user = account();
				const said = `the token ${user.apiToken} may not`;
				simulator.clearFaults();
				simulator.addFault({
					status,
					body: { success: false, detail: said, errors: { [user.apiToken]: [said] } },
				});
				const { error, run: whole } = await runLandbot(user, [{}], {
					resource,
					operation,
					...form,
				});

				expect(error).toBeDefined();
				expect(`${JSON.stringify(whole)} ${error?.stack}`).not.toContain(user.apiToken);
			}
		},
	);
});
