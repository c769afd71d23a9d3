/**
 * What programs and sheets write in place of a missing value, and nobody writes to a person. Sources: the texts of
 * JavaScript and Luxon; the errors of Excel and Google Sheets in English, Spanish and Portuguese.
 */
const WORDS =
	/^(undefined|null|NaN|(\[object \w+\],?)+|Invalid Date(Time)?|#N\/[AD]|#[¡¿]?(REF|VALUE|VALOR|NAME|NOMBRE|NOME|DIV\/0|NUM|NULL|NULO|ERROR|SPILL|CALC)[!?])$/;

/** Whether a text is nothing but such a word. */
export const standsForNothing = (text: string): boolean => WORDS.test(text.trim());

/** What to do about it. */
export const STANDS_FOR_NOTHING =
	'A program or a sheet writes that where a value is missing. Check the expression, and the cell that it reads, for this item';
