import type { IDataObject, INode } from 'n8n-workflow';
import { hurry } from './hurry';
import { runLandbot, type Account } from './n8n';
import {
	startSimulator,
	type MessageHook,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator/index.ts';
import { withSimulator } from '../../simulator/test/client.ts';

/** What a field that chooses one of Landbot's things holds, e.g. by its `id`, `phone` or `code`. */
export const locator = (mode: string, value: unknown) =>
	({ __rl: true, mode, value }) as IDataObject;
export const byId = (value: unknown): IDataObject => locator('id', value);

/** The form that sends a template, in English unless `more` says otherwise. */
export const sendTemplate = (
	customer: unknown,
	template: unknown,
	more: IDataObject,
): IDataObject => ({
	resource: 'message',
	operation: 'sendTemplate',
	customer: byId(customer),
	template: byId(template),
	language: locator('code', 'en'),
	...more,
});

/** A message hook of somebody else, as Landbot keeps it. */
export const messageHook = (id: number, channel: number): MessageHook => ({
	id,
	url: `https://example.org/${id}`,
	token: 'hook-secret',
	name: 'Orders',
	channel_id: channel,
	created_at: 1_791_201_000,
	updated_at: 1_791_201_000,
});

/** A credential with a token of its own. */
export const newAccount = ({ newToken, baseUrl }: Simulator): Account => ({
	apiToken: newToken(),
	baseUrl,
});

/** A base URL at which nobody listens. */
export async function goneBaseUrl(): Promise<string> {
	const gone = await startSimulator();
	await gone.close();
	return gone.baseUrl;
}

/**
 * A Landbot without a rate limit for the tests of a file: the same at the start of each, closed after the last. What the
 * package waits for passes ten times faster.
 */
export function withLandbot(options: SimulatorOptions = {}) {
	hurry();
	const { simulator } = withSimulator(options);

	/** A credential with a token of its own. */
	const account = (): Account => newAccount(simulator);

	/** Runs one Landbot node with a token of its own, for one item unless told; `settings` are those of the node. */
	const run = async (
		parameters: IDataObject,
		items: IDataObject[] = [{}],
		settings?: Partial<INode>,
	) => await runLandbot(account(), items, parameters, settings);

	return { simulator, account, run };
}
