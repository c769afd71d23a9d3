import {
	NodeHelpers,
	NodeOperationError,
	type ExecutionError,
	type FunctionsBase,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IRunExecutionData,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { createHash } from 'crypto';
import { eventOf } from '../trigger/event';

/**
 * What one wait is about. It travels in the resume URL, which n8n signs, so that nothing but n8n's own key has to be
 * stored: that is the same after a restart and in every process of queue mode.
 */
export interface Wait {
	customer: string;
	channel: string;
	/** Random: tells this wait from every other one, also of the same node in a loop. */
	wait: string;
}

/** Where Landbot is to deliver. n8n itself turns away an address that was changed. */
export const addressOf = (context: Pick<FunctionsBase, 'getSignedResumeUrl'>, wait: Wait): string =>
	context.getSignedResumeUrl({ ...wait });

/**
 * The secret that Landbot is given for a wait: made from n8n's signature of another address, which nobody is ever
 * shown. Whoever knows the address of the hook can neither compute it nor use it for another wait.
 */
export function secretOf(context: Pick<FunctionsBase, 'getSignedResumeUrl'>, wait: Wait): string {
	const { search } = new URL(context.getSignedResumeUrl({ ...wait, purpose: 'secret' }));
	return createHash('sha256').update(search).digest('hex');
}

/** The wait that an address is about, if it says so. */
export function waitOf({ customer, channel, wait }: IDataObject): Wait | undefined {
	const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
	return [customer, channel, wait].every(isText)
		? ({ customer, channel, wait } as Wait)
		: undefined;
}

/** The execution as n8n stores it. n8n's contexts hold it, its types do not say so. */
const storedIn = (context: object): IRunExecutionData | undefined =>
	(context as { runExecutionData?: IRunExecutionData | null }).runExecutionData ?? undefined;

/** The key of the wait in the store of the node that belongs to the execution. */
const CURRENT = 'landbotWait';

/**
 * Whether the execution still waits for this, and not for another reply at the same node, as in a loop. An n8n whose
 * contexts do not hold the execution is not asked.
 */
export function isCurrent(context: IWebhookFunctions, { wait }: Wait): boolean {
	const stored = storedIn(context);
	return !stored || NodeHelpers.getContext(stored, 'node', context.getNode())[CURRENT] === wait;
}

/** What comes out when nobody replies: the keys of a reply, with nothing in them but whom it is about. */
const nothingOf = ({ customer, channel }: Wait): IDataObject => ({
	...Object.fromEntries(Object.keys(eventOf({}, null)).map((key) => [key, null])),
	customer_id: Number(customer),
	channel_id: Number(channel),
	custom_fields: {},
	data: {},
	timedOut: true,
});

const nobodyReplied = (context: IExecuteFunctions, { customer }: Wait, limit: Date) => {
	const error = new NodeOperationError(
		context.getNode(),
		`Customer ${customer} did not reply until ${limit.toISOString()}`,
		{
			itemIndex: 0,
			description:
				"The message was sent. Wait longer, or set 'If Nobody Replies' to 'Continue' and look at 'timedOut' in the output",
		},
	);
	// n8n stores it as JSON, which would leave these out.
	const { name, message, stack } = error;
	return { ...error, name, message, stack } as unknown as ExecutionError;
};

/**
 * Puts the execution to wait, and lays down what it goes on with when nobody replies. n8n resumes by handing on the
 * input of the waiting node, without running it again, and throws `resumeError` in its place where there is one.
 */
export async function putToWait(
	context: IExecuteFunctions,
	wait: Wait,
	limit: Date,
	fails: boolean,
): Promise<void> {
	context.getContext('node')[CURRENT] = wait.wait;
	// Replaced and not changed: the items of the input belong to the node before.
	const item: INodeExecutionData = { json: nothingOf(wait), pairedItem: { item: 0 } };
	context.getExecuteData().data = { main: [[item]] };
	if (fails && storedIn(context)) {
		context.setMetadata({ resumeError: nobodyReplied(context, wait, limit) });
	}
	await context.putExecutionToWait(limit);
}

/** Takes back what was laid down for the case that nobody replies. */
export function forgetTimeout(context: IWebhookFunctions): void {
	const waiting = storedIn(context)?.executionData?.nodeExecutionStack[0];
	if (waiting?.metadata) delete waiting.metadata.resumeError;
}
