import { excerpt, invalidParameter, type ItemForm, quoted } from './read';

/** What each entry of a list stands for, the default first. */
export type Entries<T> = Array<[value: string, meaning: T]>;

/** What the chosen entry stands for. A workflow that was not made in the editor may hold another one. */
export function chosenEntry<T>(
	context: ItemForm,
	label: string,
	parameter: string,
	entries: Entries<T>,
): T {
	const value = context.getNodeParameter(parameter, entries[0][0]);
	const entry = entries.find(([known]) => known === value);
	if (entry) return entry[1];
	throw invalidParameter(
		context,
		`'${excerpt(value)}' is no entry of '${label}'`,
		`Choose one from the list '${label}', which takes no expression: ${quoted(entries.map(([known]) => known))}. Nothing was sent`,
	);
}
