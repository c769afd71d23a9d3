import type { Switches } from './switches.ts';
import type { State, StoredMessage } from './workspace/types.ts';

/** What a customer writes: `data` of the message with its `type` beside; `text` is short for `body`. */
export interface CustomerMessage {
	type?: string;
	text?: string;
	[data: string]: unknown;
}

/** Makes requests go wrong. Rules are tried in order; the first that matches and is due takes the request. */
export interface FaultRule {
	method?: string;
	/** Regular expression on the path, /v1 included, without the query string. */
	path?: string;
	/** Matching requests let through before the first fault. */
	skip?: number;
	/** Faults before the rule is used up; without it the rule never is. */
	times?: number;
	/** Only every n-th matching request. */
	every?: number;
	/** Milliseconds from now after which the rule is over. */
	forMs?: number;
	/** How the request goes wrong; `status`, the default, answers `status`, `body` and `contentType`. */
	kind?: FaultKind;
	status?: number;
	body?: unknown;
	contentType?: string;
	/** Milliseconds before the fault shows. */
	delayMs?: number;
	/** Bytes of a `huge` answer; 20 MB by default. */
	bytes?: number;
	/** Whether the request takes effect before it goes wrong, e.g. its message is stored. */
	applied?: boolean;
}

export type FaultKind =
	| 'status'
	| 'reset'
	| 'resetMidBody'
	| 'hang'
	| 'slow'
	| 'html'
	| 'truncated'
	| 'empty'
	| 'huge';

/** How fast Landbot is: at once, or as in recorded traffic. */
export type Pace = 'atOnce' | 'recorded';

/**
 * Travel time of requests: log-normal with spread `sigma` (0 by default, always the median), the part
 * `beforeShare` (0 to 1, half by default) of it before the arrival is counted, the rest before the answer.
 */
export interface Latency {
	medianMs: number;
	sigma?: number;
	beforeShare?: number;
}

export interface LoggedRequest {
	/** Arrival in milliseconds since 1970, with fractions; the rate limit uses the same number. */
	at: number;
	method: string;
	path: string;
	query: Record<string, unknown>;
	headers: { 'content-type'?: string; 'user-agent'?: string };
	/** Whose token came with it, e.g. `agent 794001`, `unknown token`, `no token`. */
	caller: string;
	body: unknown;
	/** 0 until it is answered; stays 0 when a fault broke the connection or never answers. */
	status: number;
	/** Whether it passed the token check and the rate limit, and no fault took its place. */
	accepted: boolean;
	customerId?: number;
}

/** One attempt to deliver one message to one hook. The hook's token is left out. */
export interface LoggedDelivery {
	/** Milliseconds since 1970. */
	at: number;
	hookId: number;
	channelId: number;
	customerId: number;
	url: string;
	/** From 1. */
	attempt: number;
	/** The sentry-trace header: one per message, the same in all attempts. */
	trace: string;
	/** 0 until the receiver answers, and for ever when it cannot be reached. */
	status: number;
	error?: string;
	body: unknown;
}

/** What a token stands for: an agent's ID, a workspace that has not paid, or an agent without rights. */
export type TokenOwner = number | 'payment' | 'forbidden';

export interface SimulatorOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** 127.0.0.1 by default. */
	host?: string;
	/** Listen where other machines can reach it. */
	allowRemote?: boolean;
	/** Tokens besides the built-in ones. */
	tokens?: Record<string, TokenOwner>;
	switches?: Partial<Switches>;
	/** 10 requests in any 1000 ms per token by default; false or 0 requests switches it off. */
	limit?: { requests: number; windowMs: number } | false;
	latency?: Latency;
	/** How many customers the workspace has; 45 by default. */
	customers?: number;
	/** Factor on the gaps between delivery attempts; 1 is Landbot's 5, 10, 15, 20, 25 seconds. */
	hookRetryScale?: number;
	/** Start of the random numbers behind latency and jitter. */
	seed?: number;
}

export interface Simulator {
	/** E.g. http://127.0.0.1:8077 */
	origin: string;
	/** `origin` with /v1: the base URL of the API. */
	baseUrl: string;
	log: LoggedRequest[];
	deliveries: LoggedDelivery[];
	state: State;
	switches: Switches;
	/** A customer's conversation, in order of arrival. */
	messagesOf(customerId: number): StoredMessage[];
	setSwitches(switches: Partial<Switches>): void;
	/** A token that nobody else in this process uses, of agent 794001 unless told: the pace of one does not hold up another. */
	newToken(agentId?: number): string;
	addFault(fault: FaultRule): void;
	clearFaults(): void;
	setLatency(latency: Latency | undefined): void;
	/** Makes requests and hooks as slow as those that were recorded from Landbot, or lets them come at once. */
	setPace(pace: Pace): void;
	/** Puts state, log, faults, latency and switches back to the start. */
	reset(): void;
	/** Lets a customer write; resolves when the message is stored, deliveries run on. */
	writeAs(customerId: number, message: CustomerMessage): Promise<void>;
	/** Lets the customer, or whoever else sends messages of this type, send the example of one (`EXAMPLES`). */
	showExample(customerId: number, type: string): void;
	/** Stops listening, drops every connection and every pending delivery. */
	close(): Promise<void>;
}
