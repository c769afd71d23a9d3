import {
	NodeOperationError,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeProperties,
} from 'n8n-workflow';
import { PAUSES } from '../execution/engineFacts';
import { asBoolean, codeOf } from './read';

/**
 * The settings that n8n adds to every declarative node, under a name of our own: under n8n's, `requestOptions`, its
 * engine would take 'Batching' for the pace at which it prepares the items, see `engineFacts.ts`.
 */
export const requestSettings: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestSettings',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Batching',
			name: 'batching',
			placeholder: 'Add Batching',
			type: 'fixedCollection',
			typeOptions: { multipleValues: false },
			default: { batch: {} },
			options: [
				{
					displayName: 'Batching',
					name: 'batch',
					values: [
						{
							displayName: 'Items Per Batch',
							name: 'batchSize',
							type: 'number',
							typeOptions: { minValue: -1 },
							default: 50,
							description:
								'Input will be split in batches to throttle requests. -1 for disabled. 0 will be treated as 1.',
						},
						{
							displayName: 'Batch Interval (Milliseconds)',
							name: 'batchInterval',
							type: 'number',
							typeOptions: { minValue: 0 },
							default: 1000,
							description: 'Time (in milliseconds) between each batch of requests. 0 for disabled.',
						},
					],
				},
			],
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'allowUnauthorizedCerts',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description: 'Whether to connect even if SSL certificate validation is not possible',
		},
		{
			displayName: 'Proxy',
			name: 'proxy',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://myproxy:3128',
			description:
				'HTTP proxy to use. If authentication is required, it can be defined as follows: http://username:password@myproxy:3128.',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10000,
			description:
				'Time in ms to wait for the server to send response headers (and start the response body) before aborting the request',
		},
	],
};

/** What a person has set under Request Options. */
export interface RequestSettings {
	/** How many items leave together, and how many milliseconds later the next ones do. */
	batching?: { size: number; intervalMs: number };
	/** How long an answer may take, in milliseconds. */
	timeoutMs?: number;
	/** What n8n's request helper takes as it is. */
	http: Pick<IHttpRequestOptions, 'proxy' | 'skipSslCertificateValidation'>;
}

/** A proxy as n8n's request helper takes it. */
function proxyOf(address: string): IHttpRequestOptions['proxy'] {
	const { hostname, port, protocol, username, password } = new URL(address);
	const auth = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
	return {
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		protocol: protocol.slice(0, -1),
		...(username && { auth }),
	};
}

const isWebAddress = (address: string): boolean =>
	/^https?:\/\//i.test(address) && URL.canParse(address);

/** Whether somebody has filled in an option that was added. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== '';

/**
 * Reads Request Options by what gives a parameter of the form. Those of a workflow that was not made in the editor may
 * stand under n8n's own name for them. Throws a `NodeOperationError` for one that would otherwise be left out.
 */
export function requestSettingsOf(
	node: INode,
	parameter: (name: string) => unknown,
): RequestSettings {
	const [engine, own] = ['requestOptions', 'requestSettings'].map(
		(name) => (parameter(name) ?? {}) as IDataObject,
	);
	const { batching, timeout, proxy, allowUnauthorizedCerts } = { ...engine, ...own };
	const wrong = [
		isGiven(timeout) && !(Number(timeout) > 0) && 'Timeout',
		isGiven(proxy) && !isWebAddress(codeOf(proxy)) && 'Proxy',
		isGiven(allowUnauthorizedCerts) &&
			asBoolean(allowUnauthorizedCerts) === undefined &&
			'Ignore SSL Issues (Insecure)',
	].find((label) => label !== false);
	if (wrong) {
		throw new NodeOperationError(node, `'${wrong}' under 'Request Options' cannot be read`, {
			description: `Check the expression in '${wrong}', or remove it from 'Request Options'`,
		});
	}
	const { batch } = (batching ?? {}) as { batch?: Partial<typeof PAUSES> };
	const { batchSize = 50, batchInterval = 1000 } = batch ?? {};
	const isOurs = batchSize === PAUSES.batchSize && batchInterval === PAUSES.batchInterval;
	const isOn = batch && !isOurs && batchInterval > 0 && batchSize >= 0;
	return {
		...(isOn && { batching: { size: Math.max(1, batchSize), intervalMs: batchInterval } }),
		...(Number(timeout) > 0 && { timeoutMs: Number(timeout) }),
		http: {
			...(isGiven(proxy) && { proxy: proxyOf(codeOf(proxy)) }),
			...(asBoolean(allowUnauthorizedCerts) && { skipSslCertificateValidation: true }),
		},
	};
}
