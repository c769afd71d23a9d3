import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { codeOf, empty, hasLostDigits, locatorOf, shown, unusable } from './read';

/** IDs are whole numbers everywhere in Landbot. */
const WHOLE_NUMBER = /^\d+$/;

/** Landbot's rule for the name of a customer field. */
const FIELD_NAME = /^[a-z0-9_]+$/;

/** The name a person probably meant: `Plan Type` becomes `plan_type`. Empty when nothing of it can be kept. */
const fieldNameFor = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '');

/** A parameter that may become part of a path. */
interface Slot {
	/** What the form calls it. */
	label: string;
	/** What the output calls it. */
	key: string;
	pattern: RegExp;
	/** Why a value is not accepted, and what to do. */
	refusal(text: string): { message: string; description: string };
}

const anId = (noun: string, key: string, label: string): Slot => ({
	label,
	key,
	pattern: WHOLE_NUMBER,
	refusal: (text) => ({
		message: `'${text}' is not the ID of a ${noun}`,
		description: `An ID is a whole number. Choose the ${noun} from the list, or check the expression in '${label}'`,
	}),
});

/** By the name of the parameter. Nothing else, and no value of another form, can lead to a path of the API. */
const SLOTS: Record<string, Slot> = {
	customer: anId('customer', 'customer_id', 'Customer'),
	channel: {
		...anId('channel', 'channel_id', 'Channel'),
		// The form has other names for it where it narrows a lookup.
		refusal: (text) => ({
			message: `'${text}' is not the ID of a channel`,
			description:
				'An ID is a whole number. Choose the channel from the list, or check the expression for it',
		}),
	},
	messageHook: anId('message hook', 'hook_id', 'Message Hook'),
	template: anId('template', 'template_id', 'Template'),
	agentId: {
		...anId('agent', 'agent_id', 'Agent ID'),
		refusal: (text) => ({
			message: `'${text}' is not the ID of an agent`,
			description: 'The ID of an agent is a whole number, not a name or an email',
		}),
	},
	botId: {
		...anId('bot', 'bot_id', 'Bot ID'),
		refusal: (text) => ({
			message: `'${text}' is not the ID of a bot`,
			description:
				"The ID of a bot is the whole number in the address of Landbot's builder, not the name",
		}),
	},
	fieldName: {
		label: 'Field Name',
		key: 'field_name',
		pattern: FIELD_NAME,
		refusal: (text) => ({
			message: `'${text}' cannot be the name of a field`,
			description: [
				'Landbot allows lower-case letters, digits and underscores',
				fieldNameFor(text) && `such as '${fieldNameFor(text)}'`,
			]
				.filter(Boolean)
				.join(', '),
		}),
	},
};

/** What the output calls the parameter of a path. */
export const keyOfSlot = (name: string): string => SLOTS[name].key;

/**
 * A value as it may stand in a path, by the rule of the parameter of this name. Throws a `NodeOperationError` that names
 * the parameter when it is empty or of another form.
 */
export function checked(context: IExecuteSingleFunctions, name: string, value: unknown): string {
	const text = codeOf(value);
	const { label, pattern, refusal } = SLOTS[name];
	if (text === '') throw empty(context, label);
	if (hasLostDigits(value)) {
		throw unusable(
			context,
			`'${shown(text)}' in '${label}' is a number that has lost digits`,
			`Give '${label}' as a text, such as a column of the type text in a sheet`,
		);
	}
	if (pattern.test(text)) return text;
	const { message, description } = refusal(shown(text));
	throw unusable(context, message, description);
}

/** The value of a parameter as it may stand in a path. Throws like `checked`. */
export const partOf = (context: IExecuteSingleFunctions, name: string): string =>
	checked(context, name, locatorOf(context, name).value);

/**
 * The same for a locator that may stay empty; then the text is empty, too. One that an expression was to fill and left
 * empty is refused before, see `formCheck.ts`.
 */
export function optionalPart(context: IExecuteSingleFunctions, name: string): string {
	const { value } = locatorOf(context, name);
	const isEmpty = value === undefined || value === null || value === '';
	return isEmpty ? '' : checked(context, name, value);
}

/** The names in braces of a path. */
export const namesIn = (template: string): string[] =>
	[...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** The path with a value in place of every `{name}`. */
export const fill = (template: string, parts: Record<string, string>): string =>
	template.replace(/\{(\w+)\}/g, (_, name: string) => parts[name]);

/** What n8n's editor puts in place of a resource or operation when a person chooses 'Custom API Call'. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/** Throws when the operation has no path, because this version of the node does not know it. */
export function mustBeKnown(
	context: IExecuteSingleFunctions,
	template?: string,
): asserts template is string {
	if (template) return;
	const [resource, operation] = ['resource', 'operation'].map((name) =>
		String(context.getNodeParameter(name, '')),
	);
	if ([resource, operation].includes(CUSTOM_API_CALL)) {
		throw unusable(
			context,
			"'Custom API Call' is a job for the HTTP Request node",
			"Add an 'HTTP Request' node, choose 'Predefined Credential Type' under 'Authentication' and 'Landbot API' as 'Credential Type': it signs every request with this credential",
		);
	}
	throw unusable(
		context,
		`This node has no operation '${operation}' for '${resource}'`,
		"Open the node and choose 'Resource' and 'Operation' from the lists. A workflow made with a newer version of the node needs that version",
	);
}
