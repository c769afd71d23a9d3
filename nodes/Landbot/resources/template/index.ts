import type { Resource } from '../operation';
import { getAll } from './getAll';

export const templateResource: Resource = {
	name: 'WhatsApp Template',
	value: 'template',
	default: 'getAll',
	operations: [getAll],
};
