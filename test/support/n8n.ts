import {
	CredentialTestContext,
	DirectoryLoader,
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	setSafeRegexEngine,
	Workflow,
	type IExecuteData,
	type IDataObject,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Credentials } from './credentials';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { LandbotTrigger } from '../../nodes/Landbot/LandbotTrigger.node';

// n8n gives up a form's regular expression after 250 ms of the clock, which on a busy machine happens to any. Older
// versions never did, and have nothing to set.
setSafeRegexEngine?.({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, text) => input.replace(new RegExp(pattern, flags), text),
	matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, `${flags}g`))],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});

const landbot = asServed(new Landbot());

/** Everything a workflow of the tests may contain, under the names that n8n gives the types of the package. */
const nodeTypes = new Map<string, INodeType>([
	['n8n-nodes-base.manualTrigger', start()],
	['n8n-nodes-landbot.landbot', landbot],
	['n8n-nodes-landbot.landbotTool', landbot],
	['n8n-nodes-landbot.landbotHitlTool', landbot],
	['n8n-nodes-landbot.landbotTrigger', new LandbotTrigger()],
]);

/** A trigger that gives the items of its parameter `items`. */
function start(): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'manualTrigger',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			properties: [{ displayName: 'Items', name: 'items', type: 'json', default: [] }],
		},
		async execute(this: IExecuteFunctions) {
			// As they are: n8n would calculate what begins with an equals sign.
			const items = (this.getNode().parameters.items ?? []) as IDataObject[];
			return [items.map((json, item) => ({ json, pairedItem: { item } }))];
		},
	};
}

/** What n8n's server does to a declarative node when it loads it. */
function asServed(node: INodeType): INodeType {
	DirectoryLoader.applyDeclarativeNodeOptionParameters(node);
	node.execute = async function (this: IExecuteFunctions) {
		return (await new RoutingNode(this as never, node).runNode()) ?? [];
	};
	return node;
}

/** What a workflow runs with. */
export interface Account {
	apiToken: string;
	baseUrl: string;
}

/** The types of nodes, as a workflow looks them up. */
export const types: INodeTypes = {
	getByName: (name) => nodeTypes.get(name) as INodeType,
	getByNameAndVersion: (name) => nodeTypes.get(name) as INodeType,
	getKnownTypes: () => ({}),
};

/** What n8n hands to everything that it runs. */
export const additionalData = (account: Account, hooks?: ExecutionLifecycleHooks) =>
	({
		credentialsHelper: new Credentials({ ...account }),
		hooks,
		variables: {},
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookBaseUrl: 'http://n8n.example/webhook',
		webhookWaitingBaseUrl: 'http://n8n.example/webhook-waiting',
		formWaitingBaseUrl: 'http://n8n.example/form-waiting',
		currentNodeExecutionIndex: 0,
	}) as unknown as IWorkflowExecuteAdditionalData;

const asWorkflow = ({ nodes, connections }: Pick<IWorkflowBase, 'nodes' | 'connections'>) =>
	new Workflow({ id: 'test', nodes, connections, active: false, nodeTypes: types, settings: {} });

/** Runs a workflow as n8n would, from its first node on. Cancel it by the `cancel` of the returned promise. */
export function runWorkflow(json: Pick<IWorkflowBase, 'nodes' | 'connections'>, account: Account) {
	const workflow = asWorkflow(json);
	const run = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: json.nodes[0], data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const hooks = new ExecutionLifecycleHooks('manual', 'test', json as IWorkflowBase);
	return new WorkflowExecute(additionalData(account, hooks), 'manual', run).processRunExecutionData(
		workflow,
	);
}

/** One Landbot node behind a start that gives the items. `settings` are those of the node, such as `onError`. */
export function landbotWorkflow(
	items: IDataObject[],
	parameters: IDataObject,
	settings: Partial<INode> = {},
): Pick<IWorkflowBase, 'nodes' | 'connections'> {
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	return {
		nodes: [
			{
				...common,
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				parameters: { items: items as never },
			},
			{
				...common,
				id: 'landbot',
				name: 'Landbot',
				type: 'n8n-nodes-landbot.landbot',
				parameters: parameters as INode['parameters'],
				credentials: { landbotApi: { id: '1', name: 'Landbot' } },
				...settings,
			},
		],
		connections: { Start: { main: [[{ node: 'Landbot', type: 'main', index: 0 }]] } },
	};
}

/** What the Landbot node of a finished run gave: its outputs, or the error that a person sees. */
export function resultOf(run: IRun): {
	output: INodeExecutionData[];
	errorOutput: INodeExecutionData[];
	error: ITaskData['error'];
	run: IRun;
} {
	const task = run.data.resultData.runData.Landbot?.at(-1);
	const [output, errorOutput] = task?.data?.main ?? [];
	return {
		output: output ?? [],
		errorOutput: errorOutput ?? [],
		error: task?.error,
		run,
	};
}

/** Runs one Landbot node for the items. */
export const runLandbot = async (
	account: Account,
	items: IDataObject[],
	parameters: IDataObject,
	settings?: Partial<INode>,
) => resultOf(await runWorkflow(landbotWorkflow(items, parameters, settings), account));

/** What the editor shows after a click on Test or Save of a credential. */
export async function clickTest(data: Partial<Account>) {
	const credential = { id: '1', name: 'Landbot', type: 'landbotApi', data };
	return await new Landbot().methods.credentialTest.landbotApiTest.call(
		new CredentialTestContext({} as never) as never,
		credential as never,
	);
}

/** What a dropdown or mapper of the open form may ask; `form` is what the person has entered in it so far. */
export function openForm(account: Account, form: IDataObject = {}): ILoadOptionsFunctions {
	const workflow = asWorkflow(landbotWorkflow([], form));
	const data = additionalData(account);
	data.currentNodeParameters = form as INodeParameters;
	return new LoadOptionsContext(workflow, workflow.getNode('Landbot') as INode, data, '');
}

/** Fills a dropdown as the editor does. */
export const searchList = async (
	account: Account,
	method: keyof Landbot['methods']['listSearch'],
	filter?: string,
	paginationToken?: string,
	form?: IDataObject,
): Promise<INodeListSearchResult> =>
	await new Landbot().methods.listSearch[method].call(
		openForm(account, form),
		filter,
		paginationToken,
	);

/**
 * Calls the Landbot node as n8n's agents and its MCP server call a tool in their own process: with the arguments as
 * input, and with the execution data of the agent, the same for all calls.
 */
export async function callTool(
	account: Account,
	agent: IExecuteData,
	args: IDataObject,
	parameters: IDataObject,
	settings?: Partial<INode>,
): Promise<IDataObject[]> {
	const json = landbotWorkflow([], parameters, settings);
	const workflow = asWorkflow(json);
	const context = new ExecuteContext(
		workflow,
		workflow.getNode('Landbot') as INode,
		additionalData(account),
		'manual',
		createRunExecutionData({}),
		0,
		[{ json: args }],
		{ ai_tool: [[{ json: args }]] },
		agent,
		[],
	);
	const output = await new RoutingNode(context, landbot).runNode();
	return (output?.[0] ?? []).map((item) => item.json);
}
