import { fastify } from 'fastify';
import { parse, stringify } from 'flatted';
import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type IRun,
	type IRunExecutionData,
	type IWebhookData,
	type IWorkflowBase,
} from 'n8n-workflow';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { additionalData, landbotWorkflow, resultOf, types, type Account } from './n8n';

type Result = ReturnType<typeof resultOf>;

/** One execution of a workflow that waits, as n8n's database holds it. */
export interface Execution {
	id: string;
	status: 'running' | 'waiting' | 'finished';
	/** What the last run of the engine gave. */
	result: Result;
	/** How often a reply has resumed it. */
	resumed: number;
	/** Lets the time be up, as n8n's timer does. */
	timeOut(): Promise<Result>;
}

/** What a test steers, or sees to, while executions run. */
export interface Controls {
	/** Where another origin is wanted in the resume URL. */
	publicOrigin?: string;
	/** Puts off the moment at which an execution counts as waiting. */
	stored: Promise<void>;
	/** Cancels the execution that is running. */
	cancel: () => void;
}

/** The part of n8n's server around executions that wait. */
export interface WaitingN8n {
	origin: string;
	run(
		account: Account,
		parameters: IDataObject,
		more?: { items?: IDataObject[]; settings?: Partial<INode> },
	): Promise<Execution>;
	close(): Promise<void>;
}

/** Starts a server that answers at the addresses of waiting executions as n8n's `WaitingWebhooks` does. */
export async function startWaitingN8n(controls: Controls): Promise<WaitingN8n> {
	const { webhook } = new Landbot();
	const waiting = new Map<string, (request: object, response: object) => Promise<boolean>>();
	/** What n8n's own signature of an address with these parameters is. */
	const signers = new Map<string, (query: Record<string, string>) => string>();
	const statuses = new Map<string, Execution['status']>();
	const app = fastify({ forceCloseConnections: true });
	app.post<{ Params: { id: string; node: string } }>(
		'/webhook-waiting/:id/:node',
		async (request, reply) => {
			const url = new URL(request.url, n8n.origin);
			const { signature, ...query } = Object.fromEntries(url.searchParams);
			const { id } = request.params;
			const genuine = new URL(signers.get(id)?.(query) ?? n8n.origin);
			if (!signature || genuine.search !== url.search) return await reply.code(401).send();
			const status = statuses.get(id);
			if (status === 'running') return await reply.code(409).send();
			const resume = waiting.get(id);
			if (status !== 'waiting' || !resume) return await reply.code(200).send('No action required');
			const response = {
				status: (code: number) => (reply.code(code), response),
				json: (content: unknown) => void reply.send(content),
				once: (event: string, listener: () => void) => void reply.raw.once(event, listener),
				get statusCode() {
					return reply.raw.statusCode;
				},
			};
			const { headers, body } = request;
			await resume({ method: 'POST', headers, body, query: { ...query, signature } }, response);
			return reply.sent ? reply : await reply.send({ message: 'Webhook call received' });
		},
	);
	let last = 0;
	const n8n: WaitingN8n = {
		origin: await app.listen({ port: 0, host: '127.0.0.1' }),
		close: async () => await app.close(),
		async run(account, parameters, { items = [{}], settings } = {}) {
			const id = String(++last);
			const json = landbotWorkflow(items, parameters, settings);
			const workflow = () =>
				new Workflow({
					id: 'test',
					nodes: structuredClone(json.nodes),
					connections: json.connections,
					active: false,
					nodeTypes: types,
					settings: { executionOrder: 'v1' },
				});
			const around = (more: object = {}) => ({
				...additionalData(
					account,
					new ExecutionLifecycleHooks('manual', id, json as IWorkflowBase),
				),
				executionId: id,
				webhookWaitingBaseUrl: `${controls.publicOrigin ?? n8n.origin}/webhook-waiting`,
				...more,
			});
			const contextOf = (data: IRunExecutionData | null, more?: object) =>
				new WebhookContext(
					workflow(),
					workflow().getNode('Landbot') as INode,
					around(more),
					'manual',
					{ webhookDescription: {} } as IWebhookData,
					[],
					data,
				);
			signers.set(id, (query) => contextOf(null).getSignedResumeUrl(query));
			/** What n8n's database would hold. */
			let stored = '';
			const load = () => parse(stored) as IRunExecutionData;
			const execute = async (data: IRunExecutionData): Promise<Result> => {
				statuses.set(id, 'running');
				const running = new WorkflowExecute(around(), 'manual', data).processRunExecutionData(
					workflow(),
				);
				controls.cancel = () => running.cancel();
				const run: IRun = await running;
				stored = stringify(run.data);
				await controls.stored;
				execution.status = run.data.waitTill ? 'waiting' : 'finished';
				statuses.set(id, execution.status);
				return (execution.result = resultOf(run));
			};
			const execution: Execution = {
				id,
				status: 'running',
				result: undefined as unknown as Result,
				resumed: 0,
				timeOut: async () => await execute(load()),
			};
			waiting.set(id, async (httpRequest, httpResponse) => {
				const data = load();
				const [entry] = data.executionData!.nodeExecutionStack;
				entry.node.disabled = true;
				data.waitTill = undefined;
				data.resultData.runData.Landbot.pop();
				const context = contextOf(data, { httpRequest, httpResponse });
				const { workflowData } = await webhook.call(context);
				if (!workflowData) return false;
				entry.data.main = workflowData;
				entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
				execution.resumed++;
				await execute(data);
				return true;
			});
			await execute(
				createRunExecutionData({
					executionData: {
						nodeExecutionStack: [
							{ node: json.nodes[0], data: { main: [[{ json: {} }]] }, source: null },
						],
					},
				}),
			);
			return execution;
		},
	};
	return n8n;
}
