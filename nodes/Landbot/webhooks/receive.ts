import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { readDelivery, type Reading } from './delivery';
import { registerDelivery } from './duplicates';
import { eventOf } from './event';
import { download, isFile } from './media';
import type { Options } from './options';

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
export function respondIfDuplicate(
	context: IWebhookFunctions,
	key: string,
): IWebhookResponseData | undefined {
	const response = context.getResponseObject();
	const had = registerDelivery(key, response);
	if (had === 'new') return undefined;
	if (had === 'done') return {};
	response.status(503).json({ message: 'Under way' });
	return { noWebhookResponse: true };
}

/**
 * Reads the request that has arrived, if it carries one of the secrets. Undefined when it was turned away, with the
 * answer and a line in the log: n8n then has nothing to answer any more.
 */
export function authorize(
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
