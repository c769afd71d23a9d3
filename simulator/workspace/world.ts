import { randomUUID } from 'crypto';
import type { CustomerMessage, LoggedDelivery } from '../control.ts';
import { deliver } from './deliveries.ts';
import { envelope, type Happening } from './envelope.ts';
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
	announce(customer: Customer, action: 'assign' | 'unassign', agentId: number | null): void;
	/** Lets the customer write. */
	write(customer: Customer, message: CustomerMessage): void;
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
	String(data.body ?? data.caption ?? `[${type}]`);

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
			{ uuid, customerId, channelId, body },
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

	const compose = (customer: Customer, type: string, sender: Sender) => {
		const seconds = (performance.timeOrigin + performance.now()) / 1000;
		const onWhatsApp = state.channels.some(
			(channel) => channel.id === customer.channel_id && channel.type === 'whatsapi',
		);
		return {
			uuid: randomUUID(),
			customerId: customer.id,
			channelId: customer.channel_id,
			type,
			timestamp:
				onWhatsApp && sender.type === 'customer' ? Math.floor(seconds) : Number(seconds.toFixed(6)),
			sender,
		};
	};

	const world: World = {
		state,
		switches,
		say(customer, { type, data }, by) {
			const conversation = state.messages.get(customer.id) ?? [];
			const message = { ...compose(customer, type, by), data, seq: conversation.length + 1 };
			conversation.push(message);
			state.messages.set(customer.id, conversation);
			customer.last_message = message.timestamp;
			customer.last_message_content = preview(type, data);
			customer.unread = by.type === 'customer';
			customer[by.type === 'customer' ? 'last_receive_date' : 'last_send_date'] = message.timestamp;
			publish({ message, customer });
		},
		announce(customer, action, agentId) {
			const sys: Sender = { id: 0, name: 'Landbot', type: 'sys' };
			const message = { ...compose(customer, 'event', sys), data: {} };
			publish({ message, customer, event: { action, agentId } });
		},
		write(customer, { type = 'text', text, ...data }) {
			// A message of the customer opens the WhatsApp window for 24 hours.
			state.closedWindows.delete(customer.id);
			const content = text === undefined ? data : { body: text, ...data };
			world.say(
				customer,
				{ type, data: content },
				{ id: customer.id, name: customer.name, type: 'customer' },
			);
		},
	};
	return world;
}
