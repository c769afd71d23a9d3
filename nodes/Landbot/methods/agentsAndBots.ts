import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import type { LandbotClient } from '../api/client';
import { undocumented } from '../api/endpoints';
import type { RequestError } from '../api/errors/apiError';
import { toNodeError } from '../api/errors/toNodeError';
import { unwrap } from '../api/response';
import { textOf } from '../api/text';
import { id, object, text } from '../api/values';
import { listClient, matching } from './helpers';

/*
 * Landbot documents no list of agents and bots, but has them: its own published programs read them. They fill these lists
 * and nothing else; where an account does not have them, the ID can be entered.
 */

/** How many bots are shown at a time: each costs a request for its number. */
const BOTS_SHOWN = 20;

/** With what Landbot says that an account, or what stands at the address, has no such list. */
const NOT_OFFERED = [401, 402, 403, 404, 405];

const rowsIn = (body: unknown): IDataObject[] => [unwrap(body) ?? []].flat();

/** What `read` gives. Throws a sentence that says how to do without the list where Landbot does not offer it. */
async function offered<T>(
	context: ILoadOptionsFunctions,
	without: string,
	read: (client: LandbotClient) => Promise<T>,
): Promise<T> {
	return await read(listClient(context, { explains: false })).catch(async (error: RequestError) => {
		const { status = 0, failure } = error;
		const isPage = failure?.impostor !== undefined || typeof failure?.body === 'string';
		throw NOT_OFFERED.includes(status) || (status > 0 && isPage)
			? new NodeOperationError(context.getNode(), without)
			: toNodeError(context.getNode(), error, 0);
	});
}

/** Fills the list of agents. */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const agents = await offered(
		this,
		"Landbot does not list its agents for this account. Choose 'By ID': assign a customer to the agent in Landbot, then run Customer > Get, whose output has it as 'agent_id'",
		async (client) => await client.call(undocumented.listAgents, { values: {} }, rowsIn),
	);
	const entries = agents.flatMap(({ id: agent, full_name: fullName, name, email }) => {
		const value = id(agent);
		const label = [text(fullName) ?? text(name), text(email)].filter(Boolean).join(' - ');
		return value === null ? [] : [{ name: label || `Agent ${value}`, value }];
	});
	return matching(entries, filter);
}

/** The number of a bot, which its own list does not say; null where it is not to be had. */
const botNumber = async (client: LandbotClient, bot: string): Promise<number | null> =>
	await client.call(undocumented.getBot, { values: { bot } }, (body) =>
		id(object(unwrap(body)).id),
	);

/** Fills the list of bots, page by page. */
export async function searchBots(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const from = Number(paginationToken);
	return await offered(
		this,
		"Landbot does not list its bots for this account. Choose 'By ID': it is the number in the address of Landbot's builder when the bot is open",
		async (client) => {
			const bots = await client.call(undocumented.listBots, { values: {} }, rowsIn);
			const { results: named } = matching(
				bots.map(({ id: bot, name }) => ({ name: text(name) ?? '', value: textOf(bot) })),
				filter,
			);
			const shown = await Promise.all(
				named.slice(from, from + BOTS_SHOWN).map(async ({ name, value: bot }) => {
					const value = id(bot) ?? (await botNumber(client, String(bot)));
					return value === null ? [] : [{ name: name || `Bot ${value}`, value }];
				}),
			);
			const next = from + BOTS_SHOWN;
			return {
				results: shown.flat(),
				paginationToken: next < named.length ? String(next) : undefined,
			};
		},
	);
}
