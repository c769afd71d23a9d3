import {
	NodeOperationError,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
} from 'n8n-workflow';
import type { ConnectionSettings } from '../api/client';
import { codeOf } from '../api/text';
import { asBoolean, number } from '../api/values';

/** The value of n8n's own option Batching that makes its engine pause, see `execution/engineFacts.ts`: no wish of a person. */
export const PAUSES = { batchSize: 2, batchInterval: 12 };

/** The longest that a timer of Node.js can wait, in milliseconds; one that is to wait longer ends at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** What a person has set under Request Options. */
export interface RequestSettings extends ConnectionSettings {
	/** How many items leave together, and how many milliseconds later the next ones do. */
	batching?: { size: number; intervalMs: number };
}

/** A part of an address in the encoding of addresses, also where it has a percent sign of its own, such as in a password. */
function encoded(part: string): string {
	try {
		return encodeURIComponent(decodeURIComponent(part));
	} catch {
		return encodeURIComponent(part);
	}
}

/** A proxy as n8n's request helper takes it. */
function proxyOf(address: string): IHttpRequestOptions['proxy'] {
	const { hostname, port, protocol, username, password } = new URL(address);
	// n8n puts them into an address again as they are, and decodes that.
	const auth = { username: encoded(username), password: encoded(password) };
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
	const timeoutMs = Math.max(0, number(timeout) ?? 0);
	const wrong = [
		isGiven(timeout) && timeoutMs === 0 && 'Timeout',
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
	const batchSize = number(batch?.batchSize) ?? 50;
	const batchInterval = number(batch?.batchInterval) ?? 1000;
	const isOurs = batchSize === PAUSES.batchSize && batchInterval === PAUSES.batchInterval;
	const isOn = batch && !isOurs && batchInterval > 0 && batchSize >= 0;
	return {
		...(isOn && {
			batching: {
				size: Math.max(1, batchSize),
				intervalMs: Math.min(batchInterval, LONGEST_MS),
			},
		}),
		...(timeoutMs > 0 && { timeoutMs: Math.min(timeoutMs, LONGEST_MS) }),
		http: {
			...(isGiven(proxy) && { proxy: proxyOf(codeOf(proxy)) }),
			...(asBoolean(allowUnauthorizedCerts) && { skipSslCertificateValidation: true }),
		},
	};
}
