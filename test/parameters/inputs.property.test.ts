import fc from 'fast-check';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { given, isBlank, leavesOf, meaningsOf } from '../support/property/anyInput';
import { holds } from '../support/property/holds.js';
import { withLandbot } from '../support/landbot';
import { refusedWith } from '../support/versions';
import { fixtures } from '../operations/fixtures/index.js';

const { simulator, run } = withLandbot();
const { properties } = new Landbot().description;

/** What says how to read a form, not what it holds. */
const HOW = [
	...['resource', 'operation', 'requestSettings', 'input', 'type', 'valuesFrom', 'header'],
	// Tested by themselves, with many more shapes: `operations/template`.
	...['templateValues', 'buttons', 'fields'],
];
/** What changes the output, or how much is read. */
const SHAPES = ['returnAll', 'limit', 'simplify', 'includeToken', 'output', 'report'];

/** A place of a form that holds a value: the names that lead there, and what the form calls it. */
interface Slot {
	path: string[];
	label: string;
}

const labelOf = ([parameter, entry]: string[]): string => {
	const found = properties.filter(({ name }) => name === parameter);
	const entries = found.flatMap(({ type, options }) =>
		type === 'collection' ? (options as INodeProperties[]) : [],
	);
	const field = entries.find(({ name }) => name === entry) ?? found[0];
	return field?.displayName ?? parameter;
};

/** The places of a form whose value an expression may give. */
const slotsOf = (parameters: INodeParameters): Slot[] =>
	Object.entries(parameters)
		.filter(([name]) => !HOW.includes(name))
		.flatMap(([name, value]): string[][] => {
			if (value === null || typeof value !== 'object') return [[name]];
			if (Array.isArray(value)) return [];
			if ('mode' in value) return [[name, 'value']];
			return Object.entries(value).map(([entry, inner]) =>
				inner !== null && typeof inner === 'object' && 'mode' in inner
					? [name, entry, 'value']
					: [name, entry],
			);
		})
		.map((path) => ({ path, label: labelOf(path) }));

/** The form with another value at a place. */
function withValue(
	parameters: INodeParameters,
	path: string[],
	value: IDataObject[string],
): IDataObject {
	const copy = structuredClone(parameters) as IDataObject;
	let inner = copy;
	for (const name of path.slice(0, -1)) inner = inner[name] as IDataObject;
	inner[path[path.length - 1]] = value;
	return copy;
}

/** Every value in what was sent: the parts of the path, the query and the body. */
const sentOf = () =>
	simulator.log.flatMap(({ path, query, body }) => [
		...path.split('/').map(decodeURIComponent),
		...leavesOf(query),
		...leavesOf(body),
	]);
/** Runs the node once. n8n itself refuses what the form does not allow to be written. */
const tried = async (parameters: IDataObject, item: IDataObject) =>
	await run(parameters, [item]).catch((error: Error & { description?: string }) => ({
		error,
		output: [],
	}));
const changes = () => simulator.log.filter(({ method }) => method !== 'GET');

const names = Object.keys(fixtures).filter((name) => !/ by (phone|email)/.test(name));

it.each(names)(
	'either means exactly what it was given, or says which field is wrong: %s',
	async (name) => {
		const [start, landbot] = fixtures[name].nodes;
		const [item = {}] = (start.parameters.items ?? []) as IDataObject[];
		simulator.reset();
		await run(landbot.parameters, [item]);
		const usual = sentOf();

		for (const { path, label } of slotsOf(landbot.parameters)) {
			await holds(
				fc.asyncProperty(given, async ({ written, value, isLiteral }) => {
					simulator.reset();
					const parameters = withValue(landbot.parameters, path, written);
					const { error } = await tried(parameters, { ...item, given: value });
					const isShape = SHAPES.includes(path[path.length - 1]);
					if (error) {
						// Landbot itself may not know an ID that could be one.
						if (simulator.log.some(({ status }) => status >= 400)) return;
						expect(`${error.message} ${error.description}`).toMatch(
							refusedWith(`${label}|value|field|an ID is|the ID of an? `),
						);
						expect(changes()).toEqual([]);
						return;
					}
					if (isShape) return;
					// An empty text is a value of a field like any other.
					const mayBeEmpty = isLiteral || label === 'Value';
					if (!mayBeEmpty) expect([label, isBlank(value)]).toEqual([label, false]);
					const meanings = meaningsOf(value);
					const other = sentOf().filter((one) => !usual.includes(one));
					for (const one of other) expect(meanings).toContainEqual(one);
				}),
				4,
			);
		}
	},
);
