import { defineResource } from '../operation';
import { create } from './create';
import { deleteField } from './deleteField';
import { get } from './get';
import { setMany } from './setMany';
import { update } from './update';

export const customerFieldResource = defineResource('Customer Field', 'customerField', {
	default: 'setMany',
	operations: [create, deleteField, get, setMany, update],
});
