import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { readDelivery } from './delivery';
import { eventOf } from './event';
import { kindOf } from './kind';
import { download, isFile } from './media';
import { KNOWN_TYPES, OTHER_TYPES } from './properties';
import { seen } from './replays';
import { secretsOf } from './state';

/** The default of 'Max File Size (MB)'. */
const LARGEST_FILE_MB = 16;

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
async function itemOf(
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
		maxMb: Number(options.maxFileSize) > 0 ? Number(options.maxFileSize) : LARGEST_FILE_MB,
		allowLocal: options.allowLocalAddress === true,
	});
	return 'file' in outcome
		? { json: { ...json, media: 'downloaded' }, binary: { data: outcome.file } }
		: { json: { ...json, media: `not downloaded: ${outcome.reason}` } };
}

/** Whether this node has had the same delivery before, in production or in this test. */
const seenHere = (context: IWebhookFunctions, id: string) =>
	seen(
		[context.getWorkflow().id, context.getNode().id, context.getMode(), id].join(' '),
		context.getResponseObject(),
	);

/**
 * Answers a request at our address and starts an execution where it is a delivery of Landbot that the node is set to
 * start on. Without `workflowData` n8n starts none.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const { rawBody } = request as { rawBody?: Buffer };
	const reading = readDelivery(
		{ headers: request.headers, body: request.body, size: rawBody?.length ?? 0 },
		secretsOf(context),
	);
	if ('status' in reading) {
		const { status, reason } = reading;
		context.logger.warn(`${context.getNode().name} turned a delivery away: ${reason}`);
		context
			.getResponseObject()
			.status(status)
			.json({ message: `Turned away: ${reason}` });
		return { noWebhookResponse: true };
	}

	const { messages, id } = reading;
	const wanted = messages.filter((message) => isWanted(context, message));
	if (wanted.length === 0) return {};
	const had = id === null ? 'new' : seenHere(context, id);
	if (had === 'done') return {};
	if (had === 'open') {
		// Landbot comes back in some seconds, and then it is known whether this is to be done again.
		context.getResponseObject().status(503).json({ message: 'Under way' });
		return { noWebhookResponse: true };
	}
	return {
		workflowData: [
			await Promise.all(wanted.map(async (message) => await itemOf(context, message, id))),
		],
	};
}
