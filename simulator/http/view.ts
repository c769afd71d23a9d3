import type { Simulator } from '../control.ts';
import type { State } from '../workspace/types.ts';
import { EXAMPLES } from '../workspace/examples.ts';
import { TOKENS } from '../workspace/given.ts';

/** What the person at the page has chosen. */
export interface Looking {
	customer?: string;
	search?: string;
	channel?: string;
}

/** The customers in the list: the latest conversation first, at most 100. */
function rows(state: State, { search = '', channel = '' }: Looking): object {
	const typed = search.toLowerCase();
	const fitting = [...state.customers.values()].filter(
		({ id, name, email, phone, channel_id }) =>
			`${id} ${name} ${email} ${phone}`.toLowerCase().includes(typed) &&
			(channel === '' || channel_id === Number(channel)),
	);
	fitting.sort((a, b) => (b.last_message ?? 0) - (a.last_message ?? 0));
	return { customers: fitting.slice(0, 100), total: fitting.length };
}

/** Everything the page shows, in one answer, so that it needs one request per second. */
export function view(simulator: Simulator, looking: Looking): object {
	const { state, log, deliveries, baseUrl, switches } = simulator;
	const id = Number(looking.customer);
	return {
		baseUrl,
		token: Object.keys(TOKENS)[0],
		pace: switches.hookDelayMs > 0 ? 'recorded' : 'atOnce',
		examples: Object.keys(EXAMPLES),
		channels: state.channels.map(({ id: channelId, name, type, active }) => ({
			id: channelId,
			name,
			type,
			active,
		})),
		...rows(state, looking),
		customer: state.customers.get(id) ?? null,
		agents: state.agents,
		windowClosed: state.closedWindows.has(id),
		messages: simulator.messagesOf(id).slice(-200),
		hooks: state.hooks.map((hook) => ({
			id: hook.id,
			name: hook.name,
			url: hook.url,
			channel_id: hook.channel_id,
			deliveries: deliveries
				.filter(({ hookId }) => hookId === hook.id)
				.slice(-5)
				.reverse(),
		})),
		requests: log.slice(-15).reverse(),
	};
}
