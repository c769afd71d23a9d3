import { HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';
import {
	UnexpectedError,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodePropertyOptions,
	type IWebhookData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { LandbotTrigger } from '../../../nodes/Landbot/LandbotTrigger.node';
import { additionalData, types, type Account } from '../n8n';
import { startN8nServer, type Answer, type N8nServer } from './n8nServer';

const trigger = new LandbotTrigger();

/** What a workflow with the trigger in it is made of. */
export interface Setup {
	account: Account;
	parameters: IDataObject;
	id?: string;
	name?: string;
}

/** A workflow whose only node is the trigger, in one n8n. */
export interface TriggerWorkflow {
	setup: Setup;
	/** What n8n's database holds of the workflow beside its nodes. */
	stored: IDataObject;
	/** How many of the next executions n8n cannot store. */
	unstorable: number;
	/** The items of every execution that was started, the tests included. */
	executions: INodeExecutionData[][];
	url: string;
	testUrl: string;
	/** Publishes the workflow, or lets a starting n8n find it published. */
	publish(activation?: WorkflowActivateMode): Promise<void>;
	unpublish(): Promise<void>;
	/** What is left when n8n is killed while it publishes: Landbot's side, and nothing stored. */
	publishAndDie(): Promise<void>;
	listen(): Promise<void>;
	stopListening(): Promise<void>;
	/** Only what the node says about the state of its hooks. */
	exists(activation?: WorkflowActivateMode): Promise<boolean>;
}

/** An n8n that knows nothing but triggers of Landbot: it activates workflows, and answers at their addresses. */
export interface N8n extends N8nServer {
	/** What the node wrote to n8n's log. */
	log: string[];
	open(setup: Setup): TriggerWorkflow;
}

/** What answers in an n8n, by the path of the address. */
type Served = Map<string, Answer>;

/** Starts an n8n. */
export async function startN8n(): Promise<N8n> {
	const served: Served = new Map();
	const server = await startN8nServer((path) => served.get(path));
	const n8n: N8n = { ...server, log: [], open: (setup) => openWorkflow(n8n, setup, served) };
	return n8n;
}

const pathOf = (url: string): string => url.slice(url.indexOf('/webhook'));

/** The trigger as a workflow holds it. */
const triggerNode = (more: Partial<INode> = {}): INode => ({
	id: 'node',
	name: 'Landbot Trigger',
	type: 'n8n-nodes-landbot.landbotTrigger',
	typeVersion: 2,
	position: [0, 0],
	parameters: {},
	credentials: { landbotApi: { id: '1', name: 'Landbot' } },
	...more,
});

/** Opens a workflow in an n8n. */
function openWorkflow(n8n: N8n, setup: Setup, served: Served): TriggerWorkflow {
	const { id = 'workflow-1' } = setup;
	const executions: INodeExecutionData[][] = [];
	const path = `${id}-hook/webhook`;
	const webhook = (isTest: boolean) =>
		({
			isTest,
			path,
			webhookDescription: trigger.description.webhooks?.[0],
		}) as unknown as IWebhookData;
	const load = (staticData: IDataObject) => {
		const node = triggerNode({
			id: `${id}-node`,
			webhookId: `${id}-hook`,
			parameters: setup.parameters as INode['parameters'],
		});
		const workflow = new Workflow({
			id,
			name: setup.name ?? 'Answer customers',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: types,
			staticData: structuredClone(staticData),
		});
		return { workflow, node };
	};
	const around = (more: object = {}) => ({
		...additionalData(setup.account),
		webhookBaseUrl: `${n8n.origin}/webhook`,
		webhookTestBaseUrl: `${n8n.origin}/webhook-test`,
		...more,
	});
	const withLog = <T extends object>(context: T): T =>
		Object.defineProperty(context, 'logger', {
			value: { warn: (line: string) => n8n.log.push(line), info() {}, debug() {}, error() {} },
		});
	const save = ({ staticData }: Workflow) => JSON.parse(JSON.stringify(staticData)) as IDataObject;

	/** Calls a method of the life cycle with the data that n8n has, and gives what it has afterwards. */
	const call = async (
		method: 'checkExists' | 'create' | 'delete',
		staticData: IDataObject,
		[mode, activation, isTest]: [WorkflowExecuteMode, WorkflowActivateMode, boolean],
	) => {
		const { workflow, node } = load(staticData);
		const context = withLog(
			new HookContext(workflow, node, around(), mode, activation, webhook(isTest)),
		);
		const answer = await trigger.webhookMethods.default[method].call(context).finally(() => {
			if (method === 'delete') self.stored = isTest ? self.stored : save(workflow);
		});
		return { answer, staticData: save(workflow) };
	};
	const serve = (url: string, mode: WorkflowExecuteMode, staticData: () => IDataObject) =>
		served.set(pathOf(url), async (httpRequest, httpResponse) => {
			const { workflow, node } = load(staticData());
			const context = withLog(
				new WebhookContext(
					workflow,
					node,
					around({ httpRequest, httpResponse }),
					mode,
					webhook(mode === 'manual'),
					[],
					null,
				),
			);
			const given = await trigger.webhook.call(context);
			const { workflowData } = given;
			if (workflowData && self.unstorable-- > 0) throw new UnexpectedError('SQLITE_BUSY');
			if (workflowData) executions.push(...workflowData);
			return given;
		});

	const urlOf = (kind: string) => `${n8n.origin}/${kind}/${path}`;
	let listening: IDataObject = {};
	const start = async (activation: WorkflowActivateMode) => {
		const { url } = self;
		serve(url, 'webhook', () => self.stored);
		const circumstances: [WorkflowExecuteMode, WorkflowActivateMode, boolean] = [
			'trigger',
			activation,
			false,
		];
		const { answer } = await call('checkExists', self.stored, circumstances);
		return answer ? self.stored : (await call('create', self.stored, circumstances)).staticData;
	};
	const self: TriggerWorkflow = {
		setup,
		unstorable: 0,
		stored: {},
		executions,
		get url() {
			return urlOf('webhook');
		},
		get testUrl() {
			return urlOf('webhook-test');
		},
		async publish(activation = 'activate') {
			self.stored = await start(activation).catch(async (error) => {
				// n8n cleans up and tells what went wrong first; versions before 2.41 clean up with what their database holds.
				await self.unpublish().catch(() => {});
				throw error;
			});
		},
		async publishAndDie() {
			await start('activate');
		},
		async unpublish() {
			served.delete(pathOf(self.url));
			await call('delete', self.stored, ['internal', 'update', false]);
		},
		async listen() {
			serve(self.testUrl, 'manual', () => listening);
			listening = {};
			const manual: [WorkflowExecuteMode, WorkflowActivateMode, boolean] = [
				'manual',
				'manual',
				true,
			];
			if ((await call('checkExists', {}, manual)).answer) return;
			listening = (await call('create', {}, manual)).staticData;
		},
		async stopListening() {
			await call('delete', listening, ['internal', 'update', true]);
			served.delete(pathOf(self.testUrl));
		},
		exists: async (activation = 'activate') =>
			Boolean((await call('checkExists', self.stored, ['trigger', activation, false])).answer),
	};
	return self;
}

/** Fills the list of channels of the trigger as the editor does. */
export async function channelOptions(account: Account): Promise<INodePropertyOptions[]> {
	const node = triggerNode();
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: types,
	});
	const context = new LoadOptionsContext(workflow, node, additionalData(account), 'channels');
	return await trigger.methods.loadOptions.getChannels.call(context);
}
