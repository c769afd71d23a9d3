import type { IDataObject } from 'n8n-workflow';
import { isObject, parseJson } from '../../api/values';
import { fileAddress } from '../../parameters/address';
import { invalidParameter, type ItemForm, jsonAdvice, requiredText } from '../../parameters/read';
import { valueAsText, type Values, valuesOf } from './templateValue';

/** What the form gives: the values of the text, and all that is ready to be sent. */
export interface TemplateParams {
	values: Values;
	/** The part around the values of the text; undefined when there is to be none. */
	body?: IDataObject;
	/** The other parts of Landbot's `template_params`. */
	others: IDataObject;
}

/** Names that are easily taken for those of `template_params`: Landbot would leave out what they hold, in silence. */
const MISNAMED: Array<[wrong: RegExp, right: string]> = [
	[/^headers?$/i, 'header'],
	[/^(body|bodies|values|params|parameters|components)$/i, 'body'],
	[/^buttons?$/i, 'buttons'],
];

/** The same for a header, a body or a button. */
const MISNAMED_INSIDE: typeof MISNAMED = [
	[/^(param|params|parameters|values|texts?)$/i, 'params'],
	[/^(url|link|media)$/i, 'url'],
	[/^file_?name$/i, 'filename'],
];

function mustBeNamed(
	context: ItemForm,
	place: string,
	given: IDataObject,
	misnamed: typeof MISNAMED,
): void {
	for (const name of Object.keys(given)) {
		const right = misnamed.find(([wrong]) => wrong.test(name))?.[1];
		if (right === undefined || right === name) continue;
		throw invalidParameter(
			context,
			`'${place}' has no '${name}'`,
			`Landbot calls it '${right}', such as in {"header": {"url": "https://…"}, "body": {"params": ["Ana"]}, "buttons": [null]}`,
		);
	}
}

/** One part of 'Template Params', which may be missing or null. */
function part(context: ItemForm, place: string, given: unknown): IDataObject | undefined {
	if (given === undefined || given === null) return undefined;
	if (!isObject(given)) {
		throw invalidParameter(
			context,
			`'${place}' is not an object`,
			'Give an object such as {"params": ["Ana", "A-1001"]}',
		);
	}
	mustBeNamed(context, place, given, MISNAMED_INSIDE);
	return given;
}

/** A header or button of 'Template Params', with its values as texts, because Landbot takes no numbers. */
function withTexts(context: ItemForm, place: string, given: unknown): IDataObject | undefined {
	const one = part(context, place, given);
	if (one?.params === undefined) return one;
	const { params } = one;
	if (!Array.isArray(params)) {
		throw invalidParameter(
			context,
			`'${place} > params' is not a list`,
			'Give an object such as {"params": ["Ana"]}',
		);
	}
	const texts = params.map((value, index) =>
		valueAsText(context, `${place} > params > ${index + 1}`, value),
	);
	return { ...one, params: texts };
}

async function headerOf(
	context: ItemForm,
	place: string,
	given: unknown,
): Promise<IDataObject | undefined> {
	const header = withTexts(context, place, given);
	if (!header) return undefined;
	const { url, filename, ...others } = header;
	return {
		...others,
		...(url !== undefined && { url: await fileAddress(context, `${place} > url`, url) }),
		...(filename !== undefined && {
			filename: requiredText(context, `${place} > filename`, filename),
		}),
	};
}

/** The whole `template_params`, as a person or a program has written it. */
export async function paramsFromJson(context: ItemForm): Promise<TemplateParams> {
	const label = 'Template Params';
	const given = context.getNodeParameter('templateParams', null);
	const whole = parseJson(given);
	if (!isObject(whole)) {
		throw invalidParameter(
			context,
			`'${label}' is not a JSON object`,
			jsonAdvice(
				given,
				'Give an object such as {"body": {"params": ["Ana", "A-1001"]}}',
				'{{ ({ body: { params: [$json.name, $json.order] } }) }}',
			),
		);
	}
	const { header: givenHeader, body: givenBody, buttons: givenButtons, ...others } = whole;
	mustBeNamed(context, label, whole, MISNAMED);
	const header = await headerOf(context, `${label} > header`, givenHeader);
	if (givenButtons !== undefined && givenButtons !== null && !Array.isArray(givenButtons)) {
		throw invalidParameter(
			context,
			`'${label} > buttons' is not a list`,
			'Give one entry for each button of the template, such as [null, {"params": ["A-1001"]}]',
		);
	}
	const buttons = givenButtons?.map(
		(button: unknown, index: number) =>
			withTexts(context, `${label} > buttons > ${index + 1}`, button) ?? null,
	);
	const body = part(context, `${label} > body`, givenBody);
	return {
		values:
			body?.params === undefined
				? { given: [] }
				: valuesOf(context, `${label} > body > params`, body.params),
		body,
		others: {
			...others,
			...(header && { header }),
			...(buttons && { buttons }),
		},
	};
}
