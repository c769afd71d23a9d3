import { everythingElse } from './turn.js';

interface Timer {
	at: number;
	fire(): void;
}

/** A clock whose time passes only while everybody waits, so that a minute takes a moment. */
export interface VirtualClock {
	now(): number;
	timeOfDay(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** Lets time pass until the task is done, and gives its result. Throws when the task waits for nothing that could come. */
	run<T>(task: Promise<T>): Promise<T>;
	/** The same time, as a process sees it whose time of day is off by so many milliseconds. */
	withOffset(ms: number): VirtualClock;
}

/** A virtual clock that begins at `startsAt`, in milliseconds of the time of day. */
export function createVirtualClock(startsAt = 0): VirtualClock {
	/** The latest first, and of one moment whoever came last first. */
	const timers: Timer[] = [];
	let now = 0;

	const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const at = now + Math.max(0, ms);
			const place = timers.findIndex((timer) => timer.at <= at);
			timers.splice(place < 0 ? timers.length : place, 0, { at, fire: resolve });
			signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
		});
	};

	async function run<T>(task: Promise<T>): Promise<T> {
		let isDone = false;
		const done = () => (isDone = true);
		task.then(done, done);
		for (;;) {
			await everythingElse();
			if (isDone) return await task;
			const timer = timers.pop();
			if (!timer) throw new Error('The task waits for nothing that could come');
			now = timer.at;
			timer.fire();
		}
	}

	const clock = (offset: number): VirtualClock => ({
		now: () => now,
		timeOfDay: () => startsAt + now + offset,
		sleep,
		run,
		withOffset: clock,
	});
	return clock(0);
}
