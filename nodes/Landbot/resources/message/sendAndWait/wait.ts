import {
	NodeHelpers,
	NodeOperationError,
	type FunctionsBase,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IRunExecutionData,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { createHash, randomBytes } from 'crypto';
import { eventOf } from '../../../webhooks/event';
import type { Options } from '../../../webhooks/options';
import { secretBehind } from '../../../webhooks/secret';

/** What one wait is about, as the execution keeps it. */
export interface Wait {
	/** Random: tells this wait from every other one, also of the same node in a loop. */
	name: string;
	/** What its secret hashes to. */
	secretHash: string;
	customer: number;
	channel: number;
	/** The ID of its message hook. */
	hook: number;
	/** When the hook was made by Landbot's clock, in milliseconds since epoch; null when Landbot does not say. */
	since: number | null;
	/** How the reply is to be given; the expressions in it are about the item that was asked for. */
	options: Options;
}

/** A name that no other wait has. */
export const newName = (): string => randomBytes(8).toString('hex');

type Signer = Pick<FunctionsBase, 'getSignedResumeUrl'>;

/**
 * Where Landbot is to deliver. n8n itself turns away an address that was changed. It is kept below 200 characters, where
 * the hosts of most n8n allow it: what Landbot seems to be made with stores no longer ones unless told otherwise.
 */
export const addressOf = (context: Signer, wait: string): string =>
	context.getSignedResumeUrl({ wait });

/**
 * The secret that Landbot is given for the wait of this name: made from n8n's signature of another address, which nobody
 * is ever shown. Whoever knows the address of the hook can neither compute it nor use it for another wait. It is the same
 * after a restart and in every process of queue mode.
 */
export function secretOf(context: Signer, wait: string): string {
	const { search } = new URL(context.getSignedResumeUrl({ wait, purpose: 'secret' }));
	return createHash('sha256').update(search).digest('hex');
}

/** The execution as n8n stores it. n8n's contexts hold it, its types do not say so. */
const storedIn = (context: object): IRunExecutionData | undefined =>
	(context as { runExecutionData?: IRunExecutionData | null }).runExecutionData ?? undefined;

/** The key of the wait in the store of the node that belongs to the execution. */
const CURRENT = 'landbotWait';

/** The wait of this name, unless the execution waits for another reply at the same node meanwhile, as in a loop. */
export function currentWait(context: IWebhookFunctions, name: string): Wait | undefined {
	const stored = storedIn(context);
	const store = stored && NodeHelpers.getContext(stored, 'node', context.getNode());
	const wait = store?.[CURRENT] as Wait | undefined;
	return wait?.name === name ? wait : undefined;
}

/**
 * What a delivery for the wait of this name may carry: its secret, or the one that it was given by an n8n that was updated
 * meanwhile and now signs in another way.
 */
export function secretsOf(context: IWebhookFunctions, name: string): string[] {
	const { authorization } = context.getHeaderData();
	const hash = currentWait(context, name)?.secretHash;
	const given = hash ? secretBehind(authorization, hash) : undefined;
	return [secretOf(context, name), ...(given ? [given] : [])];
}

/** What comes out when nobody replies: the keys of a reply, with nothing in them but whom it is about. */
const nothingOf = ({ customer, channel }: Wait): IDataObject => ({
	...Object.fromEntries(Object.keys(eventOf({}, null)).map((key) => [key, null])),
	customer_id: customer,
	channel_id: channel,
	custom_fields: {},
	data: {},
	timedOut: true,
});

const nobodyReplied = (context: IExecuteFunctions, { customer }: Wait, limit: Date) =>
	new NodeOperationError(
		context.getNode(),
		`Customer ${customer} did not reply until ${limit.toISOString()}`,
		{
			itemIndex: 0,
			description:
				"The message was sent. Wait longer, or set 'If Nobody Replies' to 'Continue' and look at 'timedOut' in the output. To ask again, execute the workflow: 'Retry' in the list of executions only repeats this",
		},
	);

/**
 * Puts the execution to wait, and lays down what it goes on with when nobody replies. n8n resumes by handing on the
 * input of the waiting node, without running it again, and throws `resumeError` in its place where there is one.
 */
export async function suspend(
	context: IExecuteFunctions,
	wait: Wait,
	limit: Date,
	failsOnTimeout: boolean,
): Promise<void> {
	context.getContext('node')[CURRENT] = wait;
	// Replaced and not changed: the items of the input belong to the node before.
	const item: INodeExecutionData = { json: nothingOf(wait), pairedItem: { item: 0 } };
	context.getExecuteData().data = { main: [[item]] };
	if (failsOnTimeout && storedIn(context)) {
		context.setMetadata({ resumeError: nobodyReplied(context, wait, limit) });
	}
	await context.putExecutionToWait(limit);
}

/** Takes back what was laid down for the case that nobody replies. */
export function forgetTimeout(context: IWebhookFunctions): void {
	const waiting = storedIn(context)?.executionData?.nodeExecutionStack[0];
	if (waiting?.metadata) delete waiting.metadata.resumeError;
}
