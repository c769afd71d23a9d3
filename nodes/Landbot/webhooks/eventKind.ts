import type { IDataObject } from 'n8n-workflow';
import { first, object, text } from '../api/values';

/** What the trigger can start on: the values of 'Trigger On', and of `event` in the output. */
export type EventKind =
	| 'customer_message'
	| 'bot_message'
	| 'agent_message'
	| 'conversation_assigned'
	| 'conversation_unassigned'
	| 'system_event';

/** Who sends what. */
const SENDERS = new Map<string, EventKind>([
	['customer', 'customer_message'],
	['bot', 'bot_message'],
	['agent', 'agent_message'],
]);

/**
 * What agents send that customers see. Of their internal notes Landbot documents only that there are some, not what they
 * are called: a workflow that copies agent messages to the customer must not be started by one.
 */
const SHOWN_TO_CUSTOMERS: unknown[] = [
	...['audio', 'button', 'card_template', 'cards', 'dialog', 'document', 'iframe', 'image'],
	...['location', 'media_dialog', 'multiple_files', 'multiple_images', 'template', 'text', 'video'],
];

const ACTIONS = new Map<string, EventKind>([
	['assign', 'conversation_assigned'],
	['unassign', 'conversation_unassigned'],
]);

/** Who sent a message: `customer`, `bot`, `agent` or `sys`; null when it does not say. */
export function senderType(message: IDataObject): string | null {
	const type = first(text, object(message.sender).type, object(message._raw).author_type);
	// `_raw` calls a customer a user.
	return type === 'user' ? 'customer' : type;
}

/**
 * What a message is to a person who builds a workflow. Landbot's sources differ on where an event keeps its action.
 * Whatever is neither a message that somebody can read nor an assignment is a system event.
 */
export function eventKindOf(message: IDataObject): EventKind {
	const sender = senderType(message) ?? '';
	const isEvent = message.type === 'event' || sender === 'sys';
	const isInternal =
		message.type === 'hidden' || (sender === 'agent' && !SHOWN_TO_CUSTOMERS.includes(message.type));
	if (isInternal) return 'system_event';
	if (!isEvent) return SENDERS.get(sender) ?? 'system_event';
	const raw = object(message._raw);
	const action = first(text, message.action, raw.action, object(message.data).action) ?? '';
	return ACTIONS.get(action) ?? 'system_event';
}
