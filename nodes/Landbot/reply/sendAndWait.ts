import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { unwrap } from '../transport/answer';
import { inquire, type Question } from '../transport/ask';
import { idOfPerson, personOf } from '../transport/customer';
import type { Door } from '../transport/door';
import { canceled, errorJson, toNodeError } from '../transport/explain';
import { LandbotFailure, mayHaveArrived, Refusal } from '../transport/failure';
import { unusable } from '../transport/form';
import { PATIENT } from '../transport/retry';
import { assertReachable } from '../trigger/address';
import { createHook, deleteHook } from '../trigger/hooks';
import { newSecret } from '../trigger/secret';
import { id } from '../trigger/values';
import { contentOf, formOf, limitOf, type Form } from './form';
import { nameOf, removeLeftOvers } from './hooks';
import { addressOf, putToWait, secretOf } from './wait';

/** Messages that may have arrived although no answer came: a new try of Retry On Fail must not send them again. */
const unclear = new WeakMap<object, unknown>();

/** The door to Landbot of the only item: paced and retried like that of any operation. */
const doorOf = (context: IExecuteFunctions): Pick<Door, 'ask' | 'once'> => ({
	ask: async <T>(question: Question, read: (body: unknown) => T) =>
		await inquire(context, question, read, PATIENT, context.getExecutionCancelSignal()),
	once: async (_key, make) => await make(),
});

/** A tool answers its agent at once; there is no execution of its own that could wait. */
export const notAsTool = (form: Form): NodeOperationError =>
	unusable(
		form,
		'An agent cannot wait for a reply with this tool',
		"Put the node into the workflow behind the agent, or give the agent 'Send Text'. Nothing was sent",
	);

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
async function channelOf(door: Pick<Door, 'ask'>, customer: string): Promise<number> {
	return await door.ask({ method: 'GET', path: `/customers/${customer}/` }, (body) => {
		const channel = id((unwrap(body) as IDataObject | undefined)?.channel_id);
		if (channel === null) throw new Refusal({ status: 200, body });
		return channel;
	});
}

/** Sends the message and puts the execution to wait. Leaves no message hook behind when that is not possible. */
async function sendThenWait(context: IExecuteFunctions): Promise<void> {
	const form = formOf(context);
	mustBeAlone(form, context.getInputData().length);
	const door = doorOf(context) as Door;
	const limit = limitOf(context, form);
	const person = personOf(form);
	const { path, body } = await contentOf(form, door);
	const { allowLocalAddress } = form.getNodeParameter('options', {}) as IDataObject;
	const base = context.getSignedResumeUrl();
	assertReachable(context.getNode(), base, allowLocalAddress === true);

	const customer = await idOfPerson(form, person, door);
	const channel = await channelOf(door, customer);
	await removeLeftOvers(context, channel);
	const wait = { customer, channel: String(channel), wait: newSecret() };
	const hook = await createHook(context, channel, {
		url: addressOf(context, wait),
		token: secretOf(context, wait),
		name: nameOf(wait, limit),
	});
	const question = { method: 'POST' as const, path: `/customers/${customer}/${path}`, body };
	const send = door.ask(question, () => undefined);
	await send.catch(async (error) => {
		await deleteHook(context, channel, hook).catch(({ message }: Error) =>
			context.logger.warn(`Message hook ${hook} of channel ${channel} stays: ${message}`),
		);
		if (error instanceof LandbotFailure && mayHaveArrived(error.asked, error.failure)) {
			unclear.set(context.getExecuteData(), error);
		}
		return await Promise.reject(error);
	});
	const fails = form.getNodeParameter('ifNobodyReplies', 'continue') === 'fail';
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
		return [this.getInputData()];
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
