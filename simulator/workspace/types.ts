/** The web channel, both WhatsApp channels, the APIchat bridge and the Facebook page of the seed. */
export interface Channel {
	id: number;
	uuid: string;
	name: string;
	type: 'landbot' | 'whatsapi' | 'apichat' | 'facebook';
	active: boolean;
	/** Seconds since 1970, as all times of Landbot. */
	created_at: number;
	token: string;
	chats: number;
	hooks: unknown[];
	hsm: number;
	/** IDs of the bots that run on it. */
	bots: number[];
	/** Where a page that shows the bot finds its settings. */
	config_url: string;
	style: string;
	foot: string;
	version: string;
}

/** A receiver of everything that happens on one channel. */
export interface MessageHook {
	id: number;
	url: string;
	token: string | null;
	name: string | null;
	channel_id: number;
	created_at: number;
	updated_at: number;
}

export interface Field {
	name: string;
	type: 'string' | 'integer' | 'float' | 'boolean' | 'date' | 'datetime' | 'object';
	value: unknown;
	extra?: Record<string, unknown>;
}

/** One person on one channel. Answers show the fields a second time, as top-level keys. */
export interface Customer {
	id: number;
	uuid: string;
	name: string | null;
	email: string | null;
	phone: string | null;
	avatar: string | null;
	channel_id: number;
	brand_id: number;
	agent_id: number | null;
	ticket_id: number | null;
	visitor_id: number | null;
	archived: boolean;
	blocked: boolean;
	unread: boolean;
	opt_in: boolean;
	paused_until: number | null;
	register_date: number;
	last_message: number | null;
	last_message_content: string | null;
	last_receive_date: number | null;
	last_send_date: number | null;
	meta_data: Record<string, unknown>;
	custom_fields: Record<string, Field>;
}

export interface Sender {
	id: number;
	name: string;
	type: 'customer' | 'bot' | 'agent' | 'sys';
}

/** One entry of a conversation. `data` is what message hooks carry under the same name. */
export interface StoredMessage {
	uuid: string;
	customerId: number;
	channelId: number;
	type: string;
	data: Record<string, unknown>;
	/** Seconds since 1970: an integer from WhatsApp customers, else with microseconds. */
	timestamp: number;
	sender: Sender;
	/** Place in the conversation, from 1. */
	seq: number;
}

/** A WhatsApp template with its text per language. */
export interface Template {
	id: number;
	channel_id: number;
	name: string;
	approved: boolean;
	/** What the header needs: nothing, texts for its variables, or the URL of a file. */
	header: 'none' | 'text' | 'media';
	/** Text by language code, with {{1}}, {{2}} … for the parameters. */
	languages: Record<string, string>;
	/** One entry per button: whether it takes a parameter. */
	buttons: boolean[];
}

/** The workspace, live: what tests and the page read and may change. */
export interface State {
	channels: Channel[];
	hooks: MessageHook[];
	/** By customer ID, in order of ID. */
	customers: Map<number, Customer>;
	/** Conversations by customer ID, in order of arrival. */
	messages: Map<number, StoredMessage[]>;
	templates: Template[];
	agents: Array<{ id: number; name: string }>;
	bots: Array<{ id: number; name: string }>;
	/** WhatsApp customers whose last message is older than 24 hours: only a template reaches them. */
	closedWindows: Set<number>;
	/** ID of the next message hook or added customer. */
	nextHookId: number;
	nextCustomerId: number;
}
