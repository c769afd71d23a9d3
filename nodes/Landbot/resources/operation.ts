import type {
	IDisplayOptions,
	INodeProperties,
	INodePropertyOptions,
	PostReceiveAction,
} from 'n8n-workflow';
import { type Endpoint, namesIn, type PathParameter } from '../api/endpoints';
import { textOf } from '../api/text';
import type { ItemOperation } from '../execution/behaviour';
import { withLength } from '../parameters/formCheck';

type Conditions = NonNullable<IDisplayOptions['show']>;

/** A field that an operation shows only where other parameters of its form have these values. */
export interface ConditionalField {
	field: INodeProperties;
	when: Conditions;
}

/** One operation: its entry in the dropdown, what it asks of Landbot, and its form. */
export interface Operation extends Pick<ItemOperation, 'atomic' | 'prepare'> {
	name: string;
	value: string;
	/** What n8n's list of actions calls it. */
	action: string;
	description: string;
	/** Where n8n offers it. */
	displayOptions?: IDisplayOptions;
	/** The endpoint that it stands for; of several requests the one that matters most. */
	endpoint: Endpoint;
	/** The parameters of paths that the form has, where they are not those of the endpoint. */
	pathParameters?: PathParameter[];
	/** What changes the answer into the output. */
	output?: PostReceiveAction;
	/** In the order of the form. */
	fields: Array<INodeProperties | ConditionalField>;
}

/** A resource of Landbot, with what can be done. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
	dropdown: INodeProperties;
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

/** The entry of the dropdown, with the request that n8n's engine prepares. */
const optionOf = ({
	name,
	value,
	action,
	description,
	displayOptions,
	endpoint: { method, path },
	output,
}: Operation): INodePropertyOptions => ({
	name,
	value,
	action,
	description,
	...(displayOptions && { displayOptions }),
	routing: {
		request: { method, url: path },
		...(output && { output: { postReceive: [output] } }),
	},
});

/** A resource with these operations, of which a new node has the default. */
export const defineResource = (
	name: string,
	value: string,
	{ default: chosen, operations }: { default: string; operations: Operation[] },
): Resource => ({
	name,
	value,
	operations,
	dropdown: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(optionOf),
		default: chosen,
	},
});

/** Where every field is shown, in as few places as n8n's rules allow. */
function placesOf(resources: Resource[]): Map<INodeProperties, Place[]> {
	const places = new Map<INodeProperties, Place[]>();
	const forms = new Map(
		resources.flatMap(({ value, operations }) =>
			operations.map((one) => [`${value} ${one.value}`, new Set(fieldsOf(one))]),
		),
	);
	for (const { value: resource, operations } of resources) {
		for (const { value, fields } of operations) {
			for (const { field, when } of fields.map(asConditional)) {
				const all = places.get(field) ?? [];
				places.set(field, all);
				const fits = (one: string, other: string) =>
					forms.get(`${one} ${other}`)?.has(field) ?? true;
				const home = all.find(
					(place) =>
						Object.keys({ ...when, ...place.when }).length === 0 &&
						// those of the place itself fit already
						place.resource.every((one) => fits(one, value)) &&
						place.operation.every((other) => fits(resource, other)),
				);
				if (!home) all.push({ resource: [resource], operation: [value], when });
				else {
					home.resource = union(home.resource, [resource]);
					home.operation = union(home.operation, [value]);
				}
			}
		}
	}
	return places;
}

/** All fields, so that each comes behind those that an operation has before it. */
function inOrder(fields: INodeProperties[], operations: Operation[]): INodeProperties[] {
	const before = new Map(fields.map((field) => [field, new Set<INodeProperties>()]));
	for (const form of operations.map(fieldsOf))
		form.forEach((field, place) =>
			form.slice(0, place).forEach((other) => before.get(field)?.add(other)),
		);
	const left = [...fields];
	const ordered: INodeProperties[] = [];
	while (left.length > 0) {
		const next = left.findIndex((field) => !left.some((other) => before.get(field)?.has(other)));
		if (next < 0) throw new Error(`Two operations order the field '${left[0].name}' differently`);
		ordered.push(...left.splice(next, 1));
	}
	return ordered;
}

/**
 * The dropdowns and fields of all resources. A field that several operations share, as the same object, appears once for
 * all places that n8n's rules can name together: for every item n8n evaluates an expression twice for each property of
 * its name, hidden ones included.
 */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	const places = placesOf(resources);
	const fields = inOrder(
		[...places.keys()],
		resources.flatMap(({ operations }) => operations),
	);
	const shown = fields.flatMap((field) =>
		(places.get(field) ?? []).map(({ when, ...place }) =>
			shownUnder({ field, when: { ...when, ...place } }),
		),
	);
	return [...resources.map(({ dropdown }) => dropdown), ...shown];
}

/** What finds the operation that an item is to be executed as, by the values of resource and operation in its form. */
export function operationFinder(resources: Resource[]) {
	const known = new Map<string, ItemOperation>();
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) {
			const { pathParameters = namesIn(operation.endpoint.path) as PathParameter[] } = operation;
			const form = formFieldsOf(operation);
			known.set(`${resource}.${operation.value}`, { ...operation, pathParameters, form });
		}
	}
	return (resource: unknown, operation: unknown): ItemOperation | undefined =>
		known.get(`${textOf(resource)}.${textOf(operation)}`);
}
