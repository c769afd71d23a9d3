import type {
	DeclarativeRestApiSettings,
	IDisplayOptions,
	IExecutePaginationFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { LENGTH } from './transport/formCheck';
import { executeItem, type ItemExecution } from './transport/executeItem';

type Conditions = NonNullable<IDisplayOptions['show']>;

/** A field that an operation shows only where other parameters of its form have these values. */
export interface ConditionalField {
	field: INodeProperties;
	when: Conditions;
}

/** One entry of an Operation dropdown, with the fields that belong to it, in the order of the form. */
export interface Operation {
	option: INodePropertyOptions;
	fields: Array<INodeProperties | ConditionalField>;
}

/** What a resource offers: its Operation dropdown, and the operations in it. */
export interface Resource {
	dropdown: INodeProperties;
	operations: Operation[];
}

/** Where a field is shown: for every combination of these resources and operations, as n8n has it. */
interface Place {
	resource: string[];
	operation: string[];
	when: Conditions;
}

/** Fields of another operation, shown only where `parameter` has this value. */
export const shownWhen = (
	parameter: string,
	value: string,
	fields: INodeProperties[],
): ConditionalField[] => fields.map((field) => ({ field, when: { [parameter]: [value] } }));

const asConditional = (entry: INodeProperties | ConditionalField): ConditionalField =>
	'field' in entry ? entry : { field: entry, when: {} };

/** A collection shows when it is given in a way that n8n cannot read. */
const withLength = (field: INodeProperties): INodeProperties =>
	field.type === 'collection' ? { ...field, options: [...(field.options ?? []), LENGTH] } : field;

const fieldsOf = ({ fields }: Operation): INodeProperties[] =>
	fields.map((entry) => asConditional(entry).field);

const union = (some: string[], others: string[]) => [...new Set([...some, ...others])];

const shownAt = (
	field: INodeProperties,
	{ resource, operation, when }: Place,
): INodeProperties => ({
	...withLength(field),
	displayOptions: {
		...field.displayOptions,
		show: { ...when, ...field.displayOptions?.show, resource, operation },
	},
});

/** The fields of an operation's form, each with where it is shown. */
export const formOf = ({ fields }: Operation): INodeProperties[] =>
	fields.map(asConditional).map(({ field, when }) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...when, ...field.displayOptions?.show },
		},
	}));

/** The entry of the dropdown, whose items know the form that they were filled in with. */
function withForm(operation: Operation): INodePropertyOptions {
	const { option } = operation;
	const form = formOf(operation);
	const { operations, ...routing } = option.routing ?? {};
	const execute = (operations?.pagination ?? executeItem()) as ItemExecution;
	return {
		...option,
		routing: {
			...routing,
			operations: {
				async pagination(
					this: IExecutePaginationFunctions,
					request: DeclarativeRestApiSettings.ResultOptions,
				) {
					return await execute.call(this, request, form);
				},
			},
		},
	};
}

/** `Channel of the Customer` as the end of a name: `ChannelOfTheCustomer`. */
const inOneWord = (words: string) =>
	words.replace(/(^|[^a-z0-9]+)([a-z0-9]?)/gi, (_, __, letter: string) => letter.toUpperCase());

/** Where every field is shown, in as few places as n8n's rules allow. */
function placesOf(resources: Record<string, Resource>): Map<INodeProperties, Place[]> {
	const places = new Map<INodeProperties, Place[]>();
	for (const [resource, { operations }] of Object.entries(resources)) {
		for (const { option, fields } of operations) {
			for (const { field, when } of fields.map(asConditional)) {
				const all = places.get(field) ?? [];
				places.set(field, all);
				const fits = (one: string, other: string) =>
					resources[one].operations
						.filter(({ option: { value } }) => value === other)
						.every((operation) => fieldsOf(operation).includes(field));
				const home = all.find(
					(place) =>
						Object.keys({ ...when, ...place.when }).length === 0 &&
						union(place.resource, [resource]).every((one) =>
							union(place.operation, [String(option.value)]).every((other) => fits(one, other)),
						),
				);
				if (!home) all.push({ resource: [resource], operation: [String(option.value)], when });
				else {
					home.resource = union(home.resource, [resource]);
					home.operation = union(home.operation, [String(option.value)]);
				}
			}
		}
	}
	return places;
}

/** All fields, so that each comes behind those that an operation has before it. */
function inOrder(fields: INodeProperties[], operations: Operation[]): INodeProperties[] {
	const forms = operations.map(fieldsOf);
	const comesBefore = (one: INodeProperties, other: INodeProperties) =>
		forms.some((form) => form.includes(one) && form.indexOf(one) < form.indexOf(other));
	const left = [...fields];
	const ordered: INodeProperties[] = [];
	while (left.length > 0) {
		const next = left.findIndex((field) => !left.some((other) => comesBefore(other, field)));
		if (next < 0) throw new Error(`Two operations order the field '${left[0].name}' differently`);
		ordered.push(...left.splice(next, 1));
	}
	return ordered;
}

/**
 * The dropdowns and fields of all resources, by the value of the resource. A field that several operations share, as
 * the same object, appears once: for every item n8n evaluates an expression twice for each property of its name, hidden
 * ones included. n8n's rules for showing a property know no "or"; where one is needed, a hidden parameter stands for it,
 * which n8n gives the value `true` in each of the places.
 */
export function propertiesOf(resources: Record<string, Resource>): INodeProperties[] {
	const all = Object.values(resources);
	const places = placesOf(resources);
	const fields = inOrder(
		[...places.keys()],
		all.flatMap(({ operations }) => operations),
	);
	/** The hidden parameters, by the places that they stand for. */
	const signs = new Map<string, INodeProperties[]>();
	const signFor = (field: INodeProperties, where: Place[]): string => {
		const key = JSON.stringify(where);
		const known = signs.get(key);
		if (known) return known[0].name;
		const names = [...signs.values()].map(([{ name }]) => name);
		const wanted = `show${inOneWord(field.displayName)}`;
		let name = wanted;
		for (let number = 2; names.includes(name); number++) name = `${wanted}${number}`;
		const sign: INodeProperties = { displayName: name, name, type: 'hidden', default: true };
		signs.set(
			key,
			where.map((place) => shownAt(sign, place)),
		);
		return name;
	};
	const shown = fields.map((field) => {
		const where = places.get(field) ?? [];
		if (where.length === 1) return shownAt(field, where[0]);
		const show = { ...field.displayOptions?.show, [signFor(field, where)]: [true] };
		return { ...withLength(field), displayOptions: { ...field.displayOptions, show } };
	});
	const dropdowns = all.map(({ dropdown, operations }) => ({
		...dropdown,
		options: operations.map(withForm),
	}));
	return [...dropdowns, ...shown, ...[...signs.values()].flat()];
}
