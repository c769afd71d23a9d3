import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { deleteHook, listHooks } from '../trigger/hooks';
import { kindOf } from '../trigger/kind';
import { admit, itemOf } from '../trigger/receive';
import { forget, isReplay } from '../trigger/replays';
import { id, object } from '../trigger/values';
import { forgetTimeout, isCurrent, secretOf, waitOf, type Wait } from './wait';

const isReply = (message: IDataObject, { customer }: Wait): boolean =>
	kindOf(message) === 'customer_message' &&
	String(id(object(message.customer).id) ?? id(object(message.sender).id)) === customer;

/** Whether this process has handed on a reply for the wait already. Taken back when n8n then answers that it could not. */
function isAnswered(context: IWebhookFunctions, { wait }: Wait): boolean {
	const key = `reply ${wait}`;
	if (isReplay(key)) return true;
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode >= 400) forget(key);
	});
	return false;
}

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
	if (!reply || !isCurrent(context, wait) || isAnswered(context, wait)) return {};
	const [{ json, ...rest }] = await Promise.all([
		itemOf(context, reply, reading.id),
		removeHook(context, wait),
	]);
	forgetTimeout(context);
	return {
		workflowData: [[{ json: { ...json, timedOut: false }, ...rest, pairedItem: { item: 0 } }]],
	};
}
