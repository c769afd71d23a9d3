import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

/** One entry of an Operation dropdown, with the fields that belong to it, in the order of the form. */
export interface Operation {
	option: INodePropertyOptions;
	fields: INodeProperties[];
}

/** What a resource offers: its Operation dropdown, and the operations in it. */
export interface Resource {
	dropdown: INodeProperties;
	operations: Operation[];
}

/** A field and where it is shown: for every combination of these resources and operations, as n8n has it. */
interface Place {
	field: INodeProperties;
	resource: string[];
	operation: string[];
}

const joined = ({ field, resource, operation }: Place, place: Place): Place => ({
	field,
	resource: [...new Set([...resource, ...place.resource])],
	operation: [...new Set([...operation, ...place.operation])],
});

/**
 * The dropdowns and fields of all resources, by the value of the resource. A field that several operations share, as
 * the same object, appears once as far as possible: n8n evaluates an expression again for every property of the same
 * name, hidden ones included. Every form keeps the order of its own operation.
 */
export function propertiesOf(resources: Record<string, Resource>): INodeProperties[] {
	const shownBy = ({ resource, operation }: Place) =>
		resource.flatMap((name) =>
			resources[name].operations.filter(({ option }) => operation.includes(String(option.value))),
		);
	const places: Place[] = [];
	for (const [resource, { operations }] of Object.entries(resources)) {
		for (const { option, fields } of operations) {
			for (const field of fields) {
				const place = { field, resource: [resource], operation: [String(option.value)] };
				const home = places.find(
					(other) =>
						other.field === field &&
						shownBy(joined(other, place)).every(({ fields: all }) => all.includes(field)),
				);
				if (home) Object.assign(home, joined(home, place));
				else places.push(place);
			}
		}
	}
	const comesBefore = (one: Place, other: Place) =>
		shownBy(one).some(
			({ fields }) =>
				fields.indexOf(one.field) < fields.indexOf(other.field) && fields.includes(one.field),
		);
	const ordered: Place[] = [];
	while (places.length > 0) {
		const next = places.findIndex(
			(place) => !places.some((other) => other !== place && comesBefore(other, place)),
		);
		ordered.push(...places.splice(next, 1));
	}
	return [
		...Object.values(resources).map(({ dropdown }) => dropdown),
		...ordered.flatMap(({ field, resource, operation }) =>
			updateDisplayOptions({ show: { resource, operation } }, [field]),
		),
	];
}
