import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { rowsOf } from '../../transport/answer';
import type { Door } from '../../transport/door';
import { LandbotFailure } from '../../transport/failure';
import { empty, requiredText, shown, textOf, unusable, webAddress } from '../../transport/form';
import { optionalPart, partOf } from '../../transport/path';
import { placeholdersOf, PREVIEW, templatesOf, certainOf, type Template } from '../template/shape';

/** Landbot's `template_params`, with the values as they were given. */
interface Params extends IDataObject {
	header?: IDataObject;
	body?: { params?: unknown[] };
	buttons?: Array<{ params?: unknown[] } | null>;
}

/** More buttons than WhatsApp allows are a slip of the form, and would be sent as a list full of nulls. */
const MOST_BUTTONS = 10;

/** JSON that a person has entered, or the value that an expression has given. */
function parsed(context: IExecutePaginationFunctions, name: string): unknown {
	const given = context.getNodeParameter(name, null);
	if (typeof given !== 'string') return given;
	try {
		return JSON.parse(given) as unknown;
	} catch {
		return undefined;
	}
}

/** What the inputs hold that the form has made for the placeholders, in the order of the placeholders. */
function mappedValues(context: IExecutePaginationFunctions): unknown[] {
	// As a whole, because n8n has a sentence of its own for an empty input when only the values are asked for.
	const { value, schema } = context.getNodeParameter('templateValues', {}) as {
		value?: IDataObject | null;
		schema?: Array<{ id: string; removed?: boolean }>;
	};
	const inputs = schema?.filter(({ removed }) => !removed).map(({ id }) => id) ?? [];
	const names = inputs.length > 0 ? inputs : Object.keys(value ?? {});
	return names.filter((name) => name !== PREVIEW).map((name) => value?.[name]);
}

function listedValues(context: IExecutePaginationFunctions): unknown[] {
	const list = parsed(context, 'valueList');
	if (Array.isArray(list)) return list;
	throw unusable(
		context,
		"'Values of the Template' is not a list",
		'Give an array with one value for each placeholder, such as ["Ana", "A-1001"], or an expression such as {{ [$json.name, $json.order] }}',
	);
}

function headerOf(context: IExecutePaginationFunctions): IDataObject | undefined {
	const header = context.getNodeParameter('header', 'none');
	if (header === 'text') {
		const values: unknown[] = [context.getNodeParameter('headerValues', [])].flat();
		if (values.length === 0) throw empty(context, 'Header Values');
		return { params: values.map((value) => requiredText(context, 'Header Values', value)) };
	}
	if (header !== 'media') return undefined;
	const filename = textOf(context.getNodeParameter('headerFileName', '')).trim();
	const url = webAddress(context, 'Header URL', context.getNodeParameter('headerUrl', ''));
	return { url, ...(filename && { filename }) };
}

function buttonsOf(context: IExecutePaginationFunctions): Params['buttons'] {
	const rows = context.getNodeParameter('buttons.button', []) as IDataObject[];
	if (rows.length === 0) return undefined;
	const buttons: NonNullable<Params['buttons']> = [];
	for (const { position, value } of rows) {
		const index = Number(position) - 1;
		if (!Number.isInteger(index) || index < 0 || index >= MOST_BUTTONS) {
			throw unusable(
				context,
				`'${shown(position)}' is no position of a button`,
				`Buttons are counted from 1 to ${MOST_BUTTONS}`,
			);
		}
		if (buttons[index]) {
			throw unusable(
				context,
				`There are two values for button ${index + 1}`,
				"Set 'Position' of each row to the button of the template that it belongs to",
			);
		}
		buttons[index] = { params: [requiredText(context, `Button Values > ${index + 1}`, value)] };
	}
	return Array.from(buttons, (button) => button ?? null);
}

/** What the form gives as `template_params`. */
function paramsOf(context: IExecutePaginationFunctions): Params {
	const from = context.getNodeParameter('valuesFrom', 'fields');
	if (from === 'json') {
		const params = parsed(context, 'templateParams');
		if (params !== null && typeof params === 'object' && !Array.isArray(params)) {
			return params as Params;
		}
		throw unusable(
			context,
			"'Template Params' is not a JSON object",
			'Give an object such as {"body": {"params": ["Ana", "A-1001"]}}',
		);
	}
	const values = from === 'list' ? listedValues(context) : mappedValues(context);
	const header = headerOf(context);
	const buttons = buttonsOf(context);
	return {
		...(header && { header }),
		body: { params: values },
		...(buttons && { buttons }),
	};
}

