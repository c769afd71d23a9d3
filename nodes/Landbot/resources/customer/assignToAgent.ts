import { endpoints } from '../../api/endpoints';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';

/** PUT customers/{id}/assign/{agent_id}/: Landbot documents no list of agents. */
export const assignToAgent: Operation = {
	name: 'Assign to Agent',
	value: 'assignToAgent',
	action: 'Assign a customer to an agent',
	description: 'Hand the conversation to an agent',
	endpoint: endpoints.assignToAgent,
	fields: [
		...whichCustomer,
		{
			displayName: 'Agent ID',
			name: 'agentId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 794001',
			description: 'The number of the agent in Landbot',
			hint: "To find it, assign a customer to the agent in Landbot, then run Customer > Get: the output has it as 'agent_id'",
		},
	],
};
