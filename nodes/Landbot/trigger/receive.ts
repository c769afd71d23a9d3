import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { readDelivery, type Reading } from './delivery';
import { eventOf } from './event';
import { kindOf } from './kind';
import { download, isFile } from './media';
import { KNOWN_TYPES, OTHER_TYPES } from './properties';
import { forget, isReplay } from './replays';
import { secretsOf } from './state';

/** The collection 'Options'. */
interface Options {
	allowLocalAddress?: boolean;
	downloadMedia?: boolean;
	maxFileSize?: number;
	rawMessage?: boolean;
}

/**
 * Whether the node is set to start on this message. The types are those of messages: an event passes by its kind alone.
 */
function isWanted(context: IWebhookFunctions, message: IDataObject): boolean {
	const kind = kindOf(message);
	const kinds = [context.getNodeParameter('events', [])].flat();
	if (!kinds.includes(kind)) return false;
	const types = [context.getNodeParameter('messageTypes', [])].flat();
	if (types.length === 0 || !kind.endsWith('_message')) return true;
	return types.includes(KNOWN_TYPES.includes(message.type) ? message.type : OTHER_TYPES);
}

/** One item of the output, with the file of the message where that is asked for. */
export async function itemOf(
	context: IWebhookFunctions,
	message: IDataObject,
	deliveryId: string | null,
): Promise<INodeExecutionData> {
	const options = context.getNodeParameter('options', {}) as Options;
	const event = eventOf(message, deliveryId);
	const json = { ...event, ...(options.rawMessage && { raw: message }) };
	if (!options.downloadMedia || !isFile(event.message_type) || event.media_url === null) {
		return { json };
	}

	const outcome = await download(context, event, {
		maxMb: options.maxFileSize ?? 16,
		allowLocal: options.allowLocalAddress === true,
	});
	return 'file' in outcome
		? { json: { ...json, media: 'downloaded' }, binary: { data: outcome.file } }
		: { json: { ...json, media: `not downloaded: ${outcome.reason}` } };
}

/**
 * Whether this node has had the same delivery before, in production or in this test. It counts as had once n8n has
 * accepted it: n8n answers with 5xx when it cannot store the execution, and Landbot then delivers again.
 */
function isReplayHere(context: IWebhookFunctions, id: string): boolean {
	const receiver = [context.getWorkflow().id, context.getNode().id, context.getMode()];
	const delivery = [...receiver, id].join(' ');
	if (isReplay(delivery)) return true;
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode >= 500) forget(delivery);
	});
	return false;
}

/**
 * Reads the request that has arrived, if it carries one of the secrets. Undefined when it was turned away, with the
 * answer and a line in the log: n8n then has nothing to answer any more.
 */
export function admit(
	context: IWebhookFunctions,
	secrets: string[],
): Exclude<Reading, { status: number }> | undefined {
	const request = context.getRequestObject();
	const { rawBody } = request as { rawBody?: Buffer };
	const reading = readDelivery(
		{ headers: request.headers, body: request.body, size: rawBody?.length ?? 0 },
		secrets,
	);
	if (!('status' in reading)) return reading;

	const { status, reason } = reading;
	context.logger.warn(`${context.getNode().name} turned a delivery away: ${reason}`);
	context
		.getResponseObject()
		.status(status)
		.json({ message: `Turned away: ${reason}` });
	return undefined;
}

/**
 * Answers a request at our address and starts an execution where it is a delivery of Landbot that the node is set to
 * start on. Without `workflowData` n8n starts none.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const reading = admit(context, secretsOf(context));
	if (!reading) return { noWebhookResponse: true };

	const { messages, id } = reading;
	const wanted = messages.filter((message) => isWanted(context, message));
	if (wanted.length === 0) return {};
	if (id !== null && isReplayHere(context, id)) return {};
	return {
		workflowData: [
			await Promise.all(wanted.map(async (message) => await itemOf(context, message, id))),
		],
	};
}
