import type { IDataObject, IExecuteFunctions, IExecutePaginationFunctions } from 'n8n-workflow';
import { imageBody } from '../sendImage';
import { templateBody } from '../templateBody';
import type { Client } from '../../../execution/itemClient';
import { chosenEntry, type Entries } from '../../../parameters/choice';
import { empty, numberWithin, requiredText, unusable } from '../../../parameters/read';
import { timeOf } from '../../../api/time';

const DAY_MS = 86_400_000;

/** What the shared readers of forms ask of a context. */
export type Form = IExecutePaginationFunctions;

/** The form of the only item, as the shared readers want it. They use nothing else of a context. */
export const formOf = (context: IExecuteFunctions): Form =>
	({
		getNode: () => context.getNode(),
		getItemIndex: () => 0,
		getCredentials: async (type: string) => await context.getCredentials(type),
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			context.getNodeParameter(name, 0, fallback, options),
	}) as unknown as Form;

/** One message to send: the end of its path, and its body. */
export interface Content {
	path: string;
	body: IDataObject;
}

/** What a message is made of, by the entries of 'What to Send'. */
const WRITERS: Entries<(form: Form, client: Client) => Content | Promise<Content>> = [
	[
		'text',
		(form) => ({
			path: 'send_text/',
			body: { message: requiredText(form, 'Text', form.getNodeParameter('question', '')) },
		}),
	],
	['image', async (form) => ({ path: 'send_image/', body: await imageBody(form) })],
	[
		'template',
		async (form, client) => ({ path: 'send_template/', body: await templateBody(form, client) }),
	],
];

/** What is to be sent. Throws a `NodeOperationError` when it cannot be right. */
export const contentOf = async (form: Form, client: Client): Promise<Content> =>
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
const LIMITS: Entries<(form: Form, zone: string, now: number) => Date> = [
	[
		'interval',
		(form, _zone, now) => {
			const amount = form.getNodeParameter('waitAmount', 24);
			const number = numberWithin(form, 'Wait at Most', amount, 1, LONGEST_DAYS * 24 * 60);
			return new Date(now + number * chosenEntry(form, 'Unit', 'waitUnit', UNITS));
		},
	],
	[
		'time',
		(form, zone) => {
			const given = form.getNodeParameter('waitTime', '') as unknown;
			if (given === '' || given === null) throw empty(form, 'Wait Until');
			const time = timeOf(given, zone);
			if (time) return time.toJSDate();
			throw unusable(
				form,
				"'Wait Until' is not a date and time",
				'Choose one, or give it as 2026-01-31T14:30:00, or by an expression such as {{ $now.plus(2, "hours") }}',
			);
		},
	],
];

/** Until when to wait. Throws a `NodeOperationError` when that is no time, past, or more than a year away. */
export function limitOf(context: IExecuteFunctions, form: Form, now = Date.now()): Date {
	const limit = chosenEntry(
		form,
		'Limit Wait Time',
		'waitLimit',
		LIMITS,
	)(form, context.getTimezone(), now);
	if (!(limit.getTime() > now)) {
		throw unusable(
			form,
			`The time to wait until has passed: ${limit.toISOString()}`,
			"Choose a later one in 'Wait Until', or check the expression there. Nothing was sent",
		);
	}
	if (limit.getTime() - now > LONGEST_DAYS * DAY_MS) {
		throw unusable(
			form,
			`${limit.toISOString()} is too far away`,
			`Wait ${LONGEST_DAYS} days at most. Nothing was sent`,
		);
	}
	return limit;
}

/** Whether the execution fails when nobody replies. Throws a `NodeOperationError` for what is no choice. */
export const failsInTheEnd = (form: Form): boolean =>
	chosenEntry<boolean>(form, 'If Nobody Replies', 'ifNobodyReplies', [
		['continue', false],
		['fail', true],
	]);
