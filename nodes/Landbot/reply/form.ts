import {
	tryToParseDateTime,
	type IDataObject,
	type IExecuteFunctions,
	type IExecutePaginationFunctions,
} from 'n8n-workflow';
import { imageBody } from '../resources/message/sendImage';
import { templateBody } from '../resources/message/templateBody';
import type { Door } from '../transport/door';
import { empty, numberWithin, requiredText, unusable } from '../transport/form';

/** What the shared readers of forms ask of a context. */
export type Form = IExecutePaginationFunctions;

/** The form of the only item, as the shared readers want it. They use nothing else of a context. */
export const formOf = (context: IExecuteFunctions): Form =>
	({
		getNode: () => context.getNode(),
		getItemIndex: () => 0,
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			context.getNodeParameter(name, 0, fallback, options),
	}) as unknown as Form;

/** One message to send: the end of its path, and its body. */
export interface Content {
	path: string;
	body: IDataObject;
}

const WRITERS = new Map<string, (form: Form, door: Door) => Content | Promise<Content>>(
	Object.entries({
		text: (form: Form) => ({
			path: 'send_text/',
			body: { message: requiredText(form, 'Text', form.getNodeParameter('text', '')) },
		}),
		image: (form: Form) => ({ path: 'send_image/', body: imageBody(form) }),
		template: async (form: Form, door: Door) => ({
			path: 'send_template/',
			body: await templateBody(form, door),
		}),
	}),
);

/** What is to be sent. Throws a `NodeOperationError` when it cannot be right. */
export async function contentOf(form: Form, door: Door): Promise<Content> {
	const kind = String(form.getNodeParameter('whatToSend', 'text'));
	const write = WRITERS.get(kind);
	if (write) return await write(form, door);
	throw unusable(form, `'${kind}' cannot be sent`, "Choose an entry of the list 'What to Send'");
}

/** In milliseconds. */
const UNITS: Record<string, number> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** A message hook of an execution that nobody remembers shall not stay for ever. */
const LONGEST_DAYS = 365;

/** Until when to wait. Throws a `NodeOperationError` when that is no time, past, or more than a year away. */
export function limitOf(context: IExecuteFunctions, form: Form, now = Date.now()): Date {
	const until = (): Date => {
		if (form.getNodeParameter('waitLimit', 'interval') !== 'time') {
			const amount = form.getNodeParameter('waitAmount', 24);
			const number = numberWithin(form, 'Wait at Most', amount, 1, LONGEST_DAYS * 24 * 60);
			return new Date(now + number * UNITS[String(form.getNodeParameter('waitUnit', 'hours'))]);
		}
		const given = form.getNodeParameter('waitTime', '') as unknown;
		if (given === '' || given === null) throw empty(form, 'Wait Until');
		try {
			const text = typeof given === 'object' ? JSON.stringify(given).slice(1, -1) : String(given);
			return tryToParseDateTime(text, context.getTimezone()).toJSDate();
		} catch {
			throw unusable(
				form,
				"'Wait Until' is not a date and time",
				'Choose one, or give it as 2026-01-31T14:30:00, or by an expression such as {{ $now.plus(2, "hours") }}',
			);
		}
	};
	const limit = until();
	if (!(limit.getTime() > now)) {
		throw unusable(
			form,
			`The time to wait until has passed: ${limit.toISOString()}`,
			"Choose a later one in 'Wait Until', or check the expression there. Nothing was sent",
		);
	}
	if (limit.getTime() - now > LONGEST_DAYS * UNITS.days) {
		throw unusable(
			form,
			`${limit.toISOString()} is too far away`,
			`Wait ${LONGEST_DAYS} days at most. Nothing was sent`,
		);
	}
	return limit;
}
