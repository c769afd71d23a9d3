import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { LandbotClient } from '../../../api/client';
import { type Endpoint, endpoints } from '../../../api/endpoints';
import { chosenEntry, type Entries } from '../../../parameters/choice';
import { timeOf } from '../../../parameters/dateTime';
import {
	emptyParameter,
	invalidParameter,
	type ItemForm,
	numberWithin,
	requiredText,
} from '../../../parameters/read';
import { type RequestSettings, requestSettingsOf } from '../../../parameters/requestSettings';
import { imageBody } from '../sendImage';
import { templateBody } from '../templateBody';

const DAY_MS = 86_400_000;

/** The form of the only item. */
export const formOf = (context: IExecuteFunctions): ItemForm => ({
	getNode: () => context.getNode(),
	getItemIndex: () => 0,
	getTimezone: () => context.getTimezone(),
	getCredentials: async (type) => await context.getCredentials(type),
	getNodeParameter: (name, fallback) => context.getNodeParameter(name, 0, fallback),
});

/** What is set under Request Options. */
export const settingsOf = (context: IExecuteFunctions): RequestSettings =>
	requestSettingsOf(context.getNode(), (name) => context.getNodeParameter(name, 0, {}));

/** One message to send. */
export interface Content {
	endpoint: Endpoint<`/customers/{customer}/send_${string}/`>;
	body: IDataObject;
}

/** What a message is made of, by the entries of 'What to Send'. */
const WRITERS: Entries<(form: ItemForm, client: LandbotClient) => Content | Promise<Content>> = [
	[
		'text',
		(form) => ({
			endpoint: endpoints.sendText,
			body: { message: requiredText(form, 'Text', form.getNodeParameter('question', '')) },
		}),
	],
	['image', async (form) => ({ endpoint: endpoints.sendImage, body: await imageBody(form) })],
	[
		'template',
		async (form, client) => ({
			endpoint: endpoints.sendTemplate,
			body: await templateBody(form, client),
		}),
	],
];

/** What is to be sent. Throws a `NodeOperationError` when it cannot be right. */
export const contentOf = async (form: ItemForm, client: LandbotClient): Promise<Content> =>
	await chosenEntry(form, 'What to Send', 'whatToSend', WRITERS)(form, client);

/** In milliseconds. */
const UNITS: Entries<number> = [
	['hours', 3_600_000],
	['minutes', 60_000],
	['days', DAY_MS],
];

/** A message hook of an execution that nobody remembers shall not stay for ever. */
const LONGEST_DAYS = 365;

/** The time to wait until, by the entries of 'Limit Wait Time'. */
const LIMITS: Entries<(form: ItemForm, now: number) => Date> = [
	[
		'interval',
		(form, now) => {
			const amount = form.getNodeParameter('waitAmount', 24);
			const number = numberWithin(form, 'Wait at Most', amount, 1, LONGEST_DAYS * 24 * 60);
			return new Date(now + number * chosenEntry(form, 'Unit', 'waitUnit', UNITS));
		},
	],
	[
		'time',
		(form) => {
			const given = form.getNodeParameter('waitTime', '') as unknown;
			if (given === '' || given === null) throw emptyParameter(form, 'Wait Until');
			const time = timeOf(given, form.getTimezone());
			if (time) return time.toJSDate();
			throw invalidParameter(
				form,
				"'Wait Until' is not a date and time",
				'Choose one, or give it as 2026-01-31T14:30:00, or by an expression such as {{ $now.plus(2, "hours") }}',
			);
		},
	],
];

/** Until when to wait. Throws a `NodeOperationError` when that is no time, past, or more than a year away. */
export function readDeadline(form: ItemForm): Date {
	const now = Date.now();
	const limit = chosenEntry(form, 'Limit Wait Time', 'waitLimit', LIMITS)(form, now);
	if (!(limit.getTime() > now)) {
		throw invalidParameter(
			form,
			`The time to wait until has passed: ${limit.toISOString()}`,
			"Choose a later one in 'Wait Until', or check the expression there. Nothing was sent",
		);
	}
	if (limit.getTime() - now > LONGEST_DAYS * DAY_MS) {
		throw invalidParameter(
			form,
			`${limit.toISOString()} is too far away`,
			`Wait ${LONGEST_DAYS} days at most. Nothing was sent`,
		);
	}
	return limit;
}

/** Whether the execution fails when nobody replies. Throws a `NodeOperationError` for what is no choice. */
export const failsOnTimeout = (form: ItemForm): boolean =>
	chosenEntry<boolean>(form, 'If Nobody Replies', 'ifNobodyReplies', [
		['continue', false],
		['fail', true],
	]);
