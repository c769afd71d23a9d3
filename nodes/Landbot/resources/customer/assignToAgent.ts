import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { picked, whichCustomer } from '../sharedFields';

/** PUT customers/{id}/assign/{agent_id}/. A workflow may hold the ID as a text: the field was one. */
export const assignToAgent: Operation = {
	name: 'Assign to Agent',
	value: 'assignToAgent',
	action: 'Assign a customer to an agent',
	description: 'Hand the conversation to an agent',
	endpoint: endpoints.assignToAgent,
	fields: [
		...whichCustomer,
		{
			displayName: 'Agent',
			name: 'agentId',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: 'Who is to hold the conversation',
			...picked('searchAgents', 'e.g. 794001'),
		},
	],
};
