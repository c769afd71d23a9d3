import type { IDataObject } from 'n8n-workflow';
import { PREVIEW } from '../../api/templates';
import { trimmed } from '../../api/text';
import { isObject, parseJson } from '../../api/values';
import { fileAddress } from '../../parameters/address';
import { chosenEntry, type Entries } from '../../parameters/choice';
import {
	emptyParameter,
	invalidParameter,
	type ItemForm,
	optionalText,
} from '../../parameters/read';
import { buttonsOf } from './templateButtons';
import { paramsFromJson, type TemplateParams } from './templateJson';
import { valueAsText, type Values, valuesOf } from './templateValue';

/** What the inputs hold that the form has made for the placeholders, or what a program has given in their place. */
function mappedValues(context: ItemForm): Values {
	const label = 'Values of the Template';
	// As a whole, because n8n has a sentence of its own for an empty input when only the values are asked for.
	const mapper = parseJson(context.getNodeParameter('templateValues', {}));
	const isMapper = isObject(mapper) && ('mappingMode' in mapper || 'schema' in mapper);
	if (!isMapper) return valuesOf(context, label, mapper);
	if (mapper.mappingMode === 'autoMapInputData') {
		throw invalidParameter(
			context,
			`'${label}' cannot be mapped automatically`,
			"Give a value for each placeholder: set 'mappingMode' to 'defineBelow'",
		);
	}
	const value = parseJson(mapper.value ?? {});
	if (!isObject(value)) return valuesOf(context, label, value);
	const inputs = [mapper.schema ?? []].flat() as Array<{ id: string; removed?: boolean }>;
	const known = inputs.filter(({ removed }) => !removed).map(({ id }) => id);
	const more = Object.keys(value).filter((name) => !inputs.some(({ id }) => id === name));
	const names = [...known, ...more].filter((name) => name !== PREVIEW);
	return { given: names.map((name) => value[name]), names, inOrder: more.length === 0 };
}

function textHeader(context: ItemForm): IDataObject {
	const label = 'Header Values';
	const values: unknown[] = [context.getNodeParameter('headerValues', [])].flat();
	if (values.length === 0) throw emptyParameter(context, label);
	return {
		params: values.map((value, index) => valueAsText(context, `${label} > ${index + 1}`, value)),
	};
}

async function mediaHeader(context: ItemForm): Promise<IDataObject> {
	const filename = optionalText(
		context,
		'File Name',
		context.getNodeParameter('headerFileName', ''),
	);
	const url = await fileAddress(context, 'Header URL', context.getNodeParameter('headerUrl', ''));
	return { url, ...(filename && { filename: trimmed(filename) }) };
}

/** What makes the header, by the entries of 'Header'. */
const HEADERS: Entries<
	(context: ItemForm) => IDataObject | undefined | Promise<IDataObject | undefined>
> = [
	['none', () => undefined],
	['text', textHeader],
	['media', mediaHeader],
];

/** Header, text and buttons from the fields of the form. */
async function fromFields(context: ItemForm, values: Values): Promise<TemplateParams> {
	const header = await chosenEntry(context, 'Header', 'header', HEADERS)(context);
	const buttons = buttonsOf(context);
	return {
		values,
		body: {},
		others: { ...(header && { header }), ...(buttons && { buttons }) },
	};
}

/** What the form gives as `template_params`, checked as far as that is possible without knowing the template. */
export const paramsOf = async (context: ItemForm): Promise<TemplateParams> =>
	await chosenEntry(context, 'Values', 'valuesFrom', [
		['fields', async () => await fromFields(context, mappedValues(context))],
		[
			'list',
			async () => {
				const given = context.getNodeParameter('valueList', null);
				const list = parseJson(given) ?? given;
				return await fromFields(context, valuesOf(context, 'Values of the Template', list));
			},
		],
		['json', async () => await paramsFromJson(context)],
	])();
