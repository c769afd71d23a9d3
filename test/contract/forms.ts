import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

const named = (values: unknown) => JSON.stringify(values);

/** Under which values of other parameters a parameter is shown; `ignored` are told elsewhere. */
function conditionsOf({ displayOptions = {} }: INodeProperties, ignored: string[]): string[] {
	return Object.entries(displayOptions).flatMap(([way, rules]) =>
		Object.entries(rules as object)
			.filter(([name]) => !ignored.includes(name))
			.map(([name, values]) => `${way} ${name} ${named(values)}`)
			.sort(),
	);
}

/** The ways or entries that a parameter has to choose from. */
function choicesOf({ type, modes, options = [] }: INodeProperties): string {
	if (modes) return `(${modes.map(({ name }) => name).join(', ')})`;
	if (type !== 'options' && type !== 'multiOptions') return '';
	const values = (options as INodePropertyOptions[]).map(({ value }) => String(value));
	return values.length > 0 ? `(${values.sort().join(', ')})` : '';
}

/** A line for a parameter, and for each in it. */
function linesOf(field: INodeProperties, before = '', ignored: string[] = []): string[] {
	const path = `${before}${field.name}`;
	const line = [
		path,
		`${field.type}${choicesOf(field)}`,
		`default ${named(field.default)}`,
		field.required && 'required',
		field.noDataExpression && 'no expression',
		...conditionsOf(field, ignored),
	]
		.filter(Boolean)
		.join(' | ');
	if (field.type === 'collection') {
		const entries = (field.options ?? []) as INodeProperties[];
		return [line, ...entries.flatMap((entry) => linesOf(entry, `${path}.`))];
	}
	if (field.type === 'fixedCollection') {
		const groups = (field.options ?? []) as INodePropertyCollection[];
		return [
			line,
			...groups.flatMap(({ name, values }) =>
				values.flatMap((value) => linesOf(value, `${path}.${name}.`)),
			),
		];
	}
	return [line];
}

/** The parameters of a node or credential, a line for each, sorted. */
export const parameters = (properties: INodeProperties[]): string[] =>
	properties
		.filter(({ type }) => type !== 'notice')
		.flatMap((field) => linesOf(field))
		.sort();

/** The form of every operation, wherever the node keeps its fields: a line for each parameter, sorted. */
export function forms({ properties }: INodeTypeDescription): string[] {
	const [resource] = properties;
	return (resource.options as INodePropertyOptions[]).flatMap(({ value }) => {
		const belongs = ({ displayOptions }: INodeProperties) =>
			displayOptions?.show?.resource?.includes(value) === true;
		const dropdown = properties.find((field) => field.name === 'operation' && belongs(field))!;
		return (dropdown.options as INodePropertyOptions[]).flatMap((operation) => {
			const fields = properties.filter(
				(field) =>
					field !== dropdown &&
					field.type !== 'notice' &&
					belongs(field) &&
					field.displayOptions?.show?.operation?.includes(operation.value) === true,
			);
			const form = `${value}.${operation.value}: `;
			const lines = fields.flatMap((field) => linesOf(field, '', ['resource', 'operation']));
			return lines.length > 0 ? lines.sort().map((line) => form + line) : [form.trim()];
		});
	});
}
