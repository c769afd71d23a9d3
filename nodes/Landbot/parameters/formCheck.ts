import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { textOf, visible } from '../api/text';
import { asBoolean, isObject } from '../api/values';
import { excerpt, invalidParameter, type ItemForm, notBoolean, quoted } from './read';

/** Why a form is of no use: what is wrong, and what to do. */
interface Flaw {
	message: string;
	description: string;
}

/** A value of the form that an expression gives, so that it is known for each item only. */
interface Calculated {
	field: INodeProperties;
	parameter: string;
	/** The collection that the value is an entry of. */
	collection?: INodeProperties;
}

/** What is to be looked at in the form of a run: what is wrong in all items, and what to look at in each. */
export interface FormCheck {
	flaw?: Flaw;
	calculated: Calculated[];
}

/**
 * What a collection has when it is given as a text, such as one expression for the whole, or as a list: n8n picks the
 * entries that it knows out of whatever a workflow holds, so nothing else would be left that could be seen.
 */
const LENGTH: INodeProperties = {
	displayName: 'Length',
	name: 'length',
	type: 'hidden',
	default: 0,
};

/** The field, which shows when it is a collection and given in a way that n8n cannot read. */
export const withLength = (field: INodeProperties): INodeProperties =>
	field.type === 'collection' ? { ...field, options: [...(field.options ?? []), LENGTH] } : field;

/** Kinds of fields that hold one value. */
const PLAIN = ['boolean', 'number', 'options', 'string'];

const isExpression = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('=');

const isCalculated = (written: unknown): boolean =>
	isExpression(isObject(written) ? written.value : written);

/** Whether an expression has left a value empty. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && visible(value) === '');

function flawOfCollection({ displayName, options = [] }: INodeProperties): Flaw {
	const names = options.map(({ name }) => name).filter((name) => name !== LENGTH.name);
	return {
		message: `'${displayName}' is given as a text or a list`,
		description: `Give an object with any of ${quoted(names)}, each with an expression of its own`,
	};
}

/** Why a value would not be read as it was meant, whatever the operation; undefined when all is well. */
function flawOf(
	{ type, displayName, modes = [] }: INodeProperties,
	value: unknown,
): Flaw | undefined {
	if (
		type === 'boolean' &&
		!isExpression(value) &&
		value !== undefined &&
		asBoolean(value) === undefined
	) {
		return notBoolean(displayName, value);
	}
	if (value === null || typeof value !== 'object') return undefined;
	if (type === 'resourceLocator') {
		const names = modes.map(({ name }) => name);
		if (names.includes(textOf((value as IDataObject).mode ?? 'id'))) return undefined;
		return {
			message: `'${displayName}' is not given in a way that the form has`,
			description: `Give an ID, or an object with a 'value' and a 'mode' out of ${quoted(names)}`,
		};
	}
	if (!PLAIN.includes(type)) return undefined;
	return {
		message:
			type === 'string' ? `'${displayName}' is not text` : `'${displayName}' is not one value`,
		description: `'${displayName}' is an object or a list. Choose one value of it`,
	};
}

/**
 * Looks at the form of a run once. `fields` are those of the operation; n8n has dropped what is not shown, and what it
 * does not know. A value that is required is looked at by who reads it.
 */
export function checkForm(node: INode, fields: INodeProperties[]): FormCheck {
	const check: FormCheck = { calculated: [] };
	for (const field of fields) {
		if (field.typeOptions?.multipleValues) continue;
		if (!NodeHelpers.displayParameter(node.parameters, field, node, null)) continue;
		const written = node.parameters[field.name];
		if (field.type === 'collection') {
			const entries = (written ?? {}) as INodeParameters;
			if (LENGTH.name in entries) check.flaw ??= flawOfCollection(field);
			for (const entry of (field.options ?? []) as INodeProperties[]) {
				check.flaw ??= flawOf(entry, entries[entry.name]);
				if (!isCalculated(entries[entry.name])) continue;
				check.calculated.push({ field: entry, parameter: field.name, collection: field });
			}
			continue;
		}
		check.flaw ??= flawOf(field, written);
		const isOptional = PLAIN.includes(field.type) || field.type === 'resourceLocator';
		if (isOptional && !field.required && isCalculated(written)) {
			check.calculated.push({ field, parameter: field.name });
		}
	}
	return check;
}

/**
 * Refuses what the form of an item cannot mean. Throws a `NodeOperationError` where a value has a shape that nobody
 * reads, or an expression leaves one empty that was to be given: without it, more would happen than was meant.
 */
export function mustBeMeant(context: ItemForm, { flaw, calculated }: FormCheck): void {
	if (flaw) throw invalidParameter(context, flaw.message, flaw.description);
	for (const { field, parameter, collection } of calculated) {
		const given: unknown = context.getNodeParameter(parameter, undefined);
		const value = collection ? (given as IDataObject)[field.name] : given;
		mustHaveValue(context, field, value, collection);
	}
}

function mustHaveValue(
	context: ItemForm,
	field: INodeProperties,
	given: unknown,
	collection?: INodeProperties,
): void {
	const { type, displayName } = field;
	const value = type === 'resourceLocator' && isObject(given) ? given.value : given;
	if (isBlank(value)) {
		const otherwise = collection ? `remove it from '${collection.displayName}'` : 'clear the field';
		throw invalidParameter(
			context,
			`'${displayName}' is empty`,
			`Check the expression in it for this item, or ${otherwise}`,
		);
	}
	const flaw = flawOf(field, value);
	if (flaw) throw invalidParameter(context, flaw.message, flaw.description);
	const options = type === 'options' ? (field.options as INodePropertyOptions[]) : [];
	if (options.length === 0 || options.some((option) => option.value === value)) return;
	throw invalidParameter(
		context,
		`'${excerpt(value)}' is no value of '${displayName}'`,
		`Use one of ${quoted(options.map((option) => option.value))}`,
	);
}
