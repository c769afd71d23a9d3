import {
	sleep,
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { epochMs } from '../../../api/time';
import { rememberReply } from '../../../webhooks/pendingReplies';
import { customerIdOf } from '../../../webhooks/event';
import { deleteHook } from '../../../api/messageHooks';
import { kindOf } from '../../../webhooks/eventKind';
import { admit, answerToReplay, itemOf } from '../../../webhooks/receive';
import { number, text } from '../../../api/values';
import { currentWait, forgetTimeout, secretOf, type Wait } from './wait';

/** WhatsApp tells the time of a message in whole seconds, and not all clocks agree. */
const TOLERANCE_MS = 2000;

/** How long the reply waits for its hook to be removed, in milliseconds. */
const REMOVAL_MS = 5000;

/** Whether the customer has written this before the question: Landbot delivers again what n8n could not take at once. */
function isEarlier(message: IDataObject, { since }: Wait): boolean {
	const written = epochMs(number(message.timestamp));
	return since !== null && written !== null && written < since - TOLERANCE_MS;
}

const answers = (message: IDataObject, wait: Wait): boolean =>
	kindOf(message) === 'customer_message' &&
	customerIdOf(message) === wait.customer &&
	!isEarlier(message, wait);

/** Removes the hook of a wait. The reply matters more: what hinders it is for the log, and for the next run. */
async function removeHook(context: IWebhookFunctions, { channel, hook }: Wait): Promise<void> {
	const removal = deleteHook(context, channel, hook).catch(({ message }: Error) =>
		context.logger.warn(`Message hook ${hook} of channel ${channel} stays: ${message}`),
	);
	const over = new AbortController();
	await Promise.race([removal, sleep(REMOVAL_MS, over.signal)]);
	over.abort();
}

/**
 * Answers a request at the address of a waiting execution, and resumes it with the first message of the customer.
 * Without `workflowData` n8n lets the execution wait on.
 */
export async function receiveReply(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const name = text((context.getQueryData() as IDataObject).wait);
	const reading = admit(context, name ? [secretOf(context, name)] : []);
	if (!reading) return { noWebhookResponse: true };

	const wait = name ? currentWait(context, name) : undefined;
	const reply = wait && reading.messages.find((message) => answers(message, wait));
	if (!reply) return {};
	const replay = answerToReplay(context, `reply ${name}`);
	if (replay) return replay;
	rememberReply(reply);
	const [{ json, ...rest }] = await Promise.all([
		itemOf(context, reply, reading.id, wait.options),
		removeHook(context, wait),
	]);
	forgetTimeout(context);
	return {
		workflowData: [[{ json: { ...json, timedOut: false }, ...rest, pairedItem: { item: 0 } }]],
	};
}
