import { NodeOperationError, type ICredentialDataDecryptedObject, type INode } from 'n8n-workflow';
import { codeOf, cutAt, shownText, textOf, visible, wellFormed } from '../api/text';
import { asBoolean, hasLostDigits, parseJson } from '../api/values';
import { STANDS_FOR_NOTHING, standsForNothing } from './nothing';

const SHOWN_CHARACTERS = 40;

/** The form of one item as its readers need it, in whatever n8n calls the node for. */
export interface ItemForm {
	getNode(): INode;
	getItemIndex(): number;
	getTimezone(): string;
	getNodeParameter(name: string, fallback?: unknown): unknown;
	getCredentials(type: string): Promise<ICredentialDataDecryptedObject>;
}

/** What a resource locator of the form holds. */
export interface Locator {
	/** How it was chosen: from the list, by ID and so on. */
	mode: string;
	value: unknown;
}

/** Reads a resource locator, or a plain value, which counts as an ID: a workflow need not come from the editor. */
export function locatorOf(context: ItemForm, name: string): Locator {
	const given: unknown = context.getNodeParameter(name, '');
	if (typeof given !== 'object' || given === null) return { mode: 'id', value: given };
	const { mode = 'id', value } = given as Partial<Locator>;
	return { mode, value };
}

/** Says that the form of the current item cannot be right: what happened, and what to do. */
export const invalidParameter = (
	context: ItemForm,
	message: string,
	description: string,
): NodeOperationError =>
	new NodeOperationError(context.getNode(), message, {
		itemIndex: context.getItemIndex(),
		description,
	});

/** Says that a required field of the current item is empty. */
export const emptyParameter = (context: ItemForm, label: string): NodeOperationError =>
	invalidParameter(
		context,
		`'${label}' is empty`,
		`Fill in '${label}', or check the expression in it for this item`,
	);

/** Names as a sentence lists them. */
export const quoted = (names: unknown[]): string =>
	names.map((name) => `'${shownText(name)}'`).join(', ');

/** The advice for a value that had to be JSON; where it was written by hand, with an expression that cannot break. */
export const jsonAdvice = (given: unknown, advice: string, expression: string): string =>
	parseJson(given) === undefined && /^\s*[[{]/.test(textOf(given))
		? `${advice}. A quote, a backslash or a line break in the data breaks JSON that is written by hand: build it in an expression instead, such as ${expression}`
		: advice;

/** The start of a value that a person has entered, for a message. */
export const excerpt = (value: unknown): string => cutAt(shownText(value), SHOWN_CHARACTERS);

/** A number as a sheet or a program writes it. */
export const DECIMAL = /^[+-]?(\d+(\.\d+)?|\.\d+)$/;

/** Why a value is no boolean, and what to do. */
export const notBoolean = (label: string, value: unknown) => ({
	message: `'${excerpt(value)}' in '${label}' is neither true nor false`,
	description: `Give true or false in '${label}', or check the expression in it for this item`,
});

/** The value of a field as a boolean. Throws a `NodeOperationError` for what is neither. */
export function booleanOf(context: ItemForm, label: string, value: unknown): boolean {
	const known = asBoolean(value);
	if (known !== undefined) return known;
	if (codeOf(value) === '') throw emptyParameter(context, label);
	const { message, description } = notBoolean(label, value);
	throw invalidParameter(context, message, description);
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
function textIn(context: ItemForm, label: string, value: unknown): string {
	const other = otherThanText(value);
	if (other === undefined) return wellFormed(textOf(value));
	throw invalidParameter(
		context,
		`'${label}' is not text`,
		`The expression in '${label}' gives ${other}. Let it give a text`,
	);
}

/** The value of a required field as text. Throws a `NodeOperationError` when nothing of it can be seen, or it is none. */
export function requiredText(context: ItemForm, label: string, value: unknown): string {
	const text = textIn(context, label, value);
	if (visible(text) === '') throw emptyParameter(context, label);
	if (standsForNothing(text)) {
		throw invalidParameter(context, `'${label}' is only '${text.trim()}'`, STANDS_FOR_NOTHING);
	}
	return text;
}

/** The same for a field that may stay empty; then it is undefined. */
export const optionalText = (
	context: ItemForm,
	label: string,
	value: unknown,
): string | undefined =>
	value === '' || value === null || value === undefined
		? undefined
		: requiredText(context, label, value);

/** The value of a field as a number within a range. Throws a `NodeOperationError` for anything else. */
export function numberWithin(
	context: ItemForm,
	label: string,
	value: unknown,
	least: number,
	most: number,
): number {
	const text = codeOf(value);
	if (text === '') throw emptyParameter(context, label);
	const number = typeof value === 'number' || DECIMAL.test(text) ? Number(text) : NaN;
	if (number >= least && number <= most) return number;
	throw invalidParameter(
		context,
		`'${excerpt(text)}' is no value for '${label}'`,
		`Give a number from ${least} to ${most}, with a point for the decimals`,
	);
}
