import { NodeApiError, NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';
import { cutAt, textOf } from '../text';
import { type Failure, LandbotApiError, mayHaveTakenEffect, type SentRequest } from './apiError';
import { LOOKED_AT } from './impostor';
import { knowsDetails } from './n8nVersion';
import { explanationOf, HOOKS_NEED_A_PLAN, subjectOf } from './explanations';

/** Added where something may have been done although no usable answer came. */
const PERHAPS_DONE = {
	message:
		'The message may have been delivered: look into the conversation before sending it again',
	other: 'It may have been done all the same: look in Landbot before doing it again',
};

/** How much of an answer that is not Landbot's JSON is shown, in characters. */
const EXCERPT = 200;

/** How much of Landbot's own words is shown, in characters. */
const WORDS = 1000;

/** What a browser does not show. What is not closed goes on to the end. */
const TAGS = /<(style|script)[\s\S]*?(<\/\1>|$)|<[a-z!/?][^>]*(>|$)/gi;

/** Every text in Landbot's map of errors, after the name of its field. */
function entriesOf(value: unknown, field = ''): string[] {
	if (value === undefined || value === null) return [];
	const texts = [value].flat();
	if (texts.length > 0 && texts.every((text) => typeof text !== 'object')) {
		const said = texts.map((text) => textOf(text).replace(/\.$/, '')).join(', ');
		return [field ? `${field}: ${said}` : said];
	}
	return Object.entries(value as IDataObject).flatMap(([name, inner]) =>
		entriesOf(inner, field ? `${field}.${name}` : name),
	);
}

const without = ({ token, secret }: SentRequest, text: string): string =>
	[token, secret].reduce<string>(
		(rest, hidden) => (hidden ? rest.split(hidden).join('(token)') : rest),
		text,
	);

/** Landbot's own words: every entry of its `errors` map as `field: text`, and `detail`. Empty when it said nothing. */
export function wordsOf({ body }: Failure, request: SentRequest): string {
	const { errors, error, detail } = (body ?? {}) as IDataObject;
	const said = [errors, detail, error].flatMap((part) => entriesOf(part));
	return cutAt(without(request, said.join('; ')), WORDS);
}

/** The start of an answer that is not Landbot's. Empty for broken JSON, which may hold tokens of channels. */
function answerExcerpt(body: unknown, request: SentRequest): string {
	if (typeof body !== 'string' || /^\s*[[{]/.test(body)) return '';
	const page = without(request, body).slice(0, LOOKED_AT);
	const text = page.replace(TAGS, ' ').replace(/\s+/g, ' ');
	const start = cutAt(text.trim(), EXCERPT);
	return start && `The answer begins: ${start}`;
}

const sentences = (parts: string[]): string =>
	parts
		.filter((part) => part !== '')
		.map((part) => part.replace(/\.$/, ''))
		.join('. ');

/**
 * What happened and what to do about it, for the person in front of the node, Landbot's own words first. `progress` is
 * a sentence about the other items. Never holds the token.
 */
export function explain(
	failure: Failure,
	request: SentRequest,
	tries: number,
	progress = '',
): { message: string; description: string } {
	const { endpoint } = request;
	const subject = subjectOf(request);
	const { message, advice } = explanationOf(failure, request);
	const asksForPlan =
		endpoint.needsHookPlan && [402, 403].includes(failure.status ?? 0) && !failure.impostor;
	const words = wordsOf(failure, request);
	const perhapsDone = endpoint.sendsMessage ? PERHAPS_DONE.message : PERHAPS_DONE.other;
	return {
		message: message
			.replace('{subject}', subject ?? 'this')
			.replace('{about}', subject ? ` for ${subject.split(' or ')[0]}` : ''),
		description: sentences([
			words && `${failure.impostor ? 'The answer' : 'Landbot'} says: ${words}`,
			advice.replace('{tries}', String(tries)),
			asksForPlan ? HOOKS_NEED_A_PLAN : '',
			mayHaveTakenEffect(request, failure) ? perhapsDone : '',
			progress,
			answerExcerpt(failure.body, request),
		]),
	};
}

/**
 * What an item holds that failed where the node continues. n8n takes it for an error item, and keeps its link, only
 * without other keys. `message` would be one, but would overwrite a column of that name of the input.
 */
export const errorJson = (
	shown: NodeApiError | NodeOperationError,
	whom: IDataObject = {},
): IDataObject =>
	knowsDetails
		? {
				error: shown.message,
				details: {
					description: shown.description,
					...('httpCode' in shown && { http_code: shown.httpCode }),
					...whom,
				},
			}
		: { error: sentences([shown.message, shown.description ?? '']) };

/** Agents hand only the message to the model, which needs the advice, too. */
const asShown = (node: INode, texts: { message: string; description: string }) =>
	node.type.endsWith('Tool')
		? { ...texts, message: sentences([texts.message, texts.description]) }
		: texts;

/**
 * What went wrong as n8n shows it, for the item with this index. Whatever is no failure of Landbot keeps its own
 * message. `progress` is a sentence about the other items.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
	progress = '',
): NodeApiError | NodeOperationError {
	if (!(error instanceof LandbotApiError)) {
		const { message, description } = error as NodeOperationError;
		const texts = { message, description: sentences([description ?? '', progress]) };
		const shown = asShown(node, texts);
		return new NodeOperationError(node, shown.message, {
			itemIndex,
			description: shown.description,
		});
	}
	const { failure, request, tries, done } = error;
	// From an empty response: n8n would let texts of the real one win over these, and store its headers.
	return new NodeApiError(
		node,
		{},
		{
			...asShown(node, explain(failure, request, tries, sentences([...done, progress]))),
			httpCode: String(failure.status ?? 'none'),
			itemIndex,
		},
	);
}
