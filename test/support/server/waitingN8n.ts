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
import { Landbot } from '../../../nodes/Landbot/Landbot.node';
import { additionalData, landbotWorkflow, resultOf, types, type Account } from '../n8n';
import { startN8nServer, type Answer } from './n8nServer';

type Result = ReturnType<typeof resultOf>;

/** One execution of a workflow that waits, as n8n's database holds it. */
export interface Execution {
	id: string;
	status: 'running' | 'waiting' | 'finished';
	/** What the last run of the engine gave. */
	result: Result;
	/** How often a reply has resumed it. */
	resumed: number;
	/** An address of this execution as n8n signs it. */
	addressWith(query: Record<string, string>): string;
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
	run(
		account: Account,
		parameters: IDataObject,
		more?: { items?: IDataObject[]; settings?: Partial<INode> },
	): Promise<Execution>;
	close(): Promise<void>;
}

/** Starts an n8n that answers at the addresses of waiting executions as its `WaitingWebhooks` does. */
export async function startWaitingN8n(controls: Controls): Promise<WaitingN8n> {
	const { webhook } = new Landbot();
	/** What answers for an execution, by its ID. */
	const answers = new Map<string, Answer>();
	const server = await startN8nServer((path) => answers.get(path.split('/')[2]));
	let last = 0;
	return {
		close: async () => await server.close(),
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
				webhookWaitingBaseUrl: `${controls.publicOrigin ?? server.origin}/webhook-waiting`,
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
			/** What n8n's database would hold. */
			let stored = '';
			const load = () => parse(stored) as IRunExecutionData;
			const execute = async (data: IRunExecutionData): Promise<Result> => {
				execution.status = 'running';
				const running = new WorkflowExecute(around(), 'manual', data).processRunExecutionData(
					workflow(),
				);
				controls.cancel = () => running.cancel();
				const run: IRun = await running;
				stored = stringify(run.data);
				await controls.stored;
				execution.status = run.data.waitTill ? 'waiting' : 'finished';
				return (execution.result = resultOf(run));
			};
			const execution: Execution = {
				id,
				status: 'running',
				result: undefined as unknown as Result,
				resumed: 0,
				addressWith: (query) => contextOf(null).getSignedResumeUrl(query),
				timeOut: async () => await execute(load()),
			};
			/** Goes on with a reply, as n8n does with a node that waits for a webhook. */
			const resume: Answer = async (httpRequest, httpResponse) => {
				const data = load();
				const [entry] = data.executionData!.nodeExecutionStack;
				entry.node.disabled = true;
				data.waitTill = undefined;
				data.resultData.runData.Landbot.pop();
				const context = contextOf(data, { httpRequest, httpResponse });
				const given = await webhook.call(context);
				const { workflowData } = given;
				if (!workflowData) return given;
				entry.data.main = workflowData;
				entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
				execution.resumed++;
				await execute(data);
				return given;
			};
			answers.set(id, async (request, response) => {
				const { signature, ...query } = request.query;
				const genuine = new URL(contextOf(null).getSignedResumeUrl(query));
				if (!signature || genuine.search !== request.search) return response.status(401).json();
				if (execution.status === 'running') return response.status(409).json();
				if (execution.status === 'finished') return response.json('No action required');
				return await resume(request, response);
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
}
