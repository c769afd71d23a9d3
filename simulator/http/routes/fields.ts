import { created, deleted, found, notFound, refuse } from '../answers.ts';
import { customerOf, object, type Call, type Route } from '../route.ts';
import { fieldsOf, isBuiltIn, removeField, setField } from '../../workspace/fields.ts';
import type { Field } from '../../workspace/types.ts';

const FIELD = '/customers/{customer_id}/fields/{field_name}/';

const body = {
	type: { enum: ['string', 'integer', 'float', 'boolean', 'date', 'datetime', 'object'] },
	value: {},
	extra: object,
};

/** What a text of JSON says; any other value as it is. */
function parsed(value: unknown): unknown {
	try {
		return typeof value === 'string' ? JSON.parse(value) : value;
	} catch {
		return value;
	}
}

/** Whether a value is of the type that the field says. Dates are sent as text; objects also as lists. */
const FITS: Record<Field['type'], (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	integer: (value) => Number.isInteger(value),
	float: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	date: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
	datetime: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
	object: (value) => typeof value === 'object' && value !== null,
};

/** The field of the path, if the customer has it. */
function findField(call: Call): Field | undefined {
	const fields = fieldsOf(customerOf(call), call.world.switches);
	const name = call.params.field_name;
	return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Stores the field that the body describes. Without a type it keeps the one that it has; Landbot's own are texts. */
function store(call: Call): Field {
	const { switches } = call.world;
	const name = call.params.field_name;
	const { type: given, value: sent, extra = {} } = call.body as Partial<Field>;
	const known = isBuiltIn(name, switches) ? 'string' : given;
	const type = known ?? findField(call)?.type ?? 'string';
	const value = type === 'object' && switches.objectAsText ? parsed(sent) : sent;
	if (!FITS[type](value)) throw refuse(422, 'value', `The value is not of type ${type}`);
	const field: Field = { name, type, value, extra };
	setField(customerOf(call), field, switches);
	return field;
}

export const fieldRoutes: Route[] = [
	{
		method: 'GET',
		path: FIELD,
		answer(call) {
			const field = findField(call);
			if (!field) throw notFound(call.world.switches);
			return found({ field });
		},
	},
	{
		method: 'POST',
		path: FIELD,
		body,
		required: ['type', 'value'],
		answer(call) {
			const { switches } = call.world;
			if (findField(call) && switches.postExistingField !== 'overwrite') {
				const status = switches.postExistingField === 'conflict409' ? 409 : 422;
				throw refuse(status, 'field_name', 'The field already exists');
			}
			return created({ field: store(call) }, switches);
		},
	},
	{
		method: 'PUT',
		path: FIELD,
		body,
		required: ['value'],
		answer(call) {
			const { switches } = call.world;
			if (!findField(call) && !switches.putCreatesField) throw notFound(switches);
			if (!call.body.type && switches.fieldTypeRequired) {
				throw refuse(422, 'type', 'This field is required.');
			}
			return found({ field: store(call) });
		},
	},
	{
		method: 'DELETE',
		path: FIELD,
		answer(call) {
			const { switches } = call.world;
			if (!findField(call) && switches.repeatDelete404) throw notFound(switches);
			removeField(customerOf(call), call.params.field_name, switches);
			return deleted;
		},
	},
];
