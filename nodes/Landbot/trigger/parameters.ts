import {
	NodeOperationError,
	type IHookFunctions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { codeOf, shownText } from '../api/text';
import { checkForm } from '../parameters/formCheck';
import { excerpt, quoted } from '../parameters/read';
import { triggerProperties } from './properties';

/** What is chosen as channels: a list, or what an expression gives instead, such as `2955001, 2955002`. */
export const chosenChannels = (context: IHookFunctions): string[] =>
	([context.getNodeParameter('channels', [])].flat(Infinity) as unknown[])
		.flatMap((value) => shownText(value).split(','))
		.map(codeOf)
		.filter((value) => value !== '');

/** Whether a text is the ID of a channel. */
export const isId = (value: string): boolean => /^\d+$/.test(value);

/** The IDs of the chosen channels. Throws a `NodeOperationError` when there is none, or one that is no ID. */
export function channelsOf(context: IHookFunctions): number[] {
	const values = chosenChannels(context);
	if (values.length > 0 && values.every(isId)) return [...new Set(values.map(Number))];
	const strange = values.find((value) => !isId(value));
	throw new NodeOperationError(
		context.getNode(),
		strange === undefined ? 'No channel is chosen' : `'${strange}' is not the ID of a channel`,
		{
			description:
				"Choose one or more channels under 'Channel Names or IDs', or check the expression there: it must give whole numbers",
		},
	);
}

/**
 * Refuses an entry that the list of a field does not have: the trigger would never start on it. Throws a
 * `NodeOperationError` with those that it has.
 */
function mustBeEntries(context: IHookFunctions, name: string): void {
	const {
		displayName,
		options = [],
		required,
	} = triggerProperties.find((field) => field.name === name) as INodeProperties;
	const known = (options as INodePropertyOptions[]).map(({ value }) => value);
	const given: unknown[] = [context.getNodeParameter(name, [])].flat();
	const strange = given.find((value) => !known.includes(value as string));
	const isMissing = required === true && given.length === 0;
	if (strange === undefined && !isMissing) return;
	throw new NodeOperationError(
		context.getNode(),
		isMissing || codeOf(strange) === ''
			? `'${displayName}' is empty`
			: `'${excerpt(strange)}' is no entry of '${displayName}'`,
		{
			description: `Choose from the list, or give a list with any of ${quoted(known)}`,
		},
	);
}

/** Refuses what the form of the trigger cannot mean. Throws a `NodeOperationError`. */
export function checkTriggerForm(context: IHookFunctions): void {
	const { flaw } = checkForm(context.getNode(), triggerProperties);
	if (flaw) {
		throw new NodeOperationError(context.getNode(), flaw.message, {
			description: flaw.description,
		});
	}
	mustBeEntries(context, 'events');
	mustBeEntries(context, 'messageTypes');
}
