import type { LandbotClient } from '../../api/client';
import type { RequestError } from '../../api/errors/apiError';
import { certainOf, listTemplates, placeholdersOf, type Template } from '../../api/templates';
import { textOf, visible, wellFormed } from '../../api/text';
import { excerpt, invalidParameter, type ItemForm } from '../../parameters/read';
import { flawOfValue, type Values } from './templateValue';

/** The template as Landbot lists it, asked once for all items; undefined when the list does not have it or fails. */
export async function listed(
	id: number,
	channel: string,
	client: LandbotClient,
): Promise<Template | undefined> {
	const templates = await client.memoize(`templates ${channel}`, async () => {
		return await listTemplates(client, channel)
			// An agent who may send may not be allowed to list; Landbot checks the values itself, too.
			.catch(async (error: RequestError) =>
				error.failure ? undefined : await Promise.reject(error),
			);
	});
	return templates?.get(id);
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A code of a language without what only differs in how people write it: `es-MX`, `ES_mx` and `es_MX` are one. */
const plainCode = (code: string) => code.replace(/[\s-]+/g, '_').toLowerCase();

/**
 * The language as the template has it. Throws when the list says its languages, and none of them is meant. Where the
 * list does not say them, what was entered counts.
 */
export function languageOf(context: ItemForm, given: string, template?: Template): string {
	const wanted = visible(given);
	const languages = [...(template?.versions.keys() ?? [])];
	if (languages.length === 0 || languages.includes('') || languages.includes(wanted)) return wanted;
	const meant = languages.filter((language) => plainCode(language) === plainCode(wanted));
	if (meant.length === 1) return meant[0];
	throw invalidParameter(
		context,
		`The template '${template?.name || template?.id}' has no language '${excerpt(wanted)}'`,
		`It has ${languages.join(', ')}. Choose one of them in 'Language'`,
	);
}

/** The values in the order of the placeholders. Throws when their names are not those of the placeholders. */
function placed(
	{ given, names, inOrder }: Values,
	placeholders: string[],
	refuse: (message: string, advice: string) => Error,
): unknown[] {
	if (!names) return given;
	const byName = new Map(names.map((name, index) => [name, given[index]]));
	const places = names.map((_, index) => String(index + 1));
	if (places.every((place) => byName.has(place))) return places.map((place) => byName.get(place));
	if (placeholders.length > 0) {
		const unknown = names.find((name) => !placeholders.includes(name));
		if (unknown === undefined) return placeholders.map((name) => byName.get(name));
		throw refuse(
			`The template has no placeholder '${excerpt(unknown)}'`,
			`Its placeholders are ${placeholders.join(', ')}. Give one value for each, by these names or as a list in their order`,
		);
	}
	if (inOrder || given.length < 2) return given;
	throw refuse(
		'Nobody can tell which value belongs to which placeholder',
		'Landbot does not list the placeholders of this template. Give the values as a list, in the order of the placeholders',
	);
}

/**
 * The values as texts, in the order of the placeholders. Throws when they cannot be those of the template, so that a
 * whole batch stops before anything has left. Without a list it is only said what holds for all templates.
 */
export function textsOf(
	context: ItemForm,
	id: number,
	language: string,
	values: Values,
	template?: Template,
): string[] {
	const {
		text = '',
		paramsNumber,
		sendable = true,
	} = template ? certainOf(template, language) : {};
	const name = template?.name ? `'${template.name}'` : String(id);
	const refuse = (message: string, advice: string) => {
		const reads = text && `It reads: ${text.replace(/\s+/g, ' ')}`;
		return invalidParameter(context, message, [advice, reads].filter(Boolean).join('. '));
	};
	if (!sendable) {
		throw refuse(
			`The template ${name} is not approved`,
			'WhatsApp delivers only approved templates. Look at its state in Landbot, or choose another one',
		);
	}
	const placeholders = placeholdersOf(text);
	const ordered =
		text === '' || placeholders.length > 0 ? placed(values, placeholders, refuse) : values.given;
	// The list may count the placeholders of the header, too; nobody has verified it.
	const takes = [text === '' ? undefined : placeholders.length, paramsNumber].filter(
		(count) => count !== undefined,
	);
	const given = ordered.length;
	if (takes.length > 0 && !takes.includes(given)) {
		throw refuse(
			`The template ${name} takes ${counted(takes[0], 'value')}, ${given} ${given === 1 ? 'was' : 'were'} given`,
			'Give one value for each placeholder, in their order',
		);
	}
	return ordered.map((value, index) => {
		const flaw = flawOfValue(value);
		if (!flaw) return wellFormed(textOf(value));
		throw refuse(
			`The value for {{${placeholders[index] ?? index + 1}}} of the template ${name} ${flaw.is}`,
			flaw.advice,
		);
	});
}
