import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { rowsOf } from '../../transport/answer';
import type { Client } from '../../transport/itemClient';
import { LandbotFailure } from '../../transport/failure';
import { textOf, unusable } from '../../transport/form';
import {
	certainOf,
	listOfTemplates,
	placeholdersOf,
	templatesOf,
	type Template,
} from '../template/shape';

/** The template as Landbot lists it, asked once for all items; undefined when the list does not have it or fails. */
export async function listed(
	id: number,
	channel: string,
	client: Client,
): Promise<Template | undefined> {
	const templates = await client.once(`templates ${channel}`, async () => {
		return await client
			.ask(listOfTemplates(channel), rowsOf)
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
export function mustFit(
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
