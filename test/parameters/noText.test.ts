/** JavaScript throws where it is to make a text of an object with a field of the name `toString`; such JSON may come along. */
import type { IDataObject } from 'n8n-workflow';
import { withLandbot } from '../support/landbot';
import { placesIn, replaced } from '../support/property/places';
import { fixtures } from '../operations/fixtures/index.js';

const { simulator, run } = withLandbot();

const NO_TEXT = { toString: 'Ana', valueOf: 1 };

/** The name of a fixture, and the way to a value in its form. */
const places = Object.entries(fixtures).flatMap(([name, { nodes }]) =>
	placesIn(nodes[1].parameters).map(({ way }) => ({ name, way, place: way.join('.') })),
);

describe('an object that is no text, in place of a value', () => {
	it.each(places)('is read or refused in words: $name, $place', async ({ name, way }) => {
		const [start, { parameters }] = fixtures[name].nodes;
		const [item] = (start.parameters.items ?? [{}]) as IDataObject[];
		// As an expression: written into the workflow itself, n8n fails of it.
		const form = replaced(parameters, way, '={{ $json.given }}') as IDataObject;
		for (const given of [NO_TEXT, [[NO_TEXT]]]) {
			const { error } = await run(form, [{ ...item, given } as unknown as IDataObject]);
			expect(error?.name ?? 'NodeOperationError').toMatch(/^Node(Api|Operation)Error$/);
			expect(error?.message ?? '').not.toMatch(/Cannot convert|is not a function|\[object/);
		}
	});
});

describe('an object that is no text, in an answer', () => {
	it.each(Object.keys(fixtures))('is no trouble: %s', async (name) => {
		const [start, { parameters }] = fixtures[name].nodes;
		const items = (start.parameters.items ?? [{}]) as IDataObject[];
		for (const status of [200, 422]) {
			simulator.reset();
			const row = Object.fromEntries(
				['id', 'name', 'type', 'title', 'phone', 'email', 'message', 'sender', 'author', 'url']
					.concat(['message_datetime', 'last_message', 'languages', 'params_number', 'token'])
					.map((key) => [key, NO_TEXT]),
			);
			const rows = Object.fromEntries(
				'customers channels hooks messages templates agents bots fields'
					.split(' ')
					.map((key) => [key, [row, NO_TEXT]]),
			);
			const one = { customer: row, channel: row, hook: row, field: row, total: NO_TEXT };
			const said = { errors: { name: [NO_TEXT] }, detail: NO_TEXT, error: [NO_TEXT] };
			simulator.addFault({ status, body: { success: status === 200, ...rows, ...one, ...said } });
			const { error } = await run(parameters as IDataObject, items);
			expect(error?.name ?? 'NodeApiError').toMatch(/^Node(Api|Operation)Error$/);
			expect(`${error?.message} ${error?.description}`).not.toMatch(
				/Cannot convert|is not a function|\[object/,
			);
		}
	});
});
