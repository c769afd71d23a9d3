import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { LANDBOT } from './api/credential';
import { landbotApiTest } from './api/credentialTest';
import { enginePauses } from './execution/engineFacts';
import { executeItem } from './execution/executeItem';
import { checkAnswer } from './execution/sendItem';
import { searchAgents, searchBots } from './methods/agentsAndBots';
import { searchChannels, searchWhatsAppChannels } from './methods/channels';
import { searchCustomers } from './methods/customers';
import { searchMessageHooks } from './methods/messageHooks';
import { searchTemplateLanguages, searchTemplates, templateFields } from './methods/templates';
import { resources } from './resources';
import { sendAndWait } from './resources/message/sendAndWait/execute';
import { receiveReply, resumeWebhooks } from './resources/message/sendAndWait/webhook';
import { operationFinder, propertiesOf } from './resources/operation';
import { requestSettings } from './resources/requestOptions';

/** The declarative node. `execution/executeItem.ts` carries every request of every operation. */
export class Landbot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Landbot',
		name: 'landbot',
		icon: { light: 'file:../../icons/landbot.svg', dark: 'file:../../icons/landbot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description: 'Message customers on web chat and WhatsApp, and look them up in Landbot',
		defaults: { name: 'Landbot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'landbotApi', required: true, testedBy: 'landbotApiTest' }],
		// Only for Message > Send and Wait for Reply.
		webhooks: resumeWebhooks,
		waitingNodeTooltip: 'The execution goes on when the customer replies, or when the time is up',
		requestDefaults: {
			// The client puts the credential's address in its place; an expression would be evaluated twice for each item.
			baseURL: LANDBOT,
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		requestOperations: { pagination: executeItem(operationFinder(resources)) },
		hints: [
			{
				type: 'info',
				message:
					'All items are checked before the first one is sent, then 10 leave in a second: 100 items take about 12 seconds, 1,000 about 2 minutes, 10,000 about 20 minutes. n8n goes on meanwhile.',
				displayCondition: '={{ $input.all().length > 20 }}',
				whenToDisplay: 'beforeExecution',
				location: 'outputPane',
			},
			{
				type: 'info',
				message:
					'Landbot gives 100 results for each request and accepts 10 requests per second: 10,000 results take about 10 seconds.',
				displayCondition: '={{ $parameter["returnAll"] === true }}',
				whenToDisplay: 'beforeExecution',
				location: 'outputPane',
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'message',
				options: resources.map(({ name, value }) => ({ name, value })),
				// On the first property, so that it holds for every operation and comes before their own output rules.
				routing: { send: { paginate: true }, output: { postReceive: [checkAnswer] } },
			},
			...propertiesOf(resources),
			enginePauses,
			requestSettings,
		],
	};

	methods = {
		listSearch: {
			searchAgents,
			searchBots,
			searchChannels,
			searchCustomers,
			searchMessageHooks,
			searchTemplateLanguages,
			searchTemplates,
			searchWhatsAppChannels,
		},
		resourceMapping: { templateFields },
		credentialTest: { landbotApiTest },
	};

	/** n8n calls this in place of the declarative request. */
	customOperations = { message: { sendAndWait } };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveReply(this);
	}
}
