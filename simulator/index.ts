import { fastify } from 'fastify';
import { serveAdmin } from './http/admin.ts';
import { serveApi } from './http/api.ts';
import { serveUndocumented } from './http/undocumented.ts';
import { createFaults } from './faults.ts';
import type { Gate } from './http/gate.ts';
import { createLimit } from './limit.ts';
import { randomFrom } from './random.ts';
import { PACES } from './recorded.ts';
import { seed } from './workspace/seed.ts';
import { DEFAULT_SWITCHES } from './switches.ts';
import type {
	Latency,
	LoggedDelivery,
	LoggedRequest,
	Simulator,
	SimulatorOptions,
} from './control.ts';
import { AGENTS, TOKENS } from './workspace/given.ts';
import type { Customer } from './workspace/types.ts';
import { createWorld } from './workspace/world.ts';

export type { Switches } from './switches.ts';
export type * from './control.ts';
export type * from './workspace/types.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

/** How many tokens the simulators of this process have made. */
let newTokens = 0;

/** Starts a Landbot on this machine: the API under /v1, a page at /, and /_simulator to steer it. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { port = 0, host = '127.0.0.1', hookRetryScale = 1 } = options;
	if (!LOOPBACK.test(host) && !options.allowRemote) {
		throw new Error(
			`The simulator obeys whoever reaches it, so it listens on this machine only. To listen on ${host}, allow remote access (allowRemote, --allow-remote).`,
		);
	}
	const limitOption = options.limit ?? { requests: 10, windowMs: 1000 };

	const log: LoggedRequest[] = [];
	const deliveries: LoggedDelivery[] = [];
	const state = seed(options.customers);
	const switches = { ...DEFAULT_SWITCHES, ...options.switches };
	const latency: { current?: Latency } = { current: options.latency };
	const faults = createFaults();
	const random = randomFrom(options.seed ?? 1);
	const closing = new AbortController();
	let deliveriesOff = new AbortController();
	const limit = createLimit(
		limitOption || { requests: 0, windowMs: 1000 },
		() => switches.countRefused,
	);
	const world = createWorld({
		state,
		switches,
		deliveries,
		hookRetryScale,
		random,
		signal: () => deliveriesOff.signal,
	});
	const gate: Gate = {
		log,
		tokens: new Map(Object.entries({ ...TOKENS, ...options.tokens })),
		switches,
		limit,
		faults,
		latency,
		random,
		signal: closing.signal,
	};

	const app = fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		ajv: {
			customOptions: {
				allErrors: true,
				coerceTypes: false,
				removeAdditional: false,
				strict: false,
			},
		},
	});

	const customerWith = (id: number): Customer => {
		const customer = state.customers.get(id);
		if (!customer) throw new Error(`The simulator has no customer ${id}.`);
		return customer;
	};

	const simulator: Simulator = {
		origin: '',
		baseUrl: '',
		log,
		deliveries,
		state,
		switches,
		messagesOf: (customerId) => state.messages.get(customerId) ?? [],
		setSwitches(changes) {
			const unknown = Object.keys(changes).find((name) => !(name in DEFAULT_SWITCHES));
			if (unknown) throw new Error(`The simulator has no switch named ${unknown}.`);
			Object.assign(switches, changes);
		},
		newToken(agentId = AGENTS[0].id) {
			const token = `key-${++newTokens}-`;
			gate.tokens.set(token, agentId);
			return token;
		},
		addFault: faults.add,
		clearFaults: faults.clear,
		setLatency: (next) => void (latency.current = next),
		setPace(pace) {
			latency.current = PACES[pace].latency;
			Object.assign(switches, PACES[pace].hooks);
		},
		reset() {
			deliveriesOff.abort();
			deliveriesOff = new AbortController();
			log.length = 0;
			deliveries.length = 0;
			faults.clear();
			limit.clear();
			latency.current = options.latency;
			Object.assign(state, seed(options.customers));
			Object.assign(switches, DEFAULT_SWITCHES, options.switches);
		},
		async writeAs(customerId, message) {
			world.write(customerWith(customerId), message);
		},
		showExample: (customerId, type) => world.show(customerWith(customerId), type),
		async close() {
			closing.abort();
			deliveriesOff.abort();
			await app.close();
		},
	};

	await app.register(async (api) => serveApi(api, world, gate), { prefix: '/v1' });
	await app.register(async (api) => serveUndocumented(api, gate));
	await app.register(async (admin) => serveAdmin(admin, simulator, gate));
	const address = await app.listen({ port, host });
	simulator.origin = address;
	simulator.baseUrl = `${address}/v1`;
	return simulator;
}
