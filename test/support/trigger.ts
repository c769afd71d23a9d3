/**
 * One Landbot for the tests of a file, and a new n8n for each of them: importing it sets both up.
 */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { call, until } from '../../simulator/test/client.ts';
import { startSimulator, type CustomerMessage, type Simulator } from '../../simulator/index.ts';
import { HURRIED_LIMIT, hurry } from './hurry';
import { newAccount } from './landbot';
import type { Account } from './n8n';
import { startN8n, type N8n, type Setup, type TriggerWorkflow } from './server/triggerWorkflow';
import { ANA, WEB, WHATSAPP } from './people';

export { ANA, WEB };

/** Landbot, as at its start. What it tries again comes a thousand times sooner. */
export let simulator: Simulator;
hurry();

/** The n8n of this test. */
export let n8n: N8n;
/** What `publish` has published last. */
export let workflow: TriggerWorkflow;

beforeAll(async () => {
	simulator = await startSimulator({ limit: HURRIED_LIMIT, hookRetryScale: 0.001 });
});
beforeEach(async () => {
	simulator.reset();
	n8n = await startN8n();
});
afterEach(async () => await n8n.close());
afterAll(async () => await simulator.close());

/** A credential with a token of its own. */
export const account = (): Account => newAccount(simulator);

/** Opens a workflow with these settings of the trigger. It listens to the web channel unless told otherwise. */
export const open = (parameters: IDataObject = {}, more: Partial<Setup> = {}): TriggerWorkflow =>
	n8n.open({
		account: account(),
		parameters: { channels: [WEB], options: { allowLocalAddress: true }, ...parameters },
		...more,
	});

/** Publishes a workflow with these settings of the trigger. It listens to two channels unless told otherwise. */
export async function publish(
	{ options, ...parameters }: IDataObject = {},
	id?: string,
): Promise<TriggerWorkflow> {
	workflow = open(
		{
			channels: [WEB, WHATSAPP],
			...parameters,
			options: { allowLocalAddress: true, ...(options as IDataObject) },
		},
		{ id },
	);
	await workflow.publish();
	return workflow;
}

/** The hooks of a channel, whoever made them. */
export const hooksOn = (channel: number) =>
	simulator.state.hooks.filter((hook) => hook.channel_id === channel);

/** The requests of this method that have arrived at Landbot. */
export const requests = (method: string) =>
	simulator.log.filter((entry) => entry.method === method);

/** Creates a hook of somebody else. */
export const foreign = async (url: string, channel = WEB) =>
	await call(simulator, 'POST', `/channels/${channel}/message_hooks/`, { url, name: 'CRM' });

/** The secret of the first hook. */
export const secret = () => String(simulator.state.hooks[0].token);

/** A message as Landbot sends it. */
export const message = (more: IDataObject = {}): IDataObject => ({
	type: 'text',
	timestamp: 1747943104.006807,
	data: { body: 'hello' },
	sender: { id: ANA, name: 'Ana Ruiz', type: 'customer' },
	customer: { id: ANA, name: 'Ana Ruiz', agent_id: null, archived: false },
	channel: { id: WEB, name: 'Support bot', type: 'landbot' },
	_raw: { author_type: 'user' },
	...more,
});

/** Posts to the address of the workflow; by default a genuine delivery. Answers the status. */
export async function post(
	body: unknown = { messages: [message()] },
	headers: Record<string, string> = {},
	url = workflow.url,
): Promise<number> {
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/json',
			Authorization: `Token ${secret()}`,
			...headers,
		},
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	await response.text();
	return response.status;
}

/** The output of the executions that were started. */
export const outputs = () => workflow.executions.map(([{ json }]) => json);

/** Lets a customer write, and gives the first execution. */
export async function written(
	customer: number,
	said: CustomerMessage,
): Promise<INodeExecutionData> {
	await simulator.writeAs(customer, said);
	await until(() => workflow.executions.length > 0);
	return workflow.executions[0][0];
}
