import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { deleteHook, listHooks } from '../trigger/hooks';
import { customerIdOf } from '../trigger/event';
import { kindOf } from '../trigger/kind';
import { admit, answerToReplay, itemOf } from '../trigger/receive';
import { forgetTimeout, isCurrent, secretOf, waitOf, type Wait } from './wait';

const isReply = (message: IDataObject, { customer }: Wait): boolean =>
	kindOf(message) === 'customer_message' && String(customerIdOf(message)) === customer;

/** Removes the hook of a wait. The reply matters more: what hinders it is for the log, and for the next run. */
async function removeHook(context: IWebhookFunctions, { channel, wait }: Wait): Promise<void> {
	const remove = async () => {
		const hooks = await listHooks(context, Number(channel));
		const ours = hooks.filter(({ url }) => url.includes(wait));
		for (const hook of ours) await deleteHook(context, Number(channel), hook.id);
	};
	await remove().catch(({ message }: Error) =>
		context.logger.warn(`The message hook of a reply on channel ${channel} stays: ${message}`),
	);
}

/**
 * Answers a request at the address of a waiting execution, and resumes it with the first message of the customer.
 * Without `workflowData` n8n lets the execution wait on.
 */
export async function receiveReply(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const wait = waitOf(context.getQueryData() as IDataObject);
	const reading = admit(context, wait ? [secretOf(context, wait)] : []);
	if (!reading) return { noWebhookResponse: true };

	const reply = wait && reading.messages.find((message) => isReply(message, wait));
	if (!reply || !isCurrent(context, wait)) return {};
	const replay = answerToReplay(context, `reply ${wait.wait}`);
	if (replay) return replay;
	const [{ json, ...rest }] = await Promise.all([
		itemOf(context, reply, reading.id),
		removeHook(context, wait),
	]);
	forgetTimeout(context);
	return {
		workflowData: [[{ json: { ...json, timedOut: false }, ...rest, pairedItem: { item: 0 } }]],
	};
}
