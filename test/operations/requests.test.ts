import type { IDataObject, INode } from 'n8n-workflow';
import { endpoints as api } from '../../nodes/Landbot/api/endpoints';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { endpoints, type Endpoint, parametersOf } from './requests';
import { fixtures } from './fixtures/index.js';
import { messageHook, withLandbot } from '../support/landbot';
import { routes } from '../../simulator/http/routes/index.ts';
import { CARLA, WEB, WHATSAPP } from '../support/people';

const { simulator, run } = withLandbot();
beforeEach(() => {
	simulator.state.hooks.push(messageHook(81001, WEB), messageHook(81002, WHATSAPP));
	Object.assign(simulator.state.customers.get(CARLA) ?? {}, { archived: true });
});

/** What n8n does not evaluate, and the type of a field, which decides in the form where its value is entered. */
const FIXED = [
	...['["__rl"]', '["mode"]', '["mappingMode"]'],
	...['type', 'header', 'input', 'valuesFrom'].map((name) => `$json["${name}"]`),
];

/** The same form with an expression in every field, which reads the value from the item. */
const asExpressions = (form: IDataObject, from = '$json'): IDataObject =>
	Object.fromEntries(
		Object.entries(form).map(([key, value]) => {
			const place = `${from}[${JSON.stringify(key)}]`;
			if (FIXED.some((fixed) => place.endsWith(fixed))) return [key, value];
			if (Array.isArray(value)) {
				const rows = value as IDataObject[];
				return [key, rows.map((row, index) => asExpressions(row, `${place}[${index}]`))];
			}
			if (typeof value === 'object') return [key, asExpressions(value as IDataObject, place)];
			return [key, `={{ ${place} }}`];
		}),
	);

/** The request that an example must lead to, as the simulator logs it. */
const requestOf = ({ endpoint }: Endpoint, [, path, request]: Endpoint['full']) => ({
	method: endpoint.split(' ')[0],
	path: `/v1${path}`,
	query: request?.query ?? {},
	body: request?.body,
});

/** Runs the node and looks at both ends: every item has an output of its own, and Landbot got exactly the requests. */
async function expectRequests(
	row: Endpoint,
	items: IDataObject[],
	form: IDataObject,
	examples: Array<Endpoint['full']>,
	settings: Partial<INode>,
) {
	const { output, error } = await run(parametersOf(row, form), items, settings);

	expect(error).toBeUndefined();
	expect(output.filter(({ json }) => 'error' in json)).toEqual([]);
	const linked = new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item));
	expect([...linked]).toEqual(items.map((_, item) => item));
	const before = row.before ?? [];
	const got = simulator.log.map(({ method, path, query, body }) => ({ method, path, query, body }));
	expect(got.slice(0, before.length).map(({ method, path }) => `${method} ${path}`)).toEqual(
		before,
	);
	expect(got.slice(before.length)).toEqual(examples.map((example) => requestOf(row, example)));
	expect(simulator.log.every(({ status }) => status < 300)).toBe(true);
}

const byName = endpoints.map((row): [string, Endpoint] => [row.endpoint, row]);

describe.each<[string, Partial<INode>]>([
	['stops on errors', {}],
	['continues on errors', { onError: 'continueRegularOutput' }],
])('a node that %s', (_, settings) => {
	it.each(byName)('asks %s with only what is required', async (_name, row) => {
		const [form] = row.minimal;
		await expectRequests(row, [{}], form, [row.minimal], settings);
	});

	it.each(byName)('asks %s with everything filled in', async (_name, row) => {
		const [form] = row.full;
		await expectRequests(row, [{}], form, [row.full], settings);
	});

	it.each(byName)('asks %s with the values of each item', async (_name, row) => {
		const { full, other } = row;
		const form = asExpressions(full[0]);
		await expectRequests(row, [full[0], other[0]], form, [full, other], settings);
	});
});

describe('the table of endpoints', () => {
	/** Whatever the parameters of a path are called. */
	const plain = (endpoint: string) => endpoint.replace(/\{\w+\}/g, '{}');
	const ofNode = Object.values(api).map(({ method, path }) => plain(`${method} ${path}`));
	const inTable = endpoints.map(({ endpoint }) => plain(endpoint));

	it('has each endpoint of the node once', () => {
		expect(new Set(ofNode).size).toBe(ofNode.length);
		expect(new Set(inTable).size).toBe(inTable.length);
		expect(ofNode).toEqual(expect.arrayContaining(inTable));
	});

	it('reaches, together with the fixtures, every endpoint of the node', () => {
		const asked: Array<{ method: string; path: string }> = Object.values(fixtures).flatMap(
			({ meta }) => meta.requests,
		);
		const missing = ofNode
			.filter((endpoint) => !inTable.includes(endpoint))
			.filter((endpoint) => {
				const pattern = new RegExp(`^${endpoint.replace(' ', ' /v1').replace(/\{\}/g, '[^/]+')}$`);
				return !asked.some(({ method, path }) => pattern.test(`${method} ${path}`));
			});
		expect(missing).toEqual([]);
	});

	it('is what the simulator serves', () => {
		const served = routes.map(({ method, path }) => plain(`${method} ${path}`));
		expect(served.sort()).toEqual([...ofNode].sort());
	});

	it('names operations that the node has', () => {
		const operations = new Landbot().description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(options as Array<{ value: string }>).map(
					({ value }) => `${String(displayOptions?.show?.resource?.[0])} ${value}`,
				),
			);
		expect(operations).toEqual(expect.arrayContaining(endpoints.map(({ node }) => node)));
	});

	it('agrees with itself: every example is a path of its endpoint', () => {
		for (const { endpoint, minimal, full, other } of endpoints) {
			const template = endpoint.split(' ')[1].replace(/\{\w+\}/g, '[a-z0-9_]+');
			for (const [, path] of [minimal, full, other]) {
				expect(path).toMatch(new RegExp(`^${template}$`));
			}
		}
	});
});
