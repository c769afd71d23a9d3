import { textOf, visible } from '../api/text';
import { excerpt } from './read';

/** What is read of a phone: its digits with the country code, or why it is none, and what to do. */
export type PhoneReading = { digits: string } | { message: string; description: string };

/** A phone number has at most 15 digits (E.164). */
const MOST_DIGITS = 15;
const LEAST_DIGITS = 6;

/** 011 is an area code as well, in Argentina, Brazil, India and others: no number within a country is as long. */
const LONGER_THAN_NATIONAL = 14;

/** A link with a message may be long; whatever is longer is no phone, and would take long to read. */
const MOST_CHARACTERS = 1000;

export const EMAIL = /^[^\s@,;]+@[^\s@,;]+$/;

const digitsIn = (text: string): string => text.replace(/\D/g, '');

/** 0 to 9 for a decimal digit of any script: Unicode keeps each ten of them in a row. */
function valueOfDigit(digit: string): string {
	const code = digit.codePointAt(0)!;
	let before = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
	return String(before % 10);
}

/** Without what cannot be seen, with plain digits, signs and dashes, and without a sheet's marks for text. */
const plain = (value: string): string =>
	visible(value)
		.replace(/[\uff01-\uff0f\uff1a-\uff20]/g, (sign) =>
			String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
		)
		.replace(/\p{Nd}/gu, valueOfDigit)
		.replace(/[\p{Pd}\u2212]/gu, '-')
		.replace(/^[\s=]*['"`\u00b4\p{Pi}\p{Pf}]+|['"`\u00b4\p{Pi}\p{Pf}]+\s*$/gu, '')
		.trim();

/** What messengers, links and exports write around a number. A link may go on with a message. */
const AROUND = [
	/(?<=(wa\.me\/|whatsapp\.com\/|^whatsapp:\/).*\d)\/?[?&#].*$/is,
	/^(https?:\/\/)?(www\.)?wa\.me\/(?=\+?\d)/i,
	/^((https?:\/\/)?(api|web)\.whatsapp\.com|whatsapp:\/)\/send\/?\?phone=(?=\+?\d)/i,
	/^(whatsapp|tel|sms|p)\.?\s*:\s*/i,
	/(?<=\d)(:\d{1,3})?@(c\.us|s\.whatsapp\.net)$/i,
	/[\s,;/]+$/,
];

const bare = (text: string): string =>
	AROUND.reduce((rest, around) => rest.replace(around, ''), text.replace(/%2b/gi, '+'));

/** A number with decimals, as sheets and programs write it; undefined for groups of digits such as `555.1234`. */
function decimalsOf(text: string): { whole: string; decimals: string } | undefined {
	const [, whole, mark, decimals] = /^(\+?[\d\s.,()-]*\d)([.,])(\d+)$/.exec(text) ?? [];
	if (!mark || whole.includes(mark)) return undefined;
	const isLong = /^\+?\d{10,}$/.test(whole);
	const isShare = decimals.length <= 2 && digitsIn(whole + decimals).length >= LEAST_DIGITS;
	return isLong || isShare ? { whole, decimals } : undefined;
}

const THOUSANDS = /^\+?\d{1,3}(,\d{3})+$/;

/** Whether a second number follows: after a plus, on the next line, or after a mark. */
const holdsSeveral = (text: string): boolean => {
	const longerThan = (digits: number) => (part: string) => digitsIn(part).length > digits;
	return (
		/\d[^\d]*\+\s*\d|\d\s*[\r\n\u2028\u2029]\s*\S/.test(text) ||
		text.split(/[,;|&]|\s\p{L}+\s/u).filter(longerThan(LEAST_DIGITS - 1)).length > 1 ||
		// A slash may stand after the area code only.
		text.split('/').some((part, _, parts) => parts.length > 1 && longerThan(8)(part))
	);
};

/** Why a text is no phone, and what to do; first match wins. */
const REASONS: Array<[(text: string) => boolean, string]> = [
	[
		(text) => /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(text),
		'A sheet or a program has shortened the number, and digits are lost. Give the column the format of text and enter the number again',
	],
	[
		(text) => /^-[\d.,]+$/.test(text),
		'It is a negative number: a sheet may have taken the phone for a formula. Give the column the format of text and enter the number again',
	],
	[
		(text) => decimalsOf(text) !== undefined || /^\+?\d{10,}[.,]\d/.test(text),
		'It is a decimal number. Give the column the format of text, and check the number',
	],
	[(text) => /@g\.us$/i.test(text), 'It is a group of WhatsApp, which has no phone'],
	[
		(text) => /@lid$/i.test(text),
		'It is an ID that WhatsApp uses in place of a phone. Take the phone from another column',
	],
	[(text) => EMAIL.test(text), "It is an email: choose 'By Email' in 'Customer'"],
	[
		(text) =>
			/\d[\s,;.(]*(ext(ension|n)?\b|x|int\b|#)[\s.:=]*\d+\)?$/i.test(text) ||
			/\d{11}[\s-]+\d{1,3}$/.test(text),
		'It seems to have an extension, which Landbot cannot reach. Enter the number without it',
	],
	[
		(text) => !THOUSANDS.test(text) && holdsSeveral(text),
		'It holds several numbers. Give one phone for each item',
	],
];

const COUNTRY_CODE = 'Enter it with the country code, such as +34 600 000 000';
const NUMBER_ONLY = 'Enter only the number, with the country code, such as +34 600 000 000';

const WRITTEN = /^\(?\s*\+?\s*[\d(][\d\s()./-]*$/;

/** The digits without the prefix for calls abroad: `+`, `00`, `0011` of Australia, `011` of North America. */
function international(text: string): string {
	const digits = digitsIn(text);
	// No number of North America, whose country code is 1, goes on with 1.
	if (digits.startsWith('00')) return digits.replace(/^00(11)?/, '');
	return digits.startsWith('011') && digits.length >= LONGER_THAN_NATIONAL
		? digits.slice(3)
		: digits;
}

/** A country code and the 0 that is dialled within the country only: `+44 (0) 7700 900123`. */
const TRUNK = /^(\(?\+?(?:00)?\s*[1-9]\d{0,2}\)?[\s.-]*)\(0\)/;

/**
 * Reads a phone as people, sheets and messengers write it. What may mean another number is refused. `least` is how many
 * digits it must have: to search for a phone, its beginning is enough.
 */
export function readPhone(value: unknown, least = LEAST_DIGITS): PhoneReading {
	if (typeof value === 'object') {
		return {
			message: 'An object or a list is not a phone number',
			description: "The expression in 'Customer' must give one phone",
		};
	}
	const entered = textOf(value);
	const given = entered.length > MOST_CHARACTERS ? entered : plain(entered);
	const refused = (description: string) => ({
		message: `'${excerpt(given)}' is not a phone number`,
		description,
	});

	if (given.length > MOST_CHARACTERS) return refused(NUMBER_ONLY);
	const inner = bare(given);
	const number = decimalsOf(inner);
	const text = number && /^0+$/.test(number.decimals) ? number.whole : inner;
	const reason = REASONS.find(([matches]) => matches(text));
	if (reason) return refused(reason[1]);
	if (!WRITTEN.test(text) && !THOUSANDS.test(text)) return refused(NUMBER_ONLY);

	const [trunk = '', code = ''] = TRUNK.exec(text) ?? [];
	if (/^0*39$/.test(digitsIn(code))) {
		return refused('In Italy some numbers keep the 0 and others do not. Enter it without brackets');
	}
	const digits = international(code + text.slice(trunk.length));
	if (digits.length > MOST_DIGITS) {
		return refused('A phone has at most 15 digits. Give one phone for each item');
	}
	if (digits.length < least) return refused(COUNTRY_CODE);
	if (digits.startsWith('0')) {
		return {
			message: `'${excerpt(given)}' has no country code`,
			description: `A number that starts with 0 is one within a country. ${COUNTRY_CODE}`,
		};
	}
	return { digits };
}

/** Mobile numbers that are written in two forms, of which WhatsApp and Landbot know one. */
const TWO_FORMS: Array<[short: RegExp, long: RegExp, added: string, at: number]> = [
	[/^52\d{10}$/, /^521\d{10}$/, '1', 2],
	[/^54\d{10}$/, /^549\d{10}$/, '9', 2],
	[/^55\d\d[6-9]\d{7}$/, /^55\d\d9[6-9]\d{7}$/, '9', 4],
];

/** Every form of one number, the shorter first: Mexico with 1, Argentina with 9, Brazil with the ninth digit. */
export function formsOf(digits: string): string[] {
	for (const [short, long, added, at] of TWO_FORMS) {
		if (short.test(digits)) return [digits, digits.slice(0, at) + added + digits.slice(at)];
		if (long.test(digits)) return [digits.slice(0, at) + digits.slice(at + 1), digits];
	}
	return [digits];
}

/**
 * The digits that a phone begins with, for a search; people may have left theirs without its country code. Else why there
 * are none, and what to do.
 */
export function startOfPhone(text: string): string | { message: string; description: string } {
	const phone = readPhone(text, 1);
	if ('digits' in phone) return phone.digits;
	return /^0[\d\s()./-]*$/.test(text) ? digitsIn(text) : phone;
}
