import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/unarchive/. */
export const unarchive: Operation = {
	name: 'Unarchive',
	value: 'unarchive',
	action: 'Unarchive a customer',
	description: 'Take the conversation out of the archive',
	endpoint: endpoints.unarchiveCustomer,
	fields: whichCustomer,
};
