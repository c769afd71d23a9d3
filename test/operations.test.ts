import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { Landbot } from '../nodes/Landbot/Landbot.node';
import { resultOf, runWorkflow } from './engine';
import { startSimulator, type Simulator, type Switches } from './simulator/index.ts';
import { fixtures, schemaOf } from './workflows/index.js';

/** What nobody has verified about Landbot, both ways round; none of it may change what a user gets. */
const UNVERIFIED: Array<[string, Partial<Switches>]> = [
	['as is most probable', {}],
	[
		'the other way round',
		{
			createStatus: 200,
			stateChangeBody: 'empty',
			missingSlash: 301,
			notFoundBody: 'html',
			limitOutOfRange: 'clamp',
			totalInLists: 'missing',
			countRefused: true,
		},
	],
	['with a wrong total', { totalInLists: 'wrong', notFoundBody: 'errors' }],
];

const { properties } = new Landbot().description;
const operations = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) =>
		(options as Array<{ value: string }>).map(({ value }) => [
			String(displayOptions?.show?.resource?.[0]),
			value,
		]),
	);

describe.each(UNVERIFIED)('Landbot %s', (_, switches) => {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator({ switches, limit: false });
	});
	afterAll(async () => await simulator.close());

	it.each(Object.keys(fixtures))('answers the workflow %s', async (name) => {
		const workflow = fixtures[name];
		simulator.reset();
		const account = { apiToken: 'simulator-token', baseUrl: simulator.baseUrl };
		const { error, output } = resultOf(await runWorkflow(workflow, account));

		expect(error).toBeUndefined();
		expect(output).toEqual(workflow.pinData.Landbot);
		const requests = simulator.log.map(({ method, path, query, body }) => ({
			method,
			path,
			query,
			body: body ?? null,
		}));
		expect(requests).toEqual(expect.arrayContaining(workflow.meta.requests));
		// Without a total to rely on, lists are read further.
		if (!switches.totalInLists) expect(requests).toEqual(workflow.meta.requests);
	});
});

it.each(operations)('has a fixture for %s > %s', (resource, operation) => {
	expect(Object.keys(fixtures)).toContain(`${resource}.${operation}`);
});

it.each(operations)('shows what %s > %s gives before its first run', (resource, operation) => {
	const described = Object.keys(schemaOf(resource, operation)?.properties ?? {});
	const given = fixtures[`${resource}.${operation}`].pinData.Landbot.flatMap(
		({ json }: { json: IDataObject }) =>
			Object.keys(json).filter((key) => !(key in ((json.custom_fields as IDataObject) ?? {}))),
	);
	expect(described.length).toBeGreaterThan(0);
	expect(described).toEqual(expect.arrayContaining(given));
});

it('asks for every required field with words and an example or a list', () => {
	const required = properties.filter(({ required }: INodeProperties) => required);
	expect(required.length).toBeGreaterThan(0);
	for (const { description, placeholder, modes } of required) {
		expect(description).toBeTruthy();
		expect(placeholder?.startsWith('e.g.') || modes).toBeTruthy();
	}
});
