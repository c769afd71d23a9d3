import { defineResource } from '../operation';
import { getAll } from './getAll';

export const templateResource = defineResource('WhatsApp Template', 'template', {
	default: 'getAll',
	operations: [getAll],
});
