import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { reportsNothing } from '../../../api/channels';
import { createClient, type LandbotClient } from '../../../api/client';
import { endpoints } from '../../../api/endpoints';
import { type RequestError, ResponseError } from '../../../api/errors/apiError';
import { CANCELED } from '../../../api/errors/explanations';
import { errorJson, toNodeError } from '../../../api/errors/toNodeError';
import { createHook, type MessageHook } from '../../../api/messageHooks';
import { unwrap } from '../../../api/response';
import { workflowRetries } from '../../../api/retry';
import { epochMs, id, object } from '../../../api/values';
import { readCustomer, resolveCustomerId } from '../../../parameters/customer';
import { checkForm, mustBeMeant } from '../../../parameters/formCheck';
import { invalidParameter, type ItemForm, locatorOf } from '../../../parameters/read';
import { optionsOf } from '../../../webhooks/options';
import { waitHookName } from '../../../webhooks/pendingReplies';
import { assertReachable } from '../../../webhooks/publicAddress';
import { hashOf } from '../../../webhooks/secret';
import { formFieldsOf } from '../../operation';
import { removeExpiredHooks, removeOwnHook } from './expiredHooks';
import { notAsTool, sendAndWait as operation } from './index';
import { contentOf, failsOnTimeout, formOf, readDeadline, settingsOf } from './parameters';
import { addressOf, newName, secretOf, suspend } from './wait';

/** Clocks that are set right differ by less, in milliseconds. */
const CLOCKS_DIFFER_MS = 600_000;

/** Messages that may have arrived although no answer came: a new try of Retry On Fail must not send them again. */
const possiblySent = new WeakMap<object, RequestError>();

/** n8n can put an execution to wait only as a whole. */
function mustBeAlone(form: ItemForm, items: number): void {
	if (form.getNode().type.endsWith('Tool')) throw notAsTool(form);
	if (items === 1) return;
	throw invalidParameter(
		form,
		`An execution can wait for one reply at a time, and there are ${items} items`,
		"Put 'Loop Over Items' with a batch size of 1 in front of this node, and lead the output of this node back to it. Nothing was sent",
	);
}

/** The ID of the channel that the customer writes on. */
async function channelOf(client: LandbotClient, customer: number): Promise<number> {
	return await client.call(endpoints.getCustomer, { values: { customer } }, (body) => {
		const channel = id(object(unwrap(body)).channel_id);
		if (channel === null) throw new ResponseError({ status: 200, body });
		return channel;
	});
}

/** Refuses a channel whose customers' messages reach no message hook. */
async function mustReport(form: ItemForm, client: LandbotClient, channel: number): Promise<void> {
	const type = await client
		.call(endpoints.getChannel, { values: { channel } }, (body) => object(unwrap(body)).type)
		// An agent who may write on a channel may not be allowed to look at it.
		.catch(() => undefined);
	if (!reportsNothing(type)) return;
	throw invalidParameter(
		form,
		`Landbot does not report what customers write on channel ${channel}`,
		'It is a channel of APIchat: your own program has the replies. Nothing was sent',
	);
}

/** When Landbot made a hook, unless that is far from n8n's own time: then it is something else than it seems. */
function madeAt({ created_at: createdAt }: MessageHook): number | null {
	const made = epochMs(createdAt);
	return made !== null && Math.abs(made - Date.now()) < CLOCKS_DIFFER_MS ? made : null;
}

const canceled = (node: INode) => new NodeOperationError(node, CANCELED, { itemIndex: 0 });

/** Sends the message and puts the execution to wait. Leaves no message hook behind when that is not possible. */
async function sendThenWait(context: IExecuteFunctions): Promise<void> {
	const form = formOf(context);
	mustBeAlone(form, context.getInputData().length);
	mustBeMeant(form, checkForm(context.getNode(), formFieldsOf(operation)));
	const settings = settingsOf(context);
	const signal = context.getExecutionCancelSignal();
	// What is asked for an item is retried as that of any operation, and explained where it ends.
	const client = createClient(context, {
		settings,
		retries: workflowRetries,
		signal,
		explains: false,
	});
	const hooks = createClient(context, { settings });
	const deadline = readDeadline(form);
	const failsInTheEnd = failsOnTimeout(form);
	const reference = readCustomer(form, locatorOf(form, 'customer'));
	const { endpoint, body } = await contentOf(form, client);
	const options = optionsOf(form.getNodeParameter('options', {}));
	const node = context.getNode();
	assertReachable(node, context.getSignedResumeUrl(), options.allowLocalAddress);

	const customer = Number(await resolveCustomerId(form, reference, client));
	const channel = await channelOf(client, customer);
	await mustReport(form, client, channel);
	await removeExpiredHooks(context, hooks, channel);
	const name = newName();
	const secret = secretOf(context, name);
	const send = async () => {
		const hook = await createHook(hooks, channel, {
			url: addressOf(context, name),
			token: secret,
			name: waitHookName(customer, deadline),
		});
		await client.call(endpoint, { values: { customer }, body }, () => undefined);
		if (signal?.aborted) throw canceled(node);
		return hook;
	};
	const hook = await send().catch(async (error: RequestError) => {
		await removeOwnHook(context, settings, channel, name);
		if (error.mayHaveTakenEffect) possiblySent.set(context.getExecuteData(), error);
		return await Promise.reject(error);
	});
	const secretHash = hashOf(secret);
	const wait = { name, secretHash, customer, channel, hook: hook.id, since: madeAt(hook), options };
	await suspend(context, wait, deadline, failsInTheEnd);
}

/**
 * Message > Send and Wait for Reply. n8n's engine calls it in place of the declarative request. What goes wrong is
 * explained as for every operation, and comes out as an error item when the node continues on fail.
 */
export async function sendAndWait(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const former = possiblySent.get(this.getExecuteData());
		if (former) throw former;
		await sendThenWait(this);
		// n8n hands nothing of this on. It must not be the input: n8n takes a column `error` there for a failure, and would
		// run the node again where Retry On Fail is on.
		return [[{ json: {}, pairedItem: { item: 0 } }]];
	} catch (error) {
		const mayBeDone = (error as RequestError).mayHaveTakenEffect;
		if (this.getExecutionCancelSignal()?.aborted && !mayBeDone) throw canceled(this.getNode());
		const isExplained = error instanceof NodeApiError || error instanceof NodeOperationError;
		const shown = isExplained ? error : toNodeError(this.getNode(), error, 0);
		if (!this.continueOnFail()) throw shown;
		return [
			this.getInputData().map((_, item) => ({ json: errorJson(shown), pairedItem: { item } })),
		];
	}
}
