import type { Operation } from '../operation';
import { unwrap } from '../../api/response';
import { LandbotFailure, mayHaveArrived } from '../../api/errors/apiError';
import { executeItem } from '../../execution/executeItem';
import { fieldsOf, manyFields, setFields } from '../customerField/many';
import { whichCustomer } from '../sharedFields';
import { startOf, whichBot } from './bot';

/** Passes a failure on, with what had been done. */
async function notStarted(error: unknown, done: string): Promise<never> {
	if (error instanceof LandbotFailure) {
		error.partly = [error.partly, done].filter(Boolean).join('. ');
	}
	return await Promise.reject(error);
}

/**
 * What a flow that waits for n8n needs: the fields first, which are variables in the bot, then
 * PUT customers/{id}/assign_bot/{bot_id}/ with the block where it goes on.
 */
export const resumeFlow: Operation = {
	option: {
		name: 'Resume Flow',
		value: 'resumeFlow',
		action: 'Resume the flow of a customer',
		description: 'Set fields of a customer, then let a bot go on with them at one of its blocks',
		routing: {
			request: { method: 'PUT', url: '/customers/{customer}/assign_bot/{botId}/' },
			operations: {
				pagination: executeItem({
					atomic: true,
					prepare: (context) => ({ start: startOf(context), fields: fieldsOf(context) }),
					async execute(client, ids, { start, fields }) {
						const set = await setFields(client, ids.customer_id, fields).catch(
							async (error) => await notStarted(error, 'The bot was not started'),
						);
						const path = `/customers/${ids.customer_id}/assign_bot/${ids.bot_id}/`;
						await client.ask({ method: 'PUT', path, body: start }, unwrap).catch(async (error) => {
							const unclear =
								error instanceof LandbotFailure && mayHaveArrived(error.asked, error.failure);
							return await notStarted(
								error,
								unclear
									? 'The fields were set; whether the bot was started is not known'
									: 'The fields were set, but the bot was not started',
							);
						});
						return [{ success: true, ...ids, ...set }];
					},
				}),
			},
		},
	},
	fields: [...whichCustomer, ...whichBot, ...manyFields],
};
