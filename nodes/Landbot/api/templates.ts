import type { IDataObject } from 'n8n-workflow';
import type { LandbotClient } from './client';
import { endpoints } from './endpoints';
import { rowsOf } from './response';
import { textOf } from './text';
import { id as idOf, isObject, object } from './values';

/** The input of the form that shows the text of the template, among those for its placeholders. */
export const PREVIEW = 'preview';

/** A template in one language, as far as the list says it. */
export interface Version {
	text: string;
	/** How many values it takes; the placeholders of the header may be counted, too. */
	paramsNumber?: number;
	sendable: boolean;
}

/** A WhatsApp template, whatever the form in which Landbot lists it. */
export interface Template {
	id: number;
	name: string;
	/** By language, which is empty where the list does not say it. */
	versions: Map<string, Version>;
}

/** WhatsApp's states of a template that it does not deliver. Any other word is no reason to refuse one. */
const NOT_SENDABLE =
	/^(pending|pending[_ ]deletion|submitted|draft|rejected|paused|disabled|in[_ ]appeal|deleted|inactive|unapproved|not[_ ]approved)$/i;

/** Where a row of the list says its language and text: nobody has verified which of these Landbot uses. */
function templateTexts({
	text,
	language,
	languages,
	translations,
}: IDataObject): Array<[string, string]> {
	const body = textOf(text);
	if (Array.isArray(translations) && translations.length > 0) {
		return translations.map(object).map((one) => [textOf(one.language), textOf(one.text ?? body)]);
	}
	if (Array.isArray(languages) && languages.length > 0) {
		return languages.map((one): [string, string] =>
			isObject(one) ? [textOf(one.language ?? one.code), body] : [textOf(one), body],
		);
	}
	return [[textOf(language), body]];
}

/** The templates of Landbot's list by their ID; rows that differ only in the language are one template. */
function templatesOf(rows: IDataObject[]): Map<number, Template> {
	const templates = new Map<number, Template>();
	for (const row of rows) {
		const id = idOf(row.id);
		if (id === null) continue;
		const paramsNumber = typeof row.params_number === 'number' ? row.params_number : undefined;
		const sendable = !NOT_SENDABLE.test(textOf(row.status).trim());
		const versions = templateTexts(row).map(([language, text]): [string, Version] => [
			language,
			{ text, paramsNumber, sendable },
		]);
		templates.set(id, {
			id,
			name: textOf(row.name),
			versions: new Map([...(templates.get(id)?.versions ?? []), ...versions]),
		});
	}
	return templates;
}

/** The template in a language, or in any where the list does not have it. */
export const versionIn = ({ versions }: Template, language: string): Version =>
	versions.get(language) ?? [...versions.values()][0];

/** What the list says for certain about the template in a language. */
export const certainOf = ({ versions }: Template, language: string): Partial<Version> =>
	versions.get(language) ?? versions.get('') ?? {};

/** The placeholders of a text in their order, each once: `1` for `{{1}}`. */
export const placeholdersOf = (text: string): string[] => {
	const names = [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name);
	const numbered = names.every((name) => /^\d+$/.test(name));
	return [...new Set(names)].sort((a, b) => (numbered ? Number(a) - Number(b) : 0));
};

/** The templates of a channel, or of all channels when it is empty, by their ID. */
export const listTemplates = async (
	client: LandbotClient,
	channel: string,
): Promise<Map<number, Template>> =>
	templatesOf(
		await client.call(
			endpoints.listTemplates,
			{ values: {}, qs: channel ? { channel_id: channel } : {} },
			rowsOf,
		),
	);
