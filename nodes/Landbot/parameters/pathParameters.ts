import type { NodeOperationError } from 'n8n-workflow';
import type { PathParameter } from '../api/endpoints';
import { codeOf } from '../api/text';
import { hasLostDigits } from '../api/values';
import { emptyParameter, excerpt, invalidParameter, type ItemForm, locatorOf } from './read';

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
		.replace(/^_|_$/g, '');

/** A parameter that may become part of a path. */
interface PathParameterRule {
	/** What the form calls it. */
	label: string;
	/** What the output calls it. */
	key: string;
	pattern: RegExp;
	/** Why a value is not accepted, and what to do. */
	refusal(text: string): { message: string; description: string };
}

const anId = (noun: string, key: string, label: string): PathParameterRule => ({
	label,
	key,
	pattern: WHOLE_NUMBER,
	refusal: (text) => ({
		message: `'${text}' is not the ID of a ${noun}`,
		description: `An ID is a whole number. Choose the ${noun} from the list, or check the expression in '${label}'`,
	}),
});

/** What has the rule of an ID: every name in the path of an endpoint, and the templates in the body of a message. */
export type PathParameterName = PathParameter | 'template';

/** By the name of the parameter. Nothing else, and no value of another form, can lead to a path of the API. */
const PATH_PARAMETERS: Record<PathParameterName, PathParameterRule> = {
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
		...anId('agent', 'agent_id', 'Agent'),
		refusal: (text) => ({
			message: `'${text}' is not the ID of an agent`,
			description:
				'The ID of an agent is a whole number, not a name or an email. Choose the agent from the list',
		}),
	},
	botId: {
		...anId('bot', 'bot_id', 'Bot'),
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
export const outputKey = (name: string): string => PATH_PARAMETERS[name as PathParameterName].key;

/**
 * A value as it may stand in a path, by the rule of the parameter of this name. Throws a `NodeOperationError` that names
 * the parameter when it is empty or of another form.
 */
export function checked(context: ItemForm, name: PathParameterName, value: unknown): string {
	const text = codeOf(value);
	const { label, pattern, refusal } = PATH_PARAMETERS[name];
	if (text === '') throw emptyParameter(context, label);
	if (hasLostDigits(value)) {
		throw invalidParameter(
			context,
			`'${excerpt(text)}' in '${label}' is a number that has lost digits`,
			`Give '${label}' as a text, such as a column of the type text in a sheet`,
		);
	}
	if (pattern.test(text)) return text;
	const { message, description } = refusal(excerpt(text));
	throw invalidParameter(context, message, description);
}

/** The value of a parameter as it may stand in a path. Throws like `checked`. */
export const pathParameter = (context: ItemForm, name: PathParameterName): string =>
	checked(context, name, locatorOf(context, name).value);

/**
 * The same for a locator that may stay empty; then the text is empty, too. One that an expression was to fill and left
 * empty is refused before, see `formCheck.ts`.
 */
export function optionalPathParameter(context: ItemForm, name: PathParameterName): string {
	const { value } = locatorOf(context, name);
	const isEmpty = value === undefined || value === null || value === '';
	return isEmpty ? '' : checked(context, name, value);
}

/** What n8n's editor puts in place of a resource or operation when a person chooses 'Custom API Call'. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/** Why the form's operation cannot be executed, which this version of the node does not know. */
export function unknownOperation(form: ItemForm): NodeOperationError {
	const [resource, operation] = ['resource', 'operation'].map((name) =>
		excerpt(form.getNodeParameter(name, '')),
	);
	if ([resource, operation].includes(CUSTOM_API_CALL)) {
		return invalidParameter(
			form,
			"'Custom API Call' is a job for the HTTP Request node",
			"Add an 'HTTP Request' node, choose 'Predefined Credential Type' under 'Authentication' and 'Landbot API' as 'Credential Type': it signs every request with this credential",
		);
	}
	return invalidParameter(
		form,
		`This node has no operation '${operation}' for '${resource}'`,
		"Open the node and choose 'Resource' and 'Operation' from the lists. A workflow made with a newer version of the node needs that version",
	);
}
