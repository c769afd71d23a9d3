import type { FunctionsBase } from 'n8n-workflow';
import { ExpiringMap } from '../api/expiringMap';
import { textOf } from '../api/text';
import { id, object } from '../api/values';

/** How long n8n may take to store what an activation has created, in milliseconds. */
const FRESH_MS = 600_000;

/**
 * The secrets that n8n may not have stored yet, by themselves: n8n stores only after the last channel, and Landbot may
 * deliver to the first one meanwhile.
 */
const freshSecrets = new ExpiringMap<string, { node: string; secret: string }>(FRESH_MS);

/** A message hook that this node has created in Landbot. */
export interface KnownHook {
	channel: number;
	id: number;
	url: string;
	secret: string;
}

/** What n8n has stored as a hook; nothing of what is none. */
function asKnownHook(stored: unknown): KnownHook[] {
	const { channel, id: hook, url, secret } = object(stored);
	const [channelId, hookId] = [id(channel), id(hook)];
	const isKnown = channelId !== null && hookId !== null;
	return isKnown
		? [{ channel: channelId, id: hookId, url: textOf(url), secret: textOf(secret) }]
		: [];
}

/** Everything that has n8n's storage for one node of a workflow. */
type Keeper = Pick<
	FunctionsBase,
	'getWorkflowStaticData' | 'getInstanceId' | 'getWorkflow' | 'getNode'
>;

const nodeOf = (keeper: Keeper): string => `${keeper.getWorkflow().id}/${keeper.getNode().id}`;

/**
 * The hooks that this node has created, as far as n8n has stored them. Test listening has a store of its own. A store
 * that came here with a copy of the workflow counts as empty: its hooks belong to the original.
 */
export function knownHooks(keeper: Keeper): KnownHook[] {
	const { hooks, instance, workflow } = keeper.getWorkflowStaticData('node');
	const ours = instance === keeper.getInstanceId() && workflow === keeper.getWorkflow().id;
	return ours && Array.isArray(hooks) ? hooks.flatMap(asKnownHook) : [];
}

/** Notes whether the store is that of test listening: n8n does not say so when it ends. */
export function markStore(keeper: Keeper, isTest: boolean): void {
	keeper.getWorkflowStaticData('node').test = isTest;
}

/** Whether the store is that of test listening. */
export const isTestStore = (keeper: Keeper): boolean =>
	keeper.getWorkflowStaticData('node').test === true;

/** Stores the hooks of this node. */
export function storeHooks(keeper: Keeper, hooks: KnownHook[]): void {
	// n8n notices a change of the store only where a key is set.
	const store = keeper.getWorkflowStaticData('node');
	store.instance = keeper.getInstanceId();
	store.workflow = keeper.getWorkflow().id;
	store.hooks = hooks.map((hook) => ({ ...hook }));
}

/** Adds a hook that was just created. */
export function addHook(keeper: Keeper, hook: KnownHook): void {
	storeHooks(keeper, [...knownHooks(keeper), hook]);
	freshSecrets.set(hook.secret, { node: nodeOf(keeper), secret: hook.secret });
}

/** Every secret that a delivery to this node may carry. */
export const secretsOf = (keeper: Keeper): string[] => [
	...knownHooks(keeper).map(({ secret }) => secret),
	...freshSecrets
		.values()
		.filter(({ node }) => node === nodeOf(keeper))
		.map(({ secret }) => secret),
];
