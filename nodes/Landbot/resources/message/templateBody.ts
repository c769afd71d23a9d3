import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import type { Client } from '../../transport/itemClient';
import {
	empty,
	jsonAdvice,
	parseJson,
	requiredText,
	shown,
	textOf,
	unusable,
	webAddress,
} from '../../transport/form';
import { optionalPart, partOf } from '../../transport/path';
import { PREVIEW } from '../template/shape';
import { listed, mustFit } from './templateCheck';

/** Landbot's `template_params`, with the values as they were given. */
interface Params extends IDataObject {
	header?: IDataObject;
	body?: { params?: unknown[] };
	buttons?: Array<{ params?: unknown[] } | null>;
}

/** More buttons than WhatsApp allows are a slip of the form, and would be sent as a list full of nulls. */
const MOST_BUTTONS = 10;

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
	const given = context.getNodeParameter('valueList', null);
	const list = parseJson(given);
	if (Array.isArray(list)) return list;
	throw unusable(
		context,
		"'Values of the Template' is not a list",
		jsonAdvice(
			given,
			'Give an array with one value for each placeholder, such as ["Ana", "A-1001"], or an expression such as {{ [$json.name, $json.order] }}',
			'{{ [$json.name, $json.order] }}',
		),
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
		const given = context.getNodeParameter('templateParams', null);
		const params = parseJson(given);
		if (params !== null && typeof params === 'object' && !Array.isArray(params)) {
			return params as Params;
		}
		throw unusable(
			context,
			"'Template Params' is not a JSON object",
			jsonAdvice(
				given,
				'Give an object such as {"body": {"params": ["Ana", "A-1001"]}}',
				'{{ ({ body: { params: [$json.name, $json.order] } }) }}',
			),
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
	client: Client,
): Promise<IDataObject> {
	const chosen = (name: string) => context.getNodeParameter(name, '', { extractValue: true });
	const template = Number(partOf(context, 'template'));
	const language = requiredText(context, 'Language', chosen('language')).trim();
	const channel = optionalPart(context, 'channel');
	const params = paramsOf(context);
	const values = params.body?.params;
	const known = await listed(template, channel, client);
	mustFit(context, template, language, Array.isArray(values) ? values : [], known);
	return {
		template_id: template,
		template_language: language,
		template_params: withTexts(params),
	};
}
