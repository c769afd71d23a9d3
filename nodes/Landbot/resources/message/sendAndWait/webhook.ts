import {
	type IDataObject,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { createClient } from '../../../api/client';
import { deleteHook } from '../../../api/messageHooks';
import { sleep } from '../../../api/rateLimit/clock';
import { epochMs, number, text } from '../../../api/values';
import { requestSettingsOf } from '../../../parameters/requestSettings';
import { customerIdOf } from '../../../webhooks/event';
import { eventKindOf } from '../../../webhooks/eventKind';
import { rememberReply } from '../../../webhooks/pendingReplies';
import { authorize, itemOf, respondIfDuplicate } from '../../../webhooks/receive';
import { currentWait, forgetTimeout, secretsOf, type Wait } from './wait';

/**
 * The address that a waiting execution is resumed at. n8n registers it nowhere (`restartWebhook`), so there is nothing
 * for `webhookMethods` to set up. The path is what `getSignedResumeUrl` ends with, as in n8n's own nodes.
 */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '={{ $nodeId }}',
		isFullPath: true,
		restartWebhook: true,
		ndvHideUrl: true,
		ndvHideMethod: true,
	},
];

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
	eventKindOf(message) === 'customer_message' &&
	customerIdOf(message) === wait.customer &&
	!isEarlier(message, wait);

/** Removes the hook of a wait. The reply matters more: what hinders it is for the log, and for the next run. */
async function removeHook(context: IWebhookFunctions, { channel, hook }: Wait): Promise<void> {
	const remove = async () => {
		const parameter = (name: string) => context.getNodeParameter(name, {});
		const settings = requestSettingsOf(context.getNode(), parameter);
		await deleteHook(createClient(context, { settings }), channel, hook);
	};
	const removal = remove().catch(({ message }: Error) =>
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
	const reading = authorize(context, name ? secretsOf(context, name) : []);
	if (!reading) return { noWebhookResponse: true };

	const wait = name ? currentWait(context, name) : undefined;
	const reply = wait && reading.messages.find((message) => answers(message, wait));
	if (!reply) return {};
	const replay = respondIfDuplicate(context, `reply ${name}`);
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
