import type { IDataObject } from 'n8n-workflow';
import { knowsDetails } from '../../nodes/Landbot/api/errors/n8nVersion';
import { withLandbot } from '../support/landbot';
import { json, looking, rows, setMany } from '../support/setMany';
import { NOBODY, TARA } from '../support/people';

const { simulator, run } = withLandbot();

const { changes, fieldsOf } = looking(simulator);

describe('when Landbot refuses one of the fields', () => {
	const three = () => setMany(json('{"one": 1, "two": 2, "three": 3}'));

	it('says which are set and which are not', async () => {
		const body = { errors: { value: ['Not this one.'] } };
		simulator.addFault({ path: 'fields/two/$', status: 422, body });

		const { error } = await run(three());

		expect(error).toMatchObject({
			message: expect.stringContaining('Landbot does not accept the field'),
			httpCode: '422',
		});
		expect(error?.description).toMatch(/^Landbot says: value: Not this one\. /);
		expect(error?.description).toMatch(/\. Set before that: 'one'\. Not set: 'two', 'three'$/);
		expect(fieldsOf(TARA)).toEqual([['one', 'integer', 1]]);
	});

	it('says that none is set when it was the first', async () => {
		simulator.addFault({ path: 'fields/one/$', status: 403 });

		const { error } = await run(three());

		expect(error?.description).toMatch(/\. Not set: 'one', 'two', 'three'$/);
		expect(error?.description).not.toContain('Set before that');
	});

	it('says it in the item where the node continues', async () => {
		simulator.addFault({ path: 'fields/two/$', status: 422 });

		const { output } = await run(three(), [{}], { onError: 'continueRegularOutput' });

		const { error, details } = output[0].json;
		expect(knowsDetails ? (details as IDataObject).description : error).toMatch(
			/Set before that: 'one'\. Not set: 'two', 'three'$/,
		);
	});

	it('does not know the customer', async () => {
		const { error } = await run(setMany(json('{"one": 1}'), NOBODY));

		expect(error).toMatchObject({
			message: 'Landbot does not know customer 473599999',
			httpCode: '404',
		});
		expect(changes()).toEqual([]);
	});
});

describe('before anything is sent', () => {
	const bad: Array<[string, IDataObject, string]> = [
		['no rows', rows(), 'There is no field to set'],
		['an empty object', json('{}'), 'There is no field to set'],
		['a list', json('[{"plan": "pro"}]'), "'Fields' is not a JSON object"],
		['text', json('={{ "plan" }}'), "'Fields' is not a JSON object"],
		['broken JSON', json('{"plan": '), "'Fields' is not a JSON object"],
		['null', json('={{ null }}'), "'Fields' is not a JSON object"],
		['a value of null', json('{"a": 1, "plan": null}'), "There is no value for the field 'plan'"],
		[
			'a value that the data does not have',
			json('={{ ({ a: 1, plan: $json.missing }) }}'),
			"There is no value for the field 'plan'",
		],
		[
			'a later name that is none',
			json('{"a": 1, "Plan Type": "pro"}'),
			"'Plan Type' cannot be the name of a field",
		],
		[
			'a row without a name',
			rows(['a', 'string', 'x'], ['={{ "" }}', 'string', 'x']),
			"'Field Name' is empty",
		],
		[
			'a later row that does not fit',
			rows(['a', 'integer', '1'], ['b', 'integer', 'x']),
			"The value 'x' does not fit the type of the field 'b'",
		],
		[
			'a name that comes twice',
			rows(['plan', 'string', 'a'], ['vip', 'boolean', 'true'], ['plan', 'string', 'b']),
			"There are two values for the field 'plan'",
		],
	];
	it.each(bad)('refuses %s', async (_, given, message) => {
		const { error } = await run(setMany(given));

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(error?.description).toBeTruthy();
		expect(simulator.log).toEqual([]);
	});

	it('refuses a later item whose row does not fit, and changes no customer', async () => {
		const items = ['1', '2', 'x'].map((value, index) => ({ value, customer: TARA + index }));

		const { error } = await run(
			setMany(rows(['visits', 'integer', '={{ $json.value }}']), '={{ $json.customer }}'),
			items,
		);

		expect(error).toMatchObject({ context: { itemIndex: 2 } });
		expect(changes()).toEqual([]);
	});
});
