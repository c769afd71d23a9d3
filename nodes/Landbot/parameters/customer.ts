import type { IDataObject } from 'n8n-workflow';
import type { LandbotClient } from '../api/client';
import { endpoints } from '../api/endpoints';
import { listAll } from '../api/pagination';
import { codeOf, textOf } from '../api/text';
import { id, object } from '../api/values';
import { isBlank } from './formCheck';
import { checked, optionalPathParameter } from './pathParameters';
import { EMAIL, formsOf, readPhone } from './phone';
import { emptyParameter, excerpt, invalidParameter, type ItemForm, type Locator } from './read';

/** How many of several matches are named. */
const NAMED = 10;

/** Phones with the country code have more digits as a rule, IDs and phones without it have not. */
const WITHOUT_COUNTRY_CODE = 10;

/** A customer as the person entered it: an ID, or what to look the ID up by. */
export interface CustomerReference {
	by: 'id' | 'phone' | 'email';
	/** What to compare with, one or more: an ID, the digits of a phone in all its forms, an email in lower case. */
	forms: string[];
	/** The ID of the only channel to look at. */
	channel?: string;
}

/** How to find a customer by a text that is no ID; undefined for what may be one. */
function modeFor(text: string): string | undefined {
	const isPhone = /[+@:()/-]|\d\s+\d/.test(text) && 'digits' in readPhone(text);
	return isPhone ? 'By Phone' : EMAIL.test(text) ? 'By Email' : undefined;
}

/**
 * The customer that the form of this item names. Throws a `NodeOperationError` when what is entered cannot be an ID, a
 * phone or an email.
 */
export function readCustomer(context: ItemForm, { mode, value }: Locator): CustomerReference {
	const text = codeOf(value);
	if (mode !== 'phone' && mode !== 'email') {
		const better = modeFor(text);
		if (!better) return { by: 'id', forms: [checked(context, 'customer', value)] };
		throw invalidParameter(
			context,
			`'${excerpt(text)}' is not the ID of a customer`,
			`To find the customer by it, choose '${better}' in 'Customer'`,
		);
	}
	if (isBlank(value)) throw emptyParameter(context, 'Customer');
	const channel = optionalPathParameter(context, 'channel') || undefined;
	if (mode === 'phone') {
		const phone = readPhone(value);
		if (!('digits' in phone)) throw invalidParameter(context, phone.message, phone.description);
		return { by: 'phone', forms: formsOf(phone.digits), channel };
	}
	if (!EMAIL.test(text)) {
		throw invalidParameter(
			context,
			`'${excerpt(value)}' is not an email`,
			modeFor(text)
				? "It is a phone: choose 'By Phone' in 'Customer'"
				: "Check the expression in 'Customer'",
		);
	}
	return { by: 'email', forms: [text.toLowerCase()], channel };
}

/** Whose line an item joins: the channel makes no difference, because it need not be given. */
export const customerKey = ({ by, forms }: CustomerReference): string => `${by} ${forms[0]}`;

/** What Landbot shows of a customer; the phone is not always at the top of the object. Undefined when it shows nothing. */
function heldBy(customer: IDataObject, by: 'phone' | 'email'): string | undefined {
	const { value } = object(object(customer.custom_fields)[by]);
	const held = customer[by] ?? value;
	if (held === undefined && !(by in customer)) return undefined;
	if (by === 'email') return textOf(held).toLowerCase();
	const phone = readPhone(held ?? '');
	return 'digits' in phone ? phone.digits : '';
}

const described = ({ id, name, channel_id: channel }: IDataObject) =>
	[id, name, channel && `on channel ${textOf(channel)}`].map(textOf).filter(Boolean).join(' ');

/** Some customers by ID, name and channel, as part of a sentence. */
function listedCustomers(customers: IDataObject[]): string {
	const named = customers.slice(0, NAMED).map(described).join(', ');
	return customers.length > NAMED ? `${named} and ${customers.length - NAMED} more` : named;
}

const distinct = (customers: IDataObject[]): IDataObject[] => [
	...new Map(customers.map((customer) => [customer.id, customer])).values(),
];

/** What to do where nobody has a phone: few digits may be something else than a whole phone. */
const adviceFor = ([shortest]: string[]): string =>
	[
		shortest.length <= WITHOUT_COUNTRY_CODE &&
			"It is short: add the country code if it lacks one, or choose 'By ID' if it is the ID of a customer",
		'Landbot knows only people who have written or were imported',
	]
		.filter(Boolean)
		.join('. ');

/**
 * The ID of the customer. A phone or an email is looked up in Landbot, which finds beginnings, so that only exact matches
 * count. Throws a `NodeOperationError` when there is none or more than one.
 */
export async function resolveCustomerId(
	context: ItemForm,
	{ by, forms, channel }: CustomerReference,
	client: LandbotClient,
): Promise<string> {
	if (by === 'id') return forms[0];
	const search = async (text: string) => {
		const qs = { search_by: by, search: text, ...(channel && { channel_id: channel }) };
		return await listAll(client, endpoints.listCustomers, qs);
	};
	const found: IDataObject[] = [];
	const searchAll = async (plus = '') => {
		for (const form of forms) found.push(...(await search(plus + form)));
	};
	const isMatch = (customer: IDataObject) =>
		id(customer.id) !== null && forms.includes(heldBy(customer, by) ?? '');
	await searchAll();
	// Nobody has verified whether Landbot keeps the + of a phone.
	if (by === 'phone' && !found.some(isMatch)) await searchAll('+');
	const matches = distinct(found.filter(isMatch));
	if (matches.length === 1) return textOf(matches[0].id);

	const where = channel ? ` on channel ${channel}` : '';
	const value = forms.join(' or ');
	const hidden = distinct(found.filter((customer) => heldBy(customer, by) === undefined));
	if (matches.length === 0 && hidden.length > 0) {
		throw invalidParameter(
			context,
			`Landbot does not show the ${by} of those whom it found for ${value}${where}`,
			`${listedCustomers(hidden)}. Landbot finds beginnings, so look there who it is, and choose the customer 'By ID'`,
		);
	}
	if (matches.length === 0) {
		throw invalidParameter(
			context,
			`No customer has the ${by} ${value}${where}`,
			by === 'phone'
				? adviceFor(forms)
				: 'Check the spelling. Landbot knows only people who have given their email',
		);
	}
	const onOneChannel = new Set(matches.map(({ channel_id: on }) => on)).size === 1;
	throw invalidParameter(
		context,
		`${matches.length} customers have the ${by} ${value}${where}`,
		`${listedCustomers(matches)}. ${
			onOneChannel
				? "Choose one 'By ID'"
				: "The same person on two channels is two customers: narrow it with 'Channel', or choose one 'By ID'"
		}`,
	);
}
