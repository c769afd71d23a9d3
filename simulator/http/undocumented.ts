import type { FastifyInstance } from 'fastify';
import { refuse, Refusal } from './answers.ts';
import { surround } from './api.ts';
import type { Gate } from './gate.ts';
import { AGENTS, BOTS, uuid } from '../workspace/given.ts';

/** A bot's ID in its own list, which is not the one that assign_bot takes. */
const uuidOf = (bot: number): string => uuid(7, bot);

/**
 * What Landbot does not document: whom a token belongs to, agents and bots. Its own programs of 2026 and other clients read
 * these; which accounts have them is a switch.
 */
export function serveUndocumented(app: FastifyInstance, gate: Gate): void {
	surround(app, gate);
	app.addHook('preHandler', async (_request, reply) => {
		const { undocumented } = gate.switches;
		if (undocumented === 'there') return undefined;
		if (undocumented === 'html') {
			return await reply.code(404).type('text/html; charset=utf-8').send('<h1>Not Found</h1>');
		}
		if (undocumented === 404) throw new Refusal({ status: 404, body: { detail: 'Not found.' } });
		throw refuse(undocumented, 'account', 'Not available for this account');
	});
	app.get('/v1/agents/', async () => ({
		success: true,
		agents: AGENTS.map(({ id, name }) => ({
			id,
			full_name: name,
			email: `${name.split(' ')[0].toLowerCase()}@example.org`,
		})),
	}));
	app.get('/v2/agents/me/', async (request) => {
		const { name } = AGENTS.find(({ id }) => id === request.visit.agentId) ?? {};
		return { agent: { full_name: name, email: 'agent@example.org' } };
	});
	app.get('/v0-alpha/bots', async () => ({
		data: BOTS.map(({ id, name }) => ({
			id: uuidOf(id),
			name,
			created_at: '2026-01-01T00:00:00Z',
		})),
	}));
	app.get<{ Params: { bot: string } }>('/v2/bots/:bot/', async (request) => {
		const bot = BOTS.find(({ id }) => uuidOf(id) === request.params.bot);
		if (!bot) throw new Refusal({ status: 404, body: { detail: 'Not found.' } });
		return { bot: { id: bot.id, name: bot.name } };
	});
}
