import { endpoints } from '../../api/endpoints';
import type { RequestError } from '../../api/errors/apiError';
import { unwrap } from '../../api/response';
import { customFields, manyFields, setFields } from '../customerField/many';
import type { Operation } from '../operation';
import { whichCustomer } from '../sharedFields';
import { startOf, whichBot } from './bot';

/** Passes a failure on, with what had been done. */
async function notStarted(error: RequestError, done: string): Promise<never> {
	error.done?.push(done);
	return await Promise.reject(error);
}

/**
 * What a flow that waits for n8n needs: the fields first, which are variables in the bot, then
 * PUT customers/{id}/assign_bot/{bot_id}/ with the block where it goes on.
 */
export const resumeFlow: Operation = {
	name: 'Resume Flow',
	value: 'resumeFlow',
	action: 'Resume the flow of a customer',
	description: 'Set fields of a customer, then let a bot go on with them at one of its blocks',
	endpoint: endpoints.assignToBot,
	atomic: true,
	prepare(form) {
		const start = startOf(form);
		const fields = customFields(form);
		return {
			async execute(client, { customer, botId }) {
				const set = await setFields(client, customer, fields).catch(
					async (error) => await notStarted(error, 'The bot was not started'),
				);
				await client
					.call(endpoints.assignToBot, { values: { customer, botId }, body: start }, unwrap)
					.catch(
						async (error: RequestError) =>
							await notStarted(
								error,
								error.mayHaveTakenEffect
									? 'The fields were set; whether the bot was started is not known'
									: 'The fields were set, but the bot was not started',
							),
					);
				return set;
			},
		};
	},
	fields: [...whichCustomer, ...whichBot, ...manyFields],
};
