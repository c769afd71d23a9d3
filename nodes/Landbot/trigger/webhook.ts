import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { eventKindOf } from '../webhooks/eventKind';
import { optionsOf } from '../webhooks/options';
import { isReply } from '../webhooks/pendingReplies';
import { authorize, itemOf, respondIfDuplicate } from '../webhooks/receive';
import { KNOWN_TYPES, OTHER_TYPES } from './properties';
import { secretsOf } from './storedHooks';

/**
 * Whether the node is set to start on this message. The types are those of messages: an event passes by its kind alone.
 */
function isWanted(context: IWebhookFunctions, message: IDataObject): boolean {
	const kind = eventKindOf(message);
	const kinds = [context.getNodeParameter('events', [])].flat();
	if (!kinds.includes(kind)) return false;
	const types = [context.getNodeParameter('messageTypes', [])].flat();
	if (types.length === 0 || !kind.endsWith('_message')) return true;
	return types.includes(KNOWN_TYPES.includes(message.type) ? message.type : OTHER_TYPES);
}

/** The same delivery to this node, in production or in this test. */
const deliveryKey = (context: IWebhookFunctions, id: string): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode(), id].join(' ');

/**
 * Answers a request at our address and starts an execution where it is a delivery of Landbot that the node is set to
 * start on. Without `workflowData` n8n starts none.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const reading = authorize(context, secretsOf(context));
	if (!reading) return { noWebhookResponse: true };

	const { messages, id } = reading;
	const wanted = messages.filter((message) => isWanted(context, message));
	if (wanted.length === 0) return {};
	const replay = id === null ? undefined : respondIfDuplicate(context, deliveryKey(context, id));
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
