import type { IDataObject, PostReceiveAction } from 'n8n-workflow';
import { rowsOf } from '../../api/response';
import { textOf } from '../../api/text';
import { object } from '../../api/values';
import { booleanOf } from '../../parameters/read';

/** Landbot's `YYYY-MM-DD HH:MM:SS` as ISO 8601. It does not say the zone; UTC is assumed. Other forms stay as they are. */
const inUtc = (time: unknown): unknown =>
	typeof time === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(time)
		? `${time.replace(' ', 'T')}Z`
		: time;

/** Everything that an editor or a language model may take for the end of a line. */
const LINE_BREAK = /\r\n|(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/gu;

const onOneLine = (text: string) => text.replace(LINE_BREAK, ' ');

/** Who said something, where Landbot says it: nobody has verified the key. */
function authorOf({ author_type: author, sender, author: name }: IDataObject): string {
	const { type } = object(sender);
	const said = [author, type, name].find((one) => typeof one === 'string' && one !== '');
	return said === 'user' ? 'customer' : onOneLine(textOf(said));
}

/**
 * One line for each message: when, who, and what; a message without text shows its type and address. Further lines of a
 * text are indented, so that nobody can write what looks like a message of somebody else.
 */
function lineOf(message: IDataObject): string {
	const { message_datetime: time, message: text, type, url } = message;
	const said =
		typeof text === 'string' && text !== ''
			? text.replace(LINE_BREAK, '\n  ')
			: onOneLine([`(${textOf(type)})`, textOf(url)].filter(Boolean).join(' '));
	const author = authorOf(message);
	return [time && `[${onOneLine(textOf(time))}]`, author && `${author}:`, said]
		.filter(Boolean)
		.join(' ');
}

const messageTime = ({ message_datetime: time }: IDataObject) => textOf(time);
const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** The oldest first. What was said within one second keeps Landbot's order, turned round where that is the latest first. */
function oldestFirst(messages: IDataObject[]): IDataObject[] {
	const [first, last] = [messages[0], messages[messages.length - 1]].map((one) =>
		messageTime(one ?? {}),
	);
	const rows = first > last ? [...messages].reverse() : messages;
	return [...rows].sort((one, other) => compare(messageTime(one), messageTime(other)));
}

/**
 * The output rule of a conversation: sorted by time, with ISO times, the latest ones up to the limit, and as one text
 * where the form says so.
 */
export const transcript: PostReceiveAction = async function (items) {
	const sorted = oldestFirst(
		rowsOf(items[0].json).map((message) => ({
			...message,
			message_datetime: inUtc(message.message_datetime) ?? null,
		})) as IDataObject[],
	);
	const all = booleanOf(this, 'Return All', this.getNodeParameter('returnAll', false));
	const latest = all ? sorted : sorted.slice(-Number(this.getNodeParameter('limit', 50)));
	if (this.getNodeParameter('output', 'messages') !== 'text') {
		return [{ json: { messages: latest } }];
	}
	const conversation = { text: latest.map(lineOf).join('\n'), messages: latest.length };
	return [{ json: { conversation } }];
};
