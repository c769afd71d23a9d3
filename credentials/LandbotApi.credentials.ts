import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { authorization, LANDBOT } from '../nodes/Landbot/api/credential';

/** The agent token of Landbot; the test is `landbotApiTest` of the Landbot node, see docs/decisions.md. */
export class LandbotApi implements ICredentialType {
	name = 'landbotApi';

	displayName = 'Landbot API';

	icon: Icon = { light: 'file:../icons/landbot.svg', dark: 'file:../icons/landbot.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-landbot/n8n-nodes-landbot#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The token of one agent, from Settings &gt; Account in Landbot. Messages go out in the name of that agent.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: LANDBOT,
			description: 'Change it only for a proxy or the simulator',
		},
	];

	/** Adds the header that Landbot asks for: the word Token, a space, the token. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...request,
		headers: { ...request.headers, Authorization: authorization(credentials) },
	});
}
