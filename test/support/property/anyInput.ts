/** Arbitrary values for the places of a form, and what each may mean: for property tests. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

/** A blank or control character, and what people paste with an ID. */
const BLANKS = [
	...[' ', '\t', '\n', '\r', '\u00a0', '\u200b', '\u2028', '\ufeff', '\u0000', '\u00ad'],
	...['\u2800', '\u3164', '\ufe0f', '\u034f', '\ud83d'],
];
const blank = fc.constantFrom(...BLANKS);
const word = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 12 }),
	fc.string({ maxLength: 12 }),
	fc.constantFrom('true', 'no', '0', '1.000', '1e3', '2955001', '#N/A', 'null', '../x', 'ana@b.co'),
);
/** What JSON holds. */
const plain = fc.oneof(
	word,
	fc.tuple(blank, word, blank).map((parts) => parts.join('')),
	fc.array(blank, { maxLength: 4 }).map((parts) => parts.join('')),
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.boolean(),
	fc.constant(null),
	fc.array(word, { maxLength: 3 }),
	fc.dictionary(fc.string({ maxLength: 5 }), word, { maxKeys: 2, noNullPrototype: true }),
);

/** What JavaScript cannot turn into text. Written into a workflow, n8n itself fails of it. */
const noText = fc.dictionary(fc.constantFrom('toString', 'valueOf'), word, {
	minKeys: 1,
	noNullPrototype: true,
});

/** A value of a form. */
export interface Given {
	/** What stands in the form: the value itself, as programs write it, or an expression. */
	written: IDataObject[string];
	/** What it means. An expression reads it from the item, where it is `given`. */
	value: IDataObject[string];
	/** Whether nobody calculates it: then something empty is a field that nobody has touched. */
	isLiteral: boolean;
}

const calculated = (written: string, value: unknown): Given => ({
	written,
	value: value as Given['value'],
	isLiteral: false,
});

/** Any value, as an expression or written by a program into the workflow. */
export const given: fc.Arbitrary<Given> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc
			.oneof({ weight: 9, arbitrary: plain }, noText)
			.map((value) => calculated('={{ $json.given }}', value)),
	},
	{
		weight: 2,
		arbitrary: plain
			.filter((value) => typeof value !== 'string' || !value.startsWith('='))
			.map((value) => ({ ...calculated('', value), written: value as string, isLiteral: true })),
	},
	// What JSON does not have.
	fc.constantFrom(
		...[undefined, NaN, Infinity, 1e26].map((value) => calculated(`={{ ${value} }}`, value)),
	),
	fc
		.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
		.map((value) => calculated(`={{ new Date(${value.getTime()}) }}`, value)),
);

/** Every value in something. */
export const leavesOf = (value: unknown): unknown[] =>
	value !== null && typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [value];

const INVISIBLE = /[\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\p{Surrogate}\u2800]/gu;
const AT_THE_ENDS = new RegExp(`^(${INVISIBLE.source})+|(${INVISIBLE.source})+$`, 'gu');

/** What may stand for a value in a request: itself, as text, without what cannot be seen, as the number or day that it is. */
export function meaningsOf(value: unknown): unknown[] {
	if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
		// A name in an object may be that of a field.
		const names = Array.isArray(value) ? [] : Object.keys(value);
		const inner = Object.values(value).flatMap(meaningsOf);
		return [JSON.stringify(value), ...names, ...inner];
	}
	const text = value instanceof Date ? value.toISOString() : String(value);
	const wellFormed = text.replace(/\p{Surrogate}/gu, '');
	const bare = text.replace(INVISIBLE, '');
	const date = new Date(bare);
	const days = Number.isNaN(date.getTime())
		? []
		: [
				date.toISOString(),
				date.toISOString().slice(0, 10),
				new Date(date.getTime() - 18_000_000).toISOString().slice(0, 10),
				date.toISOString().replace(/\.\d+/, ''),
			];
	const isTrue = ['true', 'yes', '1'].includes(bare.toLowerCase());
	const isFalse = ['false', 'no', '0'].includes(bare.toLowerCase());
	return [
		value,
		text,
		wellFormed,
		wellFormed.trim(),
		wellFormed.replace(AT_THE_ENDS, ''),
		bare,
		bare.toLowerCase(),
		bare.replace(/\D/g, ''),
		Number(bare),
		isTrue,
		// In a query, everything is text.
		...(isTrue || isFalse ? [String(isTrue)] : []),
		...days,
	];
}

/** Whether nothing of a value can be seen. */
export const isBlank = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	((typeof value !== 'object' || Array.isArray(value)) &&
		String(value).replace(INVISIBLE, '') === '');
