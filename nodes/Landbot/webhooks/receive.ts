import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { isReply } from './pendingReplies';
import { readDelivery, type Reading } from './delivery';
import { eventOf } from './event';
import { kindOf } from './eventKind';
import { download, isFile } from './media';
import { KNOWN_TYPES, optionsOf, OTHER_TYPES, type Options } from '../trigger/properties';
import { seen } from './duplicates';
import { secretsOf } from '../trigger/storedHooks';

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
	options: Options,
): Promise<INodeExecutionData> {
	const event = eventOf(message, deliveryId);
	const json = { ...event, ...(options.rawMessage && { raw: message }) };
	if (!options.downloadMedia || !isFile(event.message_type) || event.media_url === null) {
		return { json };
	}

	const outcome = await download(context, event, {
		maxMb: options.maxFileSize,
		allowLocal: options.allowLocalAddress,
	});
	return 'file' in outcome
		? { json: { ...json, media: 'downloaded' }, binary: { data: outcome.file } }
		: { json: { ...json, media: `not downloaded: ${outcome.reason}` } };
}

/**
 * What to answer when the same has arrived before; undefined when it has not, and is to be handed on now. What is not
 * answered yet makes Landbot come back in some seconds, when it is known whether it is to be done again.
 */
export function answerToReplay(
	context: IWebhookFunctions,
	key: string,
): IWebhookResponseData | undefined {
	const response = context.getResponseObject();
	const had = seen(key, response);
	if (had === 'new') return undefined;
	if (had === 'done') return {};
	response.status(503).json({ message: 'Under way' });
	return { noWebhookResponse: true };
}

/** The same delivery to this node, in production or in this test. */
const keyOf = (context: IWebhookFunctions, id: string): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode(), id].join(' ');

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

	const { status, reason, hint = '' } = reading;
	context.logger.warn(`${context.getNode().name} turned a delivery away: ${reason}${hint}`);
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
	const replay = id === null ? undefined : answerToReplay(context, keyOf(context, id));
	if (replay) return replay;

	const options = optionsOf(context.getNodeParameter('options', {}));
	const items = await Promise.all(
		wanted.map(async (message) =>
			options.ignoreReplies && (await isReply(context, message))
				? []
				: [await itemOf(context, message, id, options)],
		),
	);
	return items.flat().length > 0 ? { workflowData: [items.flat()] } : {};
}
