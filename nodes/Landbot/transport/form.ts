import { NodeOperationError, type IExecuteSingleFunctions } from 'n8n-workflow';
import { STANDS_FOR_NOTHING, standsForNothing } from './nothing';

const SHOWN_CHARACTERS = 40;

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

/** The start of a value that a person has entered, for a message. */
export const shown = (value: unknown): string => String(value).slice(0, SHOWN_CHARACTERS);

/** What a person has entered as text: a column of numbers in a sheet gives numbers, and Landbot takes only strings. */
export const textOf = (value: unknown): string =>
	['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : '';

/** The value of a required field as text. Throws a `NodeOperationError` when it is empty, or an object. */
export function requiredText(
	context: IExecuteSingleFunctions,
	label: string,
	value: unknown,
): string {
	if (value !== null && typeof value === 'object') {
		throw unusable(
			context,
			`'${label}' is not text`,
			`The expression in '${label}' gives an object or a list. Choose one value of it`,
		);
	}
	const text = textOf(value);
	if (text.trim() === '') throw empty(context, label);
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
	const text = textOf(value).trim();
	if (text === '') throw empty(context, label);
	const number = Number(text);
	if (number >= least && number <= most) return number;
	throw unusable(
		context,
		`'${shown(text)}' is no value for '${label}'`,
		`Give a number from ${least} to ${most}, with a point for the decimals`,
	);
}
