import type { Resource } from '../operation';
import { create } from './create';
import { deleteField } from './deleteField';
import { get } from './get';
import { setMany } from './setMany';
import { update } from './update';

export const customerFieldResource: Resource = {
	name: 'Customer Field',
	value: 'customerField',
	default: 'setMany',
	operations: [create, deleteField, get, setMany, update],
};
