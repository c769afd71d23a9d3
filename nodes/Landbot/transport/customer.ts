import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { pageOf } from './answer';
import type { Client } from './itemClient';
import { empty, shown, unusable, type Locator } from './form';
import { collect } from './pages';
import { checked, optionalPart } from './path';

/** How many of several matches are named. */
const NAMED = 10;

/** A customer as the person entered it: an ID, or what to look the ID up by. */
export interface Person {
	by: 'id' | 'phone' | 'email';
	/** In the form to compare: an ID, the digits of a phone, an email in lower case. */
	value: string;
	/** The ID of the only channel to look at. */
	channel?: string;
}

/** The digits of a phone number, however it is written: `+34 600-00 00 00` and `0034600000000` are one number. */
const digitsOf = (phone: unknown): string =>
	String(phone ?? '')
		.replace(/[^\d+]/g, '')
		.replace(/^(\+|00)/, '');

/** A phone number has at most 15 digits (E.164). */
const PHONE = /^\(?\+?[\d\s()./-]+$/;
const isPhone = (text: string) => PHONE.test(text) && /^\d{6,15}$/.test(digitsOf(text));

const EMAIL = /^[^\s@,;]+@[^\s@,;]+$/;

/** What a person has copied, without the invisible marks that phones put around a number, and with plain dashes. */
const typed = (value: unknown): string =>
	String(value ?? '')
		.replace(/\p{Cf}/gu, '')
		.replace(/\p{Pd}/gu, '-')
		.trim();

/**
 * The customer that the form of this item names. Throws a `NodeOperationError` when what is entered cannot be an ID, a
 * phone or an email.
 */
export function personOf(context: IExecuteSingleFunctions, { mode, value }: Locator): Person {
	if (mode !== 'phone' && mode !== 'email') {
		return { by: 'id', value: checked(context, 'customer', value) };
	}
	const text = typed(value);
	if (text === '') throw empty(context, 'Customer');
	const channel = optionalPart(context, 'channel') || undefined;
	if (mode === 'phone') {
		if (isPhone(text)) return { by: 'phone', value: digitsOf(text), channel };
		throw unusable(
			context,
			`'${shown(text)}' is not a phone number`,
			'Enter it with the country code, such as +34 600 000 000',
		);
	}
	if (EMAIL.test(text)) return { by: 'email', value: text.toLowerCase(), channel };
	throw unusable(context, `'${shown(text)}' is not an email`, "Check the expression in 'Customer'");
}

/** Whose line an item joins: the channel makes no difference, because it need not be given. */
export const keyOfPerson = ({ by, value }: Person): string => `${by} ${value}`;

/** What Landbot shows of a customer; the phone is not always at the top of the object. Undefined when it shows nothing. */
function heldBy(customer: IDataObject, by: 'phone' | 'email'): string | undefined {
	const { value } = ((customer.custom_fields as IDataObject)?.[by] ?? {}) as IDataObject;
	const held = customer[by] ?? value;
	if (held === undefined && !(by in customer)) return undefined;
	return by === 'phone' ? digitsOf(held) : String(held ?? '').toLowerCase();
}

const described = ({ id, name, channel_id: channel }: IDataObject) =>
	[id, name, channel && `on channel ${channel}`].filter(Boolean).join(' ');

/** Some customers by ID, name and channel, as part of a sentence. */
function listOf(customers: IDataObject[]): string {
	const named = customers.slice(0, NAMED).map(described).join(', ');
	return customers.length > NAMED ? `${named} and ${customers.length - NAMED} more` : named;
}

const distinct = (customers: IDataObject[]): IDataObject[] => [
	...new Map(customers.map((customer) => [customer.id, customer])).values(),
];

/**
 * The ID of the customer. A phone or an email is looked up in Landbot, which finds beginnings, so that only exact matches
 * count. Throws a `NodeOperationError` when there is none or more than one.
 */
export async function idOfPerson(
	context: IExecuteSingleFunctions,
	{ by, value, channel }: Person,
	client: Client,
): Promise<string> {
	if (by === 'id') return value;
	const search = async (text: string) => {
		const qs = { search_by: by, search: text, ...(channel && { channel_id: channel }) };
		return await collect(
			async (offset, limit) =>
				await client.ask(
					{ method: 'GET', path: '/customers/', qs: { ...qs, offset, limit } },
					pageOf,
				),
			Infinity,
		);
	};
	const having = (held: string | undefined) => (customer: IDataObject) =>
		heldBy(customer, by) === held;
	const found = await search(value);
	// Nobody has verified whether Landbot keeps the + of a phone.
	if (by === 'phone' && !found.some(having(value))) found.push(...(await search(`+${value}`)));
	const matches = distinct(found.filter(having(value)));
	if (matches.length === 1) return String(matches[0].id);

	const where = channel ? ` on channel ${channel}` : '';
	const hidden = distinct(found.filter(having(undefined)));
	if (matches.length === 0 && hidden.length > 0) {
		throw unusable(
			context,
			`Landbot does not show the ${by} of those whom it found for ${value}${where}`,
			`${listOf(hidden)}. Landbot finds beginnings, so look there who it is, and choose the customer 'By ID'`,
		);
	}
	if (matches.length === 0) {
		throw unusable(
			context,
			`No customer has the ${by} ${value}${where}`,
			by === 'phone'
				? 'Check the number and its country code. Landbot knows only people who have written or were imported'
				: 'Check the spelling. Landbot knows only people who have given their email',
		);
	}
	throw unusable(
		context,
		`${matches.length} customers have the ${by} ${value}${where}`,
		`${listOf(matches)}. The same person on two channels is two customers: narrow it with 'Channel', or choose one 'By ID'`,
	);
}
