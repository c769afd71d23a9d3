import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/archive/: Landbot answers 412 when another agent holds the conversation. */
export const archive: Operation = {
	name: 'Archive',
	value: 'archive',
	action: 'Archive a customer',
	description: 'Close the conversation and move it to the archive',
	endpoint: endpoints.archiveCustomer,
	fields: whichCustomer,
};
