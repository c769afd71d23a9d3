import { deleted, done, notFound, refuse, type Answer } from '../answers.ts';
import { boolean, customerOf, text, type Call, type Route } from '../route.ts';
import type { Customer } from '../../workspace/types.ts';
import { mustBeReachable } from './messages.ts';

/** 412 when another agent than the token's holds the customer. */
function mustNotBeForeign({ agent_id }: Customer, call: Call): void {
	if (agent_id !== null && agent_id !== call.agentId) {
		throw refuse(412, 'customer_id', 'The customer is assigned to another agent');
	}
}

function assign(call: Call, agentId: number): Answer {
	const customer = customerOf(call);
	const { state, switches } = call.world;
	mustNotBeForeign(customer, call);
	if (!state.agents.some(({ id }) => id === agentId)) {
		throw switches.unknownAgent === 404
			? notFound(switches)
			: refuse(422, 'agent_id', 'The agent does not exist');
	}
	customer.agent_id = agentId;
	call.world.announce(customer, { action: 'assign', agentId });
	return done(switches);
}

/** A PUT that sets one mark of the customer; repeating it succeeds. */
const mark = (verb: string, key: 'archived' | 'blocked', value: boolean): Route => ({
	method: 'PUT',
	path: `/customers/{customer_id}/${verb}/`,
	answer(call) {
		const customer = customerOf(call);
		if (verb === 'archive') mustNotBeForeign(customer, call);
		customer[key] = value;
		return done(call.world.switches);
	},
});

export const stateRoutes: Route[] = [
	mark('archive', 'archived', true),
	mark('unarchive', 'archived', false),
	mark('block', 'blocked', true),
	mark('unblock', 'blocked', false),
	{
		method: 'PUT',
		path: '/customers/{customer_id}/assign/',
		answer: (call) => assign(call, call.agentId),
	},
	{
		method: 'PUT',
		path: '/customers/{customer_id}/assign/{agent_id}/',
		answer: (call) => assign(call, Number(call.params.agent_id)),
	},
	{
		method: 'PUT',
		path: '/customers/{customer_id}/unassign/',
		answer(call) {
			const customer = customerOf(call);
			const { switches } = call.world;
			if (switches.unassignForeign === 412) mustNotBeForeign(customer, call);
			const agentId = customer.agent_id;
			customer.agent_id = null;
			call.world.announce(customer, { action: 'unassign', agentId });
			return done(switches);
		},
	},
	{
		method: 'PUT',
		path: '/customers/{customer_id}/assign_bot/{bot_id}/',
		body: { launch: boolean, node: text },
		answer(call) {
			const customer = customerOf(call);
			const { world, params, body } = call;
			const bot = world.state.bots.find(({ id }) => id === Number(params.bot_id));
			if (!bot) throw notFound(world.switches);
			mustBeReachable(customer, call);
			customer.agent_id = null;
			if (body.launch !== false) {
				const greeting = `${bot.name} takes over${body.node ? ` at ${body.node}` : ''}`;
				world.say(customer, { type: 'text', data: { body: greeting } }, { ...bot, type: 'bot' });
			}
			return done(world.switches);
		},
	},
	{
		method: 'DELETE',
		path: '/customers/{customer_id}/opt_out/',
		answer(call) {
			const customer = customerOf(call);
			if (!customer.opt_in) throw refuse(412, 'customer_id', 'The customer has not opted in');
			customer.opt_in = false;
			return deleted;
		},
	},
];
