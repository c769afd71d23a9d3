import { NodeOperationError, type IDataObject, type IExecuteSingleFunctions } from 'n8n-workflow';
import { STANDS_FOR_NOTHING, standsForNothing } from './nothing';

const SHOWN_CHARACTERS = 40;

/** Halves of a character that stand alone. */
const HALF_CHARACTERS = /\p{Surrogate}/gu;

/**
 * What nobody can see, such as a zero-width space, and halves of characters; and control characters at the ends. They
 * come along when people copy, and programs cut.
 */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Surrogate}\u2800]/gu;
const AT_THE_ENDS =
	/^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+|[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+$/gu;

/** What a resource locator of the form holds. */
export interface Locator {
	/** How it was chosen: from the list, by ID and so on. */
	mode: string;
	value: unknown;
}

/** Reads a resource locator, or a plain value, which counts as an ID: a workflow need not come from the editor. */
export function locatorOf(context: IExecuteSingleFunctions, name: string): Locator {
	const given: unknown = context.getNodeParameter(name, '');
	if (typeof given !== 'object' || given === null) return { mode: 'id', value: given };
	const { mode = 'id', value } = given as Partial<Locator>;
	return { mode, value };
}

/** Says that the form of the current item cannot be right: what happened, and what to do. */
export const unusable = (
	context: IExecuteSingleFunctions,
	message: string,
	description: string,
): NodeOperationError =>
	new NodeOperationError(context.getNode(), message, {
		itemIndex: context.getItemIndex(),
		description,
	});

/** Says that a required field of the current item is empty. */
export const empty = (context: IExecuteSingleFunctions, label: string): NodeOperationError =>
	unusable(
		context,
		`'${label}' is empty`,
		`Fill in '${label}', or check the expression in it for this item`,
	);

/** The text as it may leave: without halves of characters, which a cut through an emoji leaves behind. */
export const wellFormed = (text: string): string => text.replace(HALF_CHARACTERS, '');

/** The start of a text, whole characters only. */
export const cutAt = (text: string, length: number): string => wellFormed(text.slice(0, length));

/** Names as a sentence lists them. */
export const quoted = (names: unknown[]): string =>
	names.map((name) => `'${String(name)}'`).join(', ');

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * An object or list as JSON has it, with well-formed texts; what expressions give as dates of JavaScript and of Luxon
 * becomes ISO 8601.
 */
export const asJson = (value: unknown): unknown =>
	value !== null && typeof value === 'object'
		? JSON.parse(JSON.stringify(value), (_, inner) =>
				typeof inner === 'string' ? wellFormed(inner) : inner,
			)
		: value;

/** Whether a number, or one in JSON, has lost digits: JavaScript keeps 15 of them; which ones are lost, nobody can tell. */
export const hasLostDigits = (value: unknown): boolean =>
	value !== null && typeof value === 'object'
		? Object.values(value).some(hasLostDigits)
		: Number.isInteger(value) && !Number.isSafeInteger(value);

/** JSON that a person has written; undefined for what is none. An expression may have given the value itself. */
export function parseJson(given: unknown): unknown {
	if (typeof given !== 'string') return given;
	try {
		return JSON.parse(given) as unknown;
	} catch {
		return undefined;
	}
}

/** The advice for a value that had to be JSON; where it was written by hand, with an expression that cannot break. */
export const jsonAdvice = (given: unknown, advice: string, expression: string): string =>
	parseJson(given) === undefined && /^\s*[[{]/.test(textOf(given))
		? `${advice}. A quote, a backslash or a line break in the data breaks JSON that is written by hand: build it in an expression instead, such as ${expression}`
		: advice;

/** The start of a value that a person has entered, for a message. */
export const shown = (value: unknown): string => cutAt(String(value), SHOWN_CHARACTERS);

/** A text without blanks and what nobody can see around it; inside, some scripts and emoji need what joins characters. */
export const trimmed = (text: string): string => text.replace(AT_THE_ENDS, '');

/** A text without all that nobody can see, and without blanks around it, as IDs, codes and addresses are meant. */
export const visible = (text: string): string => trimmed(text.replace(INVISIBLE, ''));

/** What a person has entered as text: a column of numbers in a sheet gives numbers, and Landbot takes only strings. */
export const textOf = (value: unknown): string =>
	['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : '';

/** The same for an ID, a code or an address. */
export const codeOf = (value: unknown): string => visible(textOf(value));

/** A number as a sheet or a program writes it. */
export const DECIMAL = /^[+-]?(\d+(\.\d+)?|\.\d+)$/;

/** How people and programs write yes and no. */
const BOOLEANS: Record<string, boolean> = {
	true: true,
	yes: true,
	'1': true,
	false: false,
	no: false,
	'0': false,
};

/** What a person or a program means by a value: yes, no, or undefined for what is neither. */
export const asBoolean = (value: unknown): boolean | undefined => {
	const text = codeOf(value).toLowerCase();
	return Object.keys(BOOLEANS).includes(text) ? BOOLEANS[text] : undefined;
};

/** Why a value is no boolean, and what to do. */
export const notBoolean = (label: string, value: unknown) => ({
	message: `'${shown(value)}' in '${label}' is neither true nor false`,
	description: `Give true or false in '${label}', or check the expression in it for this item`,
});

/** The value of a field as a boolean. Throws a `NodeOperationError` for what is neither. */
export function booleanOf(
	context: IExecuteSingleFunctions,
	label: string,
	value: unknown,
): boolean {
	const known = asBoolean(value);
	if (known !== undefined) return known;
	if (codeOf(value) === '') throw empty(context, label);
	const { message, description } = notBoolean(label, value);
	throw unusable(context, message, description);
}

/** What an expression gives that is no text, for a message; undefined for a text or a number. */
function otherThanText(value: unknown): string | undefined {
	if (value !== null && typeof value === 'object') return 'an object or a list';
	if (typeof value === 'boolean') return String(value);
	if (hasLostDigits(value)) return 'a number that has lost digits';
	if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'no number';
	return undefined;
}

/** A value as text. Throws a `NodeOperationError` for what is none: `false` is no text. */
function textIn(context: IExecuteSingleFunctions, label: string, value: unknown): string {
	const other = otherThanText(value);
	if (other === undefined) return wellFormed(textOf(value));
	throw unusable(
		context,
		`'${label}' is not text`,
		`The expression in '${label}' gives ${other}. Let it give a text`,
	);
}

/** The value of a required field as text. Throws a `NodeOperationError` when nothing of it can be seen, or it is none. */
export function requiredText(
	context: IExecuteSingleFunctions,
	label: string,
	value: unknown,
): string {
	const text = textIn(context, label, value);
	if (visible(text) === '') throw empty(context, label);
	if (standsForNothing(text)) {
		throw unusable(context, `'${label}' is only '${text.trim()}'`, STANDS_FOR_NOTHING);
	}
	return text;
}

/** The same for a field that may stay empty; then it is undefined. */
export const optionalText = (
	context: IExecuteSingleFunctions,
	label: string,
	value: unknown,
): string | undefined =>
	value === '' || value === null || value === undefined
		? undefined
		: requiredText(context, label, value);

/** The value of a field as a number within a range. Throws a `NodeOperationError` for anything else. */
export function numberWithin(
	context: IExecuteSingleFunctions,
	label: string,
	value: unknown,
	least: number,
	most: number,
): number {
	const text = codeOf(value);
	if (text === '') throw empty(context, label);
	const number = typeof value === 'number' || DECIMAL.test(text) ? Number(text) : NaN;
	if (number >= least && number <= most) return number;
	throw unusable(
		context,
		`'${shown(text)}' is no value for '${label}'`,
		`Give a number from ${least} to ${most}, with a point for the decimals`,
	);
}