/** The template as Landbot lists it, asked once for all items; undefined when the list does not have it or fails. */
async function listed(id: number, channel: string, door: Door): Promise<Template | undefined> {
	const templates = await door.once(`templates ${channel}`, async () => {
		const qs = channel ? { channel_id: channel } : {};
		return await door
			.ask({ method: 'GET', path: '/channels/whatsapp/templates/', qs }, rowsOf)
			.then(templatesOf)
			// An agent who may send may not be allowed to list; Landbot checks the values itself, too.
			.catch(async (error) =>
				error instanceof LandbotFailure ? undefined : await Promise.reject(error),
			);
	});
	return templates?.get(id);
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * Throws when the values cannot be those of the template, so that a whole batch stops before anything has left. Without
 * a list it is only said what holds for all templates.
 */
function mustFit(
	context: IExecutePaginationFunctions,
	id: number,
	language: string,
	values: unknown[],
	template?: Template,
): void {
	const {
		text = '',
		paramsNumber,
		sendable = true,
	} = template ? certainOf(template, language) : {};
	const name = template?.name ? `'${template.name}'` : String(id);
	const refuse = (message: string, advice: string) => {
		const reads = text && `It reads: ${text.replace(/\s+/g, ' ')}`;
		return unusable(context, message, [advice, reads].filter(Boolean).join('. '));
	};
	if (!sendable) {
		throw refuse(
			`The template ${name} is not approved`,
			'WhatsApp delivers only approved templates. Look at its state in Landbot, or choose another one',
		);
	}
	const placeholders = placeholdersOf(text);
	// The list may count the placeholders of the header, too; nobody has verified it.
	const takes = [text === '' ? undefined : placeholders.length, paramsNumber].filter(
		(count) => count !== undefined,
	);
	const given = values.length;
	if (takes.length > 0 && !takes.includes(given)) {
		throw refuse(
			`The template ${name} takes ${counted(takes[0], 'value')}, ${given} ${given === 1 ? 'was' : 'were'} given`,
			'Give one value for each placeholder, in their order',
		);
	}
	for (const [index, value] of values.entries()) {
		const place = `The value for {{${placeholders[index] ?? index + 1}}} of the template ${name}`;
		if (value !== null && typeof value === 'object') {
			throw refuse(
				`${place} is not text`,
				'The expression gives an object, a list or a date. Choose one value of it, or turn the date into text with .toFormat()',
			);
		}
		if (textOf(value).trim() === '') {
			throw refuse(`${place} is empty`, 'WhatsApp accepts no empty value');
		}
	}
}

/** A part of the parameters with every value as text, because Landbot takes no numbers. */
const asTexts = <T>(part: T): T => {
	const { params } = (part ?? {}) as { params?: unknown };
	if (!Array.isArray(params)) return part;
	const texts = params.map((value: unknown) => textOf(value) || value);
	return { ...part, params: texts };
};

const withTexts = ({ header, body, buttons, ...others }: Params): Params => ({
	...others,
	...(header !== undefined && { header: asTexts(header) }),
	...(body !== undefined && { body: asTexts(body) }),
	...(buttons !== undefined && {
		buttons: Array.isArray(buttons) ? buttons.map(asTexts) : buttons,
	}),
});

/**
 * The body of a template, as the form gives it, checked against Landbot's list of templates before anything leaves.
 * Throws a `NodeOperationError` when it cannot be right.
 */
export async function templateBody(
	context: IExecutePaginationFunctions,
	door: Door,
): Promise<IDataObject> {
	const chosen = (name: string) => context.getNodeParameter(name, '', { extractValue: true });
	const template = Number(partOf(context, 'template'));
	const language = requiredText(context, 'Language', chosen('language')).trim();
	const channel = optionalPart(context, 'channel');
	const params = paramsOf(context);
	const values = params.body?.params;
	const known = await listed(template, channel, door);
	mustFit(context, template, language, Array.isArray(values) ? values : [], known);
	return {
		template_id: template,
		template_language: language,
		template_params: withTexts(params),
	};
}
