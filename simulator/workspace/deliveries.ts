import type { LoggedDelivery } from '../control.ts';
import { wait } from '../host.js';
import type { Switches } from '../switches.ts';
import type { MessageHook, State } from './types.ts';

/** Seconds between the attempts to deliver one message: six attempts, then Landbot gives up. */
const GAPS = [5, 10, 15, 20, 25];

interface Sending {
	state: State;
	switches: Switches;
	log: LoggedDelivery[];
	/** Factor on the gaps. */
	retryScale: number;
	random: () => number;
	/** Ends every pending attempt. */
	signal: AbortSignal;
}

interface Parcel {
	channelId: number;
	customerId: number;
	/** Unique per message; its sentry-trace is made from it. */
	uuid: string;
	body: object;
	/** Whether an agent came or went. */
	isEvent: boolean;
}

/** One POST to the receiver, as Landbot makes it. Answers the status, 0 when nobody could be reached. */
async function attempt(
	hook: MessageHook,
	entry: LoggedDelivery,
	sending: Sending,
): Promise<number> {
	try {
		const response = await fetch(hook.url, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'landbot/webhooks',
				'sentry-trace': entry.trace,
				...(hook.token && { Authorization: `Token ${hook.token}` }),
			},
			body: JSON.stringify(entry.body),
			signal: AbortSignal.any([
				sending.signal,
				AbortSignal.timeout(sending.switches.hookTimeoutMs),
			]),
		});
		entry.status = response.status;
		await response.body?.cancel();
	} catch (error) {
		entry.error = String(error.cause ?? error);
	}
	return entry.status;
}

/** Milliseconds until a first delivery leaves. */
function delay({ isEvent }: Parcel, { switches, retryScale, random }: Sending): number {
	const { hookDelayMs, hookEventDelayMs, hookJitterMs, hookLateEvery } = switches;
	const isLate = hookLateEvery > 0 && random() * hookLateEvery < 1;
	return (
		hookDelayMs +
		(isEvent ? hookEventDelayMs : 0) +
		(isLate ? GAPS[0] * 1000 * retryScale : 0) +
		random() * hookJitterMs
	);
}

/** Delivers one message to one hook until it is accepted, with the gaps of a linear backoff. */
async function deliverTo(hook: MessageHook, parcel: Parcel, sending: Sending): Promise<void> {
	const { switches, signal, log, state } = sending;
	const hex = parcel.uuid.replaceAll('-', '');
	const gaps = [delay(parcel, sending)].concat(
		GAPS.map((seconds) => seconds * 1000 * sending.retryScale),
	);
	let replays = switches.hookReplays;
	for (let number = 1; gaps.length > 0; number++) {
		if (!(await wait(gaps[0], signal)) || !state.hooks.includes(hook)) return;
		const entry: LoggedDelivery = {
			at: performance.timeOrigin + performance.now(),
			hookId: hook.id,
			channelId: parcel.channelId,
			customerId: parcel.customerId,
			url: hook.url,
			attempt: number,
			trace: `${hex}-${hex.slice(0, 16)}`,
			status: 0,
			body: parcel.body,
		};
		log.push(entry);
		const status = await attempt(hook, entry, sending);
		const refused = status >= 400 && status < 500 && !switches.retryHookOn4xx;
		if (refused) return;
		if (status >= 200 && status < 300) {
			if (replays-- === 0) return;
			gaps[0] = 0;
		} else {
			gaps.shift();
		}
	}
}

/** Delivers one message to every hook of its channel; returns at once, the attempts run on. */
export function deliver(parcel: Parcel, sending: Sending): void {
	for (const hook of sending.state.hooks) {
		if (hook.channel_id === parcel.channelId) void deliverTo(hook, parcel, sending);
	}
}
