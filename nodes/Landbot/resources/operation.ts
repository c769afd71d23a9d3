import type {
	DeclarativeRestApiSettings,
	IDisplayOptions,
	IExecutePaginationFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { executeItem, type ItemExecution } from '../execution/executeItem';
import { withLength } from '../parameters/formCheck';

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

const fieldsOf = ({ fields }: Operation): INodeProperties[] =>
	fields.map((entry) => asConditional(entry).field);

const union = (some: string[], others: string[]) => [...new Set([...some, ...others])];

const shownUnder = ({ field, when }: ConditionalField): INodeProperties => ({
	...withLength(field),
	displayOptions: {
		...field.displayOptions,
		show: { ...when, ...field.displayOptions?.show },
	},
});

/** The fields of an operation's form, each with where in it it is shown. */
export const formFieldsOf = ({ fields }: Operation): INodeProperties[] =>
	fields.map(asConditional).map(shownUnder);

/** The entry of the dropdown, whose items know the form that they were filled in with. */
function withForm(operation: Operation): INodePropertyOptions {
	const { option } = operation;
	const form = formFieldsOf(operation);
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
 * the same object, appears once for all places that n8n's rules can name together: for every item n8n evaluates an
 * expression twice for each property of its name, hidden ones included.
 */
export function propertiesOf(resources: Record<string, Resource>): INodeProperties[] {
	const all = Object.values(resources);
	const places = placesOf(resources);
	const fields = inOrder(
		[...places.keys()],
		all.flatMap(({ operations }) => operations),
	);
	const shown = fields.flatMap((field) =>
		(places.get(field) ?? []).map(({ when, ...place }) =>
			shownUnder({ field, when: { ...when, ...place } }),
		),
	);
	const dropdowns = all.map(({ dropdown, operations }) => ({
		...dropdown,
		options: operations.map(withForm),
	}));
	return [...dropdowns, ...shown];
}
