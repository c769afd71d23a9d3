import { created, deleted, found, notFound, page } from '../answers.ts';
import { channelOf, paging, url, type Call, type Route } from '../route.ts';
import type { MessageHook } from '../../workspace/types.ts';

const HOOKS = '/channels/{channel_id}/message_hooks/';
const HOOK = `${HOOKS}{hook_id}/`;

/** The hook of the path on the channel of the path. */
function findHook(call: Call): MessageHook | undefined {
	const channel = channelOf(call);
	return call.world.state.hooks.find(
		({ id, channel_id }) => id === Number(call.params.hook_id) && channel_id === channel.id,
	);
}

const label = { type: ['string', 'null'] };

export const hookRoutes: Route[] = [
	{
		method: 'GET',
		path: HOOKS,
		query: paging,
		answer(call) {
			const { state, switches } = call.world;
			const { id } = channelOf(call);
			const hooks = state.hooks.filter(({ channel_id }) => channel_id === id);
			return switches.hooksPaged ? page('hooks', hooks, call.query, switches) : found({ hooks });
		},
	},
	{
		method: 'POST',
		path: HOOKS,
		body: { url, token: label, name: label },
		required: ['url'],
		answer(call) {
			const { state, switches } = call.world;
			const now = Date.now() / 1000;
			const hook: MessageHook = {
				id: state.nextHookId++,
				url: String(call.body.url),
				token: (call.body.token as string) ?? null,
				name: (call.body.name as string) ?? null,
				channel_id: channelOf(call).id,
				created_at: now,
				updated_at: now,
			};
			state.hooks.push(hook);
			return created({ hook }, switches);
		},
	},
	{
		method: 'GET',
		path: HOOK,
		answer(call) {
			const hook = findHook(call);
			if (!hook) throw notFound(call.world.switches);
			return found({ hook });
		},
	},
	{
		method: 'DELETE',
		path: HOOK,
		answer(call) {
			const { state, switches } = call.world;
			const hook = findHook(call);
			if (hook) state.hooks.splice(state.hooks.indexOf(hook), 1);
			else if (switches.repeatDelete404) throw notFound(switches);
			return deleted;
		},
	},
];
