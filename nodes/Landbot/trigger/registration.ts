import { NodeOperationError, type IHookFunctions, type NodeApiError } from 'n8n-workflow';
import { createClient, type DirectClient } from '../api/client';
import {
	createHook,
	deleteHook,
	listHooks,
	type MessageHook,
	remainingHooks,
} from '../api/messageHooks';
import { cutAt } from '../api/text';
import { optionsOf } from '../webhooks/options';
import { assertReachable } from '../webhooks/publicAddress';
import { newSecret } from '../webhooks/secret';
import { channelsOf, checkTriggerForm, chosenChannels, isId } from './parameters';
import {
	addHook,
	isTestStore,
	type KnownHook,
	knownHooks,
	markStore,
	storeHooks,
} from './storedHooks';

/** Room for names in Landbot's list of hooks, in characters; its own limit is not documented. */
const NAME_LENGTH = 100;

/** Our address, which is another one for test listening. */
const urlOf = (context: IHookFunctions): string => context.getNodeWebhookUrl('default') ?? '';

const isTest = (context: IHookFunctions): boolean => context.getActivationMode() === 'manual';

/** What a person in Landbot recognises the hook by. */
function hookName(context: IHookFunctions): string {
	const { name, id } = context.getWorkflow();
	const start = `n8n: ${name ?? id} - ${context.getNode().name}`;
	const end = isTest(context) ? ' (test listening)' : '';
	return cutAt(start, NAME_LENGTH - end.length) + end;
}

/**
 * Whether a hook at our address is the one that was created: same ID and secret. A list that does not show the secrets
 * tells nothing about them.
 */
const isSame = (hook: MessageHook, known: KnownHook): boolean =>
	hook.id === known.id && (hook.token === undefined || hook.token === known.secret);

/** Whether every chosen channel has our hook and nothing is left of former ones. Changes nothing. */
export async function areHooksRegistered(context: IHookFunctions): Promise<boolean> {
	checkTriggerForm(context);
	const url = urlOf(context);
	const channels = channelsOf(context);
	const client = createClient(context);
	const known = knownHooks(context);
	const fitting = known.filter((hook) => hook.url === url && channels.includes(hook.channel));
	if (known.length !== channels.length || fitting.length !== channels.length) return false;
	for (const hook of fitting) {
		const hooks = await listHooks(client, hook.channel).catch(ifStarting(context));
		const ours = hooks?.filter((other) => other.url === url);
		if (ours && (ours.length !== 1 || !isSame(ours[0], hook))) return false;
	}
	return true;
}

/**
 * Goes on when n8n starts and Landbot only cannot answer for a moment: the hooks are then taken to be where they were.
 * n8n would otherwise delete them, and turn away what customers write until it tries again.
 */
const ifStarting = (context: IHookFunctions) => (error: NodeApiError) => {
	const starts = ['init', 'leadershipChange'].includes(context.getActivationMode());
	if (!starts || !/^(none|429|5\d\d)$/.test(error.httpCode ?? '')) throw error;
	context.logger.warn(`The message hooks could not be checked: ${error.message}`);
	return undefined;
};

/**
 * Brings every chosen channel to exactly one hook of ours, and removes former ones: of channels that are not chosen
 * any more, with a former address, and those that an interrupted activation has left at exactly our address.
 * Whatever an activation creates before it fails is removed by `removeHooks`, which n8n then calls.
 */
export async function registerHooks(context: IHookFunctions): Promise<void> {
	markStore(context, isTest(context));
	const url = urlOf(context);
	checkTriggerForm(context);
	const { allowLocalAddress } = optionsOf(context.getNodeParameter('options', {}));
	assertReachable(context.getNode(), url, allowLocalAddress);
	const channels = channelsOf(context);
	const isWanted = (hook: KnownHook) => hook.url === url && channels.includes(hook.channel);
	const client = createClient(context);
	await removeKnown(context, client, (hook) => !isWanted(hook));

	for (const channel of channels) {
		const known = knownHooks(context).find((hook) => hook.channel === channel && isWanted(hook));
		const ours = (await listHooks(client, channel)).filter((hook) => hook.url === url);
		const kept = known && ours.find((hook) => isSame(hook, known));
		for (const { id } of ours) if (id !== kept?.id) await deleteHook(client, channel, id);
		if (kept) continue;

		storeHooks(
			context,
			knownHooks(context).filter((hook) => hook.id !== known?.id),
		);
		const secret = newSecret();
		const name = hookName(context);
		const { id } = await createHook(client, channel, { url, token: secret, name });
		addHook(context, { channel, id, url, secret });
	}
}

/**
 * Removes our hooks: those that are stored, by their ID, and whatever else has exactly our address on the chosen
 * channels, because n8n stores nothing of an activation that fails or is killed. What Landbot does not delete now
 * stays stored for the next time, and the log names it. Throws the first error after everything was tried: n8n then
 * tries again and tells the user; not for test listening, where n8n expects none.
 */
export async function removeHooks(context: IHookFunctions): Promise<void> {
	const client = createClient(context);
	const errors = await removeKnown(context, client, () => true);
	const url = urlOf(context);
	const left = knownHooks(context).map(({ id }) => id);
	for (const channel of chosenChannels(context).filter(isId).map(Number)) {
		const remove = async () => {
			const hooks = await remainingHooks(client, channel);
			const ours = hooks.filter((hook) => hook.url === url && !left.includes(hook.id));
			for (const { id } of ours) await deleteHook(client, channel, id);
		};
		await remove().catch(noted(context, `the message hooks of channel ${channel}`, errors));
	}
	if (errors.length > 0 && !isTestStore(context)) throw errors[0];
}

/** Removes the stored hooks that `isDoomed`. Gives the errors of those that could not be. */
async function removeKnown(
	context: IHookFunctions,
	client: DirectClient,
	isDoomed: (hook: KnownHook) => boolean,
): Promise<Error[]> {
	const errors: Error[] = [];
	for (const { id, channel, url } of knownHooks(context).filter(isDoomed)) {
		const remove = async () => {
			const hooks = await remainingHooks(client, channel);
			// Somebody may have given it another address in Landbot; then it is not ours any more.
			const isOurs = hooks.some((hook) => hook.id === id && hook.url === url);
			if (isOurs) await deleteHook(client, channel, id);
			storeHooks(
				context,
				knownHooks(context).filter((hook) => hook.id !== id),
			);
		};
		await remove().catch(noted(context, `message hook ${id} of channel ${channel}`, errors));
	}
	return errors;
}

/** Notes that something could not be removed, in the log and in a list. */
const noted = (context: IHookFunctions, what: string, errors: Error[]) => (error: Error) => {
	context.logger.warn(`${context.getNode().name} could not remove ${what}: ${error.message}`);
	errors.push(error);
};

/** Puts the advice into the message: n8n shows nothing else of an error that keeps it from publishing. */
export function inOneSentence(error: NodeApiError | NodeOperationError): never {
	if (error.description) error.message = `${error.message}. ${error.description}`;
	error.description = null;
	throw error;
}
