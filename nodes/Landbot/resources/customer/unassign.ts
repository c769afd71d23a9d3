import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/unassign/: for the customer of another agent it is 412 or allowed, probably by the role (not verified). */
export const unassign: Operation = {
	name: 'Unassign',
	value: 'unassign',
	action: 'Unassign a customer',
	description: 'Take the conversation away from its agent, so that nobody holds it',
	endpoint: endpoints.unassignCustomer,
	fields: whichCustomer,
};
