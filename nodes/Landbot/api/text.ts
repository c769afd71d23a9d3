/** Halves of a character that stand alone. */
const HALF_CHARACTERS = /\p{Surrogate}/gu;

/**
 * What nobody can see, such as a zero-width space, and halves of characters; and blanks and control characters at the
 * ends. They come along when people copy, and programs cut.
 */
const UNSEEN = String.raw`\p{Cf}\p{Default_Ignorable_Code_Point}\u2800`;
const INVISIBLE = new RegExp(String.raw`[${UNSEEN}\p{Surrogate}]`, 'gu');
const BLANK = String.raw`[\s\p{Cc}${UNSEEN}]`;
/** Only from the first of several blanks on it is looked whether they are the last ones, so that many do not take long. */
const AT_THE_ENDS = new RegExp(`^${BLANK}+|(?<!${BLANK})${BLANK}+$`, 'gu');

/** The text as it may leave: without halves of characters, which a cut through an emoji leaves behind. */
export const wellFormed = (text: string): string => text.replace(HALF_CHARACTERS, '');

/** The start of a text, whole characters only. */
export const cutAt = (text: string, length: number): string => wellFormed(text.slice(0, length));

/** A text without blanks and what nobody can see around it; inside, some scripts and emoji need what joins characters. */
export const trimmed = (text: string): string => text.replace(AT_THE_ENDS, '');

/** A text without all that nobody can see, and without blanks around it, as IDs, codes and addresses are meant. */
export const visible = (text: string): string => trimmed(text.replace(INVISIBLE, ''));

/**
 * What a person has entered as text: a column of numbers in a sheet gives numbers, and Landbot takes only strings. Empty
 * for an object, which JavaScript's own conversion throws for where it has a field of the name `toString`.
 */
export function textOf(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
		case 'boolean':
		case 'bigint':
			return String(value);
		default:
			return '';
	}
}

/** The same for an ID, a code or an address. */
export const codeOf = (value: unknown): string => visible(textOf(value));

/** Any value as a person recognises it: an object or a list as JSON. */
export const shownText = (value: unknown): string =>
	value !== null && typeof value === 'object' ? JSON.stringify(value) : textOf(value);
