import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/assign/: Landbot answers 412 when another agent holds the conversation. */
export const assignToMe: Operation = {
	name: 'Assign to Me',
	value: 'assignToMe',
	action: 'Assign a customer to the agent of the token',
	description:
		'Assign the conversation to the agent that the API token of the credential belongs to',
	endpoint: endpoints.assignToMe,
	fields: whichCustomer,
};
