import { textOf, visible, wellFormed } from '../../api/text';
import { hasLostDigits, isObject } from '../../api/values';
import { STANDS_FOR_NOTHING, standsForNothing } from '../../parameters/nothing';
import { invalidParameter, type ItemForm, jsonAdvice } from '../../parameters/read';

/** Why a value cannot stand in a template: the rest of a sentence that begins with its place, and what to do. */
interface ValueFlaw {
	is: string;
	advice: string;
}

/**
 * What WhatsApp refuses in every value of a template, wherever it stands, with error 100 or 132018: "cannot have
 * new-line/tab characters or more than 4 consecutive spaces".
 */
const NOT_IN_A_TEMPLATE: Array<[RegExp, string]> = [
	[/[\n\v\f\r\u0085\u2028\u2029]/, 'holds a line break'],
	[/\t/, 'holds a tab'],
	[/\s{5}/, 'has more than four blanks in a row'],
];

/** What keeps WhatsApp from taking a value, or shows that nobody can have meant it; undefined when nothing does. */
export function flawOfValue(value: unknown): ValueFlaw | undefined {
	if (value !== null && typeof value === 'object') {
		return {
			is: 'is not text',
			advice:
				'The expression gives an object, a list or a date. Choose one value of it, or turn the date into text with .toFormat()',
		};
	}
	if (typeof value === 'boolean' || (typeof value === 'number' && !Number.isFinite(value))) {
		return {
			is: `is ${value}, which is no text`,
			advice: 'Check the expression: it calculates something that a person is not to read',
		};
	}
	if (hasLostDigits(value)) {
		return {
			is: 'is a number that has lost digits',
			advice: 'Give it as a text, such as a column of the type text in a sheet',
		};
	}
	const text = textOf(value);
	if (visible(text) === '') {
		return { is: 'is empty', advice: 'WhatsApp accepts no empty value' };
	}
	if (standsForNothing(text)) {
		return { is: `is only '${text.trim()}'`, advice: STANDS_FOR_NOTHING };
	}
	const refused = NOT_IN_A_TEMPLATE.find(([pattern]) => pattern.test(text));
	return (
		refused && {
			is: refused[1],
			advice:
				'WhatsApp takes no line breaks, tabs or more than four blanks in a row. An expression such as {{ $json.address.replace(/\\s+/g, " ") }} makes one blank of them',
		}
	);
}

/** A value of a header or button as text. Throws a `NodeOperationError` that names its place. */
export function valueAsText(context: ItemForm, place: string, value: unknown): string {
	const flaw = flawOfValue(value);
	if (flaw) throw invalidParameter(context, `'${place}' ${flaw.is}`, flaw.advice);
	return wellFormed(textOf(value));
}

/** The values for the placeholders of a text, as they were given. */
export interface Values {
	given: unknown[];
	/** What each is called. */
	names?: string[];
	/** Whether they are in the order of the placeholders, because the form has made their inputs. */
	inOrder?: boolean;
}

/** Values as people and programs give them: a list, or an object with the names of the placeholders. */
export function valuesOf(context: ItemForm, label: string, given: unknown): Values {
	if (Array.isArray(given)) return { given };
	if (isObject(given)) return { given: Object.values(given), names: Object.keys(given) };
	throw invalidParameter(
		context,
		`'${label}' is not a list`,
		jsonAdvice(
			given,
			'Give an array with one value for each placeholder, such as ["Ana", "A-1001"], or an expression such as {{ [$json.name, $json.order] }}',
			'{{ [$json.name, $json.order] }}',
		),
	);
}
