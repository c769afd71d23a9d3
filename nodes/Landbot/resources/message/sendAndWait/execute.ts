import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { formFieldsOf } from '../../operation';
import { notAsTool, sendAndWait as operation } from '.';
import { unwrap } from '../../../api/response';
import { inquire, type Question } from '../../../api/client';
import { idOfPerson, personOf } from '../../../parameters/customer';
import type { Client } from '../../../execution/itemClient';
import { canceled, errorJson, toNodeError } from '../../../api/errors/toNodeError';
import { LandbotFailure, mayHaveArrived, Refusal } from '../../../api/errors/apiError';
import { locatorOf, unusable } from '../../../parameters/read';
import { checkForm, mustBeMeant } from '../../../parameters/formCheck';
import { PATIENT } from '../../../api/retry';
import { epochMs } from '../../../api/time';
import { assertReachable } from '../../../parameters/address';
import { nameOfWait } from '../../../webhooks/pendingReplies';
import { createHook, type MessageHook } from '../../../api/messageHooks';
import { optionsOf } from '../../../trigger/properties';
import { id } from '../../../api/values';
import { contentOf, failsInTheEnd, formOf, limitOf, type Form } from './parameters';
import { removeLeftOvers, takeBack } from './expiredHooks';
import { addressOf, newName, putToWait, secretOf } from './wait';

/** Clocks that are set right differ by less, in milliseconds. */
const CLOCKS_DIFFER_MS = 600_000;

/** Messages that may have arrived although no answer came: a new try of Retry On Fail must not send them again. */
const unclear = new WeakMap<object, unknown>();

/** How the only item asks Landbot: paced and retried like that of any operation. */
const clientOf = (context: IExecuteFunctions): Client => ({
	ask: async <T>(question: Question, read: (body: unknown) => T) =>
		await inquire(context, question, read, PATIENT, context.getExecutionCancelSignal()),
	once: async (_key, make) => await make(),
});

/** n8n can put an execution to wait only as a whole. */
function mustBeAlone(form: Form, items: number): void {
	if (form.getNode().type.endsWith('Tool')) throw notAsTool(form);
	if (items === 1) return;
	throw unusable(
		form,
		`An execution can wait for one reply at a time, and there are ${items} items`,
		"Put 'Loop Over Items' with a batch size of 1 in front of this node, and lead the output of this node back to it. Nothing was sent",
	);
}

/** The ID of the channel that the customer writes on. */
async function channelOf(client: Pick<Client, 'ask'>, customer: number): Promise<number> {
	return await client.ask({ method: 'GET', path: `/customers/${customer}/` }, (body) => {
		const channel = id((unwrap(body) as IDataObject | undefined)?.channel_id);
		if (channel === null) throw new Refusal({ status: 200, body });
		return channel;
	});
}

/** Refuses a channel of APIchat: Landbot documents that what its customers write reaches no message hook. */
async function mustReport(form: Form, client: Pick<Client, 'ask'>, channel: number): Promise<void> {
	const question = { method: 'GET' as const, path: `/channels/${channel}/` };
	const type = await client
		.ask(question, (body) => (unwrap(body) as IDataObject | undefined)?.type)
		// An agent who may write on a channel may not be allowed to look at it.
		.catch(() => undefined);
	if (type !== 'apichat') return;
	throw unusable(
		form,
		`Landbot does not report what customers write on channel ${channel}`,
		'It is a channel of APIchat: your own program has the replies. Nothing was sent',
	);
}

/** When Landbot made a hook, unless that is far from n8n's own time: then it is something else than it seems. */
function madeAt({ created_at: createdAt }: MessageHook, now = Date.now()): number | null {
	const made = epochMs(createdAt);
	return made !== null && Math.abs(made - now) < CLOCKS_DIFFER_MS ? made : null;
}

/** Sends the message and puts the execution to wait. Leaves no message hook behind when that is not possible. */
async function sendThenWait(context: IExecuteFunctions): Promise<void> {
	const form = formOf(context);
	mustBeAlone(form, context.getInputData().length);
	mustBeMeant(form, checkForm(context.getNode(), formFieldsOf(operation)));
	const client = clientOf(context);
	const limit = limitOf(context, form);
	const fails = failsInTheEnd(form);
	const person = personOf(form, locatorOf(form, 'customer'));
	const { path, body } = await contentOf(form, client);
	const options = optionsOf(form.getNodeParameter('options', {}));
	const node = context.getNode();
	assertReachable(node, context.getSignedResumeUrl(), options.allowLocalAddress);

	const customer = Number(await idOfPerson(form, person, client));
	const channel = await channelOf(client, customer);
	await mustReport(form, client, channel);
	await removeLeftOvers(context, channel);
	const name = newName();
	const send = async () => {
		const hook = await createHook(context, channel, {
			url: addressOf(context, name),
			token: secretOf(context, name),
			name: nameOfWait(customer, limit),
		});
		const question = { method: 'POST' as const, path: `/customers/${customer}/${path}`, body };
		await client.ask(question, () => undefined);
		if (context.getExecutionCancelSignal()?.aborted) throw canceled(node, 0);
		return hook;
	};
	const hook = await send().catch(async (error) => {
		await takeBack(context, channel, name);
		if (error instanceof LandbotFailure && mayHaveArrived(error.asked, error.failure)) {
			unclear.set(context.getExecuteData(), error);
		}
		return await Promise.reject(error);
	});
	const wait = { name, customer, channel, hook: hook.id, since: madeAt(hook), options };
	await putToWait(context, wait, limit, fails);
}

/**
 * Message > Send and Wait for Reply. n8n's engine calls it in place of the declarative request. What goes wrong is
 * explained as for every operation, and comes out as an error item when the node continues on fail.
 */
export async function sendAndWait(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const former = unclear.get(this.getExecuteData());
		if (former) throw former;
		await sendThenWait(this);
		// n8n hands nothing of this on. It must not be the input: n8n takes a column `error` there for a failure, and would
		// run the node again where Retry On Fail is on.
		return [[{ json: {}, pairedItem: { item: 0 } }]];
	} catch (error) {
		if (this.getExecutionCancelSignal()?.aborted) {
			throw canceled(this.getNode(), 0);
		}
		const shown =
			error instanceof LandbotFailure || !(error as NodeOperationError).node
				? toNodeError(this.getNode(), error, 0)
				: (error as NodeOperationError);
		if (!this.continueOnFail()) throw shown;
		return [
			this.getInputData().map((_, item) => ({ json: errorJson(shown), pairedItem: { item } })),
		];
	}
}
