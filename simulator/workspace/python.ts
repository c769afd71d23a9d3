/** A text as Python writes it: in single quotes, or in double ones where that spares a backslash. */
function quoted(text: string): string {
	const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
	const escaped = text
		.replaceAll('\\', '\\\\')
		.replaceAll('\n', '\\n')
		.replaceAll('\r', '\\r')
		.replaceAll('\t', '\\t')
		.replaceAll(quote, `\\${quote}`);
	return `${quote}${escaped}${quote}`;
}

/** A value of JSON as Python writes it, e.g. `{'a': True, 'b': None}`. */
export function pythonText(value: unknown): string {
	if (value === null) return 'None';
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	if (typeof value === 'string') return quoted(value);
	if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
	if (typeof value !== 'object') return String(value);
	const entries = Object.entries(value as object);
	return `{${entries.map(([key, inner]) => `${quoted(key)}: ${pythonText(inner)}`).join(', ')}}`;
}
