import { randomUUID } from 'crypto';
import type { CustomerMessage, LoggedDelivery } from '../control.ts';
import { deliver } from './deliveries.ts';
import { envelope, type AgentEvent, type Happening } from './envelope.ts';
import { EXAMPLES } from './examples.ts';
import { AGENTS, BOTS } from './given.ts';
import type { Switches } from '../switches.ts';
import type { Customer, Sender, State } from './types.ts';

/** Landbot behind its API: the workspace, and what happens in it. */
export interface World {
	state: State;
	switches: Switches;
	/** Stores a message of anybody in the customer's conversation and delivers it to the hooks. */
	say(
		customer: Customer,
		message: { type: string; data: Record<string, unknown> },
		by: Sender,
	): void;
	/** Delivers an event about the agent of a customer. */
	announce(customer: Customer, event: AgentEvent): void;
	/** Lets the customer write. */
	write(customer: Customer, message: CustomerMessage): void;
	/** Lets whoever sends messages of this type send the example of it. */
	show(customer: Customer, type: string): void;
}

export interface WorldOptions {
	state: State;
	switches: Switches;
	deliveries: LoggedDelivery[];
	hookRetryScale: number;
	random: () => number;
	/** The signal of the moment: it fires on reset and close. */
	signal: () => AbortSignal;
}

/** What the lists show as a conversation's last words. */
const preview = (type: string, data: Record<string, unknown>): string =>
	String(data.body ?? data.title ?? data.caption ?? `[${type}]`);

/** Seconds since 1970, with microseconds. */
const now = (): number => Number(((performance.timeOrigin + performance.now()) / 1000).toFixed(6));

const SYSTEM: Sender = { id: 0, name: 'Landbot', type: 'sys' };

/** Puts the workspace, its conversations and its deliveries together. */
export function createWorld(options: WorldOptions): World {
	const { state, switches } = options;

	const publish = (happening: Omit<Happening, 'channel'>): void => {
		const { uuid, customerId, channelId } = happening.message;
		const channel = state.channels.find(({ id }) => id === channelId);
		// APIchat customers do not fire message hooks: their own hook is set in the dashboard.
		if (!channel || channel.type === 'apichat') return;
		const body = envelope({ ...happening, channel }, switches);
		deliver(
			{ uuid, customerId, channelId, body, isEvent: happening.event !== undefined },
			{
				state,
				switches,
				log: options.deliveries,
				retryScale: options.hookRetryScale,
				random: options.random,
				signal: options.signal(),
			},
		);
	};

	const compose = (customer: Customer, type: string, sender: Sender, seconds: number) => {
		const onWhatsApp = state.channels.some(
			(channel) => channel.id === customer.channel_id && channel.type === 'whatsapi',
		);
		return {
			uuid: randomUUID(),
			customerId: customer.id,
			channelId: customer.channel_id,
			type,
			timestamp: onWhatsApp && sender.type === 'customer' ? Math.floor(seconds) : seconds,
			sender,
		};
	};

	const world: World = {
		state,
		switches,
		say(customer, { type, data }, by) {
			const conversation = state.messages.get(customer.id) ?? [];
			const seconds = now();
			const message = {
				...compose(customer, type, by, seconds),
				data,
				seq: conversation.length + 1,
			};
			conversation.push(message);
			state.messages.set(customer.id, conversation);
			customer.last_message = seconds;
			customer.last_message_content = preview(type, data);
			customer.unread = by.type === 'customer';
			customer[by.type === 'customer' ? 'last_receive_date' : 'last_send_date'] = seconds;
			publish({ message, customer });
		},
		announce(customer, event) {
			const message = { ...compose(customer, 'event', SYSTEM, now()), data: {} };
			publish({ message, customer, event });
		},
		write(customer, { type = 'text', text, ...data }) {
			// A message of the customer opens the WhatsApp window for 24 hours.
			state.closedWindows.delete(customer.id);
			const content = text === undefined ? data : { body: text, ...data };
			world.say(
				customer,
				{ type, data: content },
				{ id: customer.id, name: customer.name ?? '', type: 'customer' },
			);
		},
		show(customer, type) {
			const { by, data } = EXAMPLES[type];
			if (by === 'sys') {
				customer.agent_id = AGENTS[0].id;
				world.announce(customer, { action: 'assign', agentId: customer.agent_id });
			} else if (by === 'customer') {
				world.write(customer, { type, ...data });
			} else {
				world.say(customer, { type, data }, { ...BOTS[0], type: 'bot' });
			}
		},
	};
	return world;
}
