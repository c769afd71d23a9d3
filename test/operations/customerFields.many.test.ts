import type { IDataObject } from 'n8n-workflow';
import { withLandbot } from '../support/landbot';
import { json, looking, rows, setMany } from '../support/setMany';
import type { Switches } from '../../simulator/index.ts';
import { GRETA, TARA } from '../support/people';

const { simulator, run } = withLandbot();

const { changes, fieldsOf } = looking(simulator);

it('sets rows of every type in their order, and tells the new ones from the others', async () => {
	const { output } = await run(
		setMany(
			rows(
				['vip', 'boolean', 'false'],
				['orders', 'integer', '0'],
				['note', 'string', ''],
				['2', 'float', '1.5'],
				['since', 'date', '2026-01-31'],
				['basket', 'object', '["tea"]'],
				['1', 'datetime', '2026-01-31T15:30:00+01:00'],
			),
			GRETA,
		),
	);

	expect(output[0].json).toEqual({
		success: true,
		customer_id: GRETA,
		created: ['vip', 'note', '2', 'since', '1'],
		updated: ['orders', 'basket'],
	});
	expect(changes()).toEqual([
		['PUT', 'vip', { type: 'boolean', value: false }],
		['PUT', 'orders', { type: 'integer', value: 0 }],
		['PUT', 'note', { type: 'string', value: '' }],
		['PUT', '2', { type: 'float', value: 1.5 }],
		['PUT', 'since', { type: 'date', value: '2026-01-31' }],
		['PUT', 'basket', { type: 'object', value: ['tea'] }],
		['PUT', '1', { type: 'datetime', value: '2026-01-31T14:30:00Z' }],
	]);
});

it.each([
	'{"plan": "pro", "visits": 3, "score": 1.5, "vip": false, "basket": ["tea"], "empty": ""}',
	'={{ ({ plan: "pro", visits: 3, score: 1.5, vip: false, basket: ["tea"], empty: "" }) }}',
])('sets what %s says, each with the type of its value', async (given) => {
	await run(setMany(json(given)));

	expect(fieldsOf(TARA)).toEqual([
		['plan', 'string', 'pro'],
		['visits', 'integer', 3],
		['score', 'float', 1.5],
		['vip', 'boolean', false],
		['basket', 'object', ['tea']],
		['empty', 'string', ''],
	]);
});

const UNVERIFIED: Array<[string, Partial<Switches>]> = [
	['creates with PUT', { putCreatesField: true }],
	['creates only with POST', { putCreatesField: false }],
	[
		'creates only with POST, and says so in a page',
		{ putCreatesField: false, notFoundBody: 'html' },
	],
	['answers 200 to what it created', { putCreatesField: false, createStatus: 200 }],
];
it.each(UNVERIFIED)('sets old and new fields where Landbot %s', async (_, switches) => {
	simulator.setSwitches(switches);

	const { output } = await run(setMany(json('{"city": "Lund", "plan": "pro"}'), GRETA));

	expect(output[0].json).toMatchObject({ created: ['plan'], updated: ['city'] });
	expect(fieldsOf(GRETA)).toContainEqual(['city', 'string', 'Lund']);
	expect(fieldsOf(GRETA)).toContainEqual(['plan', 'string', 'pro']);
});

it('keeps the order of several items for one customer', async () => {
	const items = ['one', 'two', 'three'].map((plan) => ({ plan }));

	const { output } = await run(setMany(rows(['plan', 'string', '={{ $json.plan }}'])), items);

	expect(changes().map(([, , body]) => (body as IDataObject).value)).toEqual([
		'one',
		'two',
		'three',
	]);
	expect(output.map(({ json: { created, updated } }) => [created, updated])).toEqual([
		[['plan'], []],
		[[], ['plan']],
		[[], ['plan']],
	]);
});

it('leaves no customer half done when the field of another one is refused', async () => {
	const items = [GRETA, TARA].map((customer) => ({ customer }));
	const refused = { method: 'PUT', path: `${GRETA}/fields/a/`, status: 403, body: {} };
	simulator.addFault(refused);

	const { error } = await run(
		setMany(json('{"a": 1, "b": 2, "c": 3}'), '={{ $json.customer }}'),
		items,
	);

	expect(error?.message).toContain(`customer ${GRETA}`);
	expect(error?.description).toMatch(/Not set: 'a', 'b', 'c'\. 1 of 2 items was done$/);
	expect(fieldsOf(TARA).map(([name]) => name)).toEqual(['a', 'b', 'c']);
});

it.each([404, 422])('creates a field where a PUT of a new one answers %i', async (status) => {
	simulator.addFault({ method: 'PUT', path: 'fields/plan/', status, body: {} });

	const { output } = await run(setMany(json('{"plan": "pro"}')));

	expect(output[0].json).toMatchObject({ created: ['plan'] });
	expect(fieldsOf(TARA)).toEqual([['plan', 'string', 'pro']]);
});

it('still calls a field new that a former try of Retry On Fail has created', async () => {
	simulator.addFault({ method: 'PUT', path: 'fields/b/', status: 500, body: {}, times: 5 });

	const { output } = await run(setMany(json('{"a": 1, "b": 2}')), [{}], {
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 0,
	});

	expect(output[0].json).toMatchObject({ created: ['a', 'b'], updated: [] });
});
