import fc from 'fast-check';
import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	NodeParameterValue,
} from 'n8n-workflow';
import { Landbot } from '../nodes/Landbot/Landbot.node';
import { withLandbot } from './landbot';
import { fixtures } from './workflows/index.js';

const { simulator, run } = withLandbot();
const { properties } = new Landbot().description;

/** What says how to read a form, not what it holds. */
const HOW = [
	...['resource', 'operation', 'requestSettings', 'input', 'type', 'valuesFrom', 'header'],
	// Tested by themselves, with many more shapes: `template.shapes.test.ts`.
	...['templateValues', 'buttons', 'fields'],
];
/** What changes the output, or how much is read. */
const SHAPES = ['returnAll', 'limit', 'simplify', 'includeToken', 'output', 'report'];

/** A blank or control character, and what people paste with an ID. */
const BLANKS = [' ', '\t', '\n', '\r', '\u00a0', '\u200b', '\u2028', '\ufeff', '\u0000', '\u00ad'];
const blank = fc.constantFrom(...BLANKS);
const word = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 12 }),
	fc.string({ maxLength: 12 }),
	fc.constantFrom('true', 'no', '0', '1.000', '1e3', '2955001', '#N/A', 'null', '../x', 'ana@b.co'),
);
/** What an expression may give, as the expression: a value of the item, or what JSON does not have. */
const given = fc.oneof(
	fc
		.oneof(
			word,
			fc.tuple(blank, word, blank).map((parts) => parts.join('')),
			fc.array(blank, { maxLength: 4 }).map((parts) => parts.join('')),
			fc.integer(),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.boolean(),
			fc.constant(null),
			fc.array(word, { maxLength: 3 }),
			fc.dictionary(fc.string({ maxLength: 5 }), word, { maxKeys: 2 }),
		)
		.map((value) => ({ expression: '={{ $json.given }}', value: value as unknown })),
	fc.constantFrom(
		...[undefined, NaN, Infinity, 1e26].map((value) => ({
			expression: `={{ ${value} }}`,
			value: value as unknown,
		})),
	),
	fc
		.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
		.map((value) => ({
			expression: `={{ new Date(${value.getTime()}) }}`,
			value: value as unknown,
		})),
);

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
function withValue(parameters: INodeParameters, path: string[], value: string): IDataObject {
	const copy = structuredClone(parameters) as IDataObject;
	let inner = copy;
	for (const name of path.slice(0, -1)) inner = inner[name] as IDataObject;
	inner[path[path.length - 1]] = value;
	return copy;
}

/** Every value in a request: the parts of its path, of its query and of its body. */
const leavesOf = (value: unknown): unknown[] =>
	value !== null && typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [value];
const sentOf = () =>
	simulator.log.flatMap(({ path, query, body }) => [
		...path.split('/').map(decodeURIComponent),
		...leavesOf(query),
		...leavesOf(body),
	]);
const changes = () => simulator.log.filter(({ method }) => method !== 'GET');

const INVISIBLE = /[\s\p{Cf}\p{Cc}\u00ad]/gu;

/** What may stand for a value in a request: itself, as text, without what cannot be seen, as the number or day that it is. */
function meaningsOf(value: unknown): unknown[] {
	if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
		return [JSON.stringify(value), ...leavesOf(value).flatMap(meaningsOf)];
	}
	const text = value instanceof Date ? value.toISOString() : String(value);
	const bare = text.replace(INVISIBLE, '');
	const date = new Date(text);
	const days = Number.isNaN(date.getTime())
		? []
		: [
				date.toISOString(),
				date.toISOString().slice(0, 10),
				new Date(date.getTime() - 18_000_000).toISOString().slice(0, 10),
				date.toISOString().replace(/\.\d+/, ''),
			];
	return [
		value,
		text,
		text.trim(),
		text.replace(/\p{Surrogate}/gu, ''),
		text.replace(/\p{Surrogate}/gu, '').trim(),
		bare,
		bare.toLowerCase(),
		bare.replace(/\D/g, ''),
		Number(bare),
		['true', 'yes', '1'].includes(bare.toLowerCase()),
		...days,
	];
}

const isBlank = (value: unknown) =>
	value === undefined || value === null || String(value).replace(INVISIBLE, '') === '';

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
			await fc.assert(
				fc.asyncProperty(given, async ({ expression, value }) => {
					simulator.reset();
					const parameters = withValue(landbot.parameters, path, expression);
					const { error } = await run(parameters, [
						{ ...item, given: value as NodeParameterValue },
					]);
					const isShape = SHAPES.includes(path[path.length - 1]);
					if (error) {
						// Landbot itself may not know an ID that could be one.
						if (simulator.log.some(({ status }) => status >= 400)) return;
						expect(`${error.message} ${error.description}`).toMatch(
							new RegExp(`${label}|value|field|the ID of an? `, 'i'),
						);
						expect(changes()).toEqual([]);
						return;
					}
					if (isShape) return;
					// An empty text is a value of a field like any other.
					if (label !== 'Value') expect([label, isBlank(value)]).toEqual([label, false]);
					const meanings = meaningsOf(value);
					const other = sentOf().filter((one) => !usual.includes(one));
					for (const one of other) expect(meanings).toContainEqual(one);
				}),
				{ numRuns: 12 },
			);
		}
	},
);
