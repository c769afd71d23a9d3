import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { landbotApiTest } from './api/credentialTest';
import { getChannels } from './methods/channels';
import { triggerProperties } from './trigger/properties';
import {
	areHooksRegistered,
	inOneSentence,
	registerHooks,
	removeHooks,
} from './trigger/registration';
import { receive } from './trigger/webhook';

/** Starts a workflow when something happens in a conversation. `trigger/` holds what it does. */
export class LandbotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Landbot Trigger',
		name: 'landbotTrigger',
		icon: { light: 'file:../../icons/landbot.svg', dark: 'file:../../icons/landbot.dark.svg' },
		group: ['trigger'],
		// The same in both. At version 1 n8n evaluates an expression for every delivery to any node with a webhook, for
		// which it may have to make an isolated engine (`parseRequestBody` of n8n 2.41).
		version: [1, 2],
		subtitle: '={{ $parameter["events"].join(", ").replace(/_/g, " ") }}',
		description: 'Starts the workflow when a customer writes, on web chat or WhatsApp',
		eventTriggerDescription: 'Write to one of the channels as a customer',
		activationMessage: 'The workflow now starts on what happens on the chosen channels of Landbot.',
		defaults: { name: 'Landbot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'landbotApi', required: true, testedBy: 'landbotApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				// Landbot is told by the node; a person who enters it by hand would have no secret.
				ndvHideUrl: true,
				ndvHideMethod: true,
			},
		],
		triggerPanel: {
			header: 'Listen to your customers',
			executionsHelp: {
				inactive:
					"<b>While building your workflow</b>, click 'Execute step' and write to one of the channels as a customer. n8n tells Landbot where to deliver, and stops after the first message or two minutes.<br /><br /><b>Once it works</b>, publish it. From then on every message starts it.",
				active:
					"<b>While building your workflow</b>, click 'Execute step' and write to one of the channels as a customer. As the workflow is published, the same message also starts it in production.<br /><br /><b>Your workflow is published</b>, and every message starts it. See the executions list for what happened.",
			},
			activationHint:
				'Once you have finished building your workflow, publish it to let it start on every message.',
		},
		properties: triggerProperties,
	};

	methods = {
		loadOptions: { getChannels },
		credentialTest: { landbotApiTest },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await areHooksRegistered(this).catch(inOneSentence);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await registerHooks(this).catch(inOneSentence);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await removeHooks(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
