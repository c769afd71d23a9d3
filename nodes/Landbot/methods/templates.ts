import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';
import { listTemplates, placeholdersOf, PREVIEW, type Template, versionIn } from '../api/templates';
import { cutAt } from '../api/text';
import { chosenId, chosenText, listClient, matching } from './helpers';

/** Languages that WhatsApp knows, for a list of templates that does not say theirs. */
const COMMON_LANGUAGES = [
	'ca',
	'de',
	'en',
	'en_GB',
	'en_US',
	'es',
	'es_AR',
	'es_ES',
	'es_MX',
	'fr',
	'it',
	'nl',
	'pt_BR',
	'pt_PT',
];

/** How much of a text fits into a label, in characters. */
const LABEL_LENGTH = 60;

/** The templates of the chosen channel, or of all. */
async function templates(context: ILoadOptionsFunctions): Promise<Map<number, Template>> {
	return await listTemplates(listClient(context), chosenId(context, 'channel'));
}

/** The chosen template, if the list has it. */
const template = async (context: ILoadOptionsFunctions): Promise<Template | undefined> =>
	(await templates(context)).get(Number(chosenId(context, 'template')));

/** Fills the list of templates: those that may be sent, with the beginning of their text. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const sendable = [...(await templates(this)).values()].filter(({ versions }) =>
		[...versions.values()].some((version) => version.sendable),
	);
	return matching(
		sendable.map((one) => {
			const text = versionIn(one, '').text.replace(/\s+/g, ' ');
			const start = text.length > LABEL_LENGTH ? `${cutAt(text, LABEL_LENGTH)}…` : text;
			return { name: [one.name, start].filter(Boolean).join(' - '), value: one.id };
		}),
		filter,
	);
}

/** Fills the list of languages: those of the chosen template, or the usual ones where Landbot does not say them. */
export async function searchTemplateLanguages(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { versions } = (await template(this)) ?? {};
	const languages = [...(versions?.keys() ?? [])].filter(Boolean);
	return matching(
		(languages.length > 0 ? languages : COMMON_LANGUAGES).map((code) => ({
			name: code,
			value: code,
		})),
		filter,
	);
}

/** A placeholder with the words before it, short enough for the editor, which cuts labels off. */
function labelOf(placeholder: string, text: string): string {
	const before = text.slice(0, text.search(new RegExp(`\\{\\{\\s*${placeholder}\\s*\\}\\}`)));
	const words = before.replace(/\{\{[^{}]*\}\}/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
	return [`{{${placeholder}}}`, ...(words.length > 0 ? ['after', ...words.slice(-2)] : [])].join(
		' ',
	);
}

/**
 * The text of the chosen template in the chosen language, and one input for each of its placeholders.
 * Without both it asks Landbot nothing: a list that is open in the editor waits for ever when inputs arrive after its entries.
 */
export async function templateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const language = chosenText(this, 'language');
	const one = chosenId(this, 'template') && language ? await template(this) : undefined;
	if (!one)
		return { fields: [], emptyFieldsNotice: "Choose a 'Template' and its 'Language' first" };
	const { text } = versionIn(one, language);
	const field = { defaultMatch: false, display: true, type: 'string' as const };
	const placeholders = placeholdersOf(text);
	if (placeholders.length === 0) {
		return {
			fields: [],
			emptyFieldsNotice: `This template has no placeholders. It reads: ${text}`,
		};
	}
	return {
		fields: [
			{
				...field,
				id: PREVIEW,
				displayName: 'Text of the Template',
				required: false,
				readOnly: true,
				defaultValue: text,
			},
			...placeholders.map((name) => ({
				...field,
				id: name,
				displayName: labelOf(name, text),
				required: true,
			})),
		],
	};
}
