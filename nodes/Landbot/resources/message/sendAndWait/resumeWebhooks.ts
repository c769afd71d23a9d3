import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The address that a waiting execution is resumed at. n8n registers it nowhere (`restartWebhook`), so there is nothing
 * for `webhookMethods` to set up. The path is what `getSignedResumeUrl` ends with, as in n8n's own nodes.
 */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '={{ $nodeId }}',
		isFullPath: true,
		restartWebhook: true,
		ndvHideUrl: true,
		ndvHideMethod: true,
	},
];
