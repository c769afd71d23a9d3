import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { hurry } from '../support/hurry';
import { newAccount } from '../support/landbot';
import { resultOf, runWorkflow } from '../support/n8n';
import {
	startSimulator,
	type MessageHook,
	type Simulator,
	type Switches,
} from '../../simulator/index.ts';
import { fixtures, schemaOf } from './fixtures/index.js';
import { WEB } from '../support/people';

hurry();

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
			fieldTypeRequired: true,
			objectAsText: true,
			sendAssigns: true,
			firewall: false,
		},
	],
	['with a wrong total', { totalInLists: 'wrong', notFoundBody: 'errors' }],
];

/** 2026-10-05 12:00 UTC in milliseconds, the time of every workflow. */
const NOW = 1_791_201_600_000;

/** The message hooks that every workflow finds. */
const HOOKS: MessageHook[] = [
	{
		id: 81001,
		url: 'https://example.org/orders',
		token: 'hook-secret',
		name: 'Orders',
		channel_id: WEB,
		created_at: 1_791_201_000,
		updated_at: 1_791_201_000,
	},
	{
		id: 81002,
		url: 'https://example.org/archive',
		token: null,
		name: null,
		channel_id: WEB,
		created_at: 1_791_201_060,
		updated_at: 1_791_201_060,
	},
];

/** Keys of channels of which only the names were seen. */
const OF_CHANNELS = ['bots', 'config_url', 'style', 'foot', 'version'];
/** Keys that are the simulator's guess: nobody shall build on them before they have seen an answer of Landbot. */
const GUESSED: Record<string, string[]> = {
	'channel.get': OF_CHANNELS,
	'channel.getAll': OF_CHANNELS,
	'message.getConversation': ['uuid', 'author_type', 'author_id', 'body'],
	'template.getAll': ['name', 'channel_id', 'status', 'language'],
};

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
		jest.spyOn(Date, 'now').mockReturnValue(NOW);
		simulator = await startSimulator({ switches, limit: false });
	});
	afterAll(async () => {
		jest.restoreAllMocks();
		await simulator.close();
	});

	it.each(Object.keys(fixtures))('answers the workflow %s', async (name) => {
		const workflow = fixtures[name];
		simulator.reset();
		simulator.state.hooks.push(...structuredClone(HOOKS));
		const { error, output } = resultOf(await runWorkflow(workflow, newAccount(simulator)));

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

/** What an execution waits at has no output yet: `test/sendAndWait` runs it, in place of a fixture. */
const WAITING = ['message.sendAndWait'];
const answering = operations.filter((names) => !WAITING.includes(names.join('.')));

it.each(answering)('has a fixture for %s > %s', (resource, operation) => {
	expect(Object.keys(fixtures)).toContain(`${resource}.${operation}`);
});

/** The types of JSON Schema that a value is of. */
const typesOf = (value: unknown): string[] => {
	if (value === null) return ['null'];
	if (Array.isArray(value)) return ['array'];
	return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
};

it.each(answering)('shows what %s > %s gives before its first run', (resource, operation) => {
	const name = `${resource}.${operation}`;
	const described: IDataObject = schemaOf(resource, operation)?.properties ?? {};
	const given = fixtures[name].pinData.Landbot.flatMap(({ json }: { json: IDataObject }) =>
		Object.entries(json).filter(([key]) => !GUESSED[name]?.includes(key)),
	);
	expect(given.length).toBeGreaterThan(0);
	for (const [key, value] of given) {
		expect(Object.keys(described)).toContain(key);
		const { type } = described[key] as { type: string | string[] };
		const fitting = typesOf(value).filter((one) => [type].flat().includes(one));
		expect([key, fitting]).toEqual([key, [expect.any(String)]]);
	}
});

it('asks for every required field with words and an example or a list', () => {
	const required = properties.filter(({ required }: INodeProperties) => required);
	expect(required.length).toBeGreaterThan(0);
	for (const { description, placeholder, modes } of required) {
		expect(description).toBeTruthy();
		expect(placeholder?.startsWith('e.g.') || modes).toBeTruthy();
	}
});
