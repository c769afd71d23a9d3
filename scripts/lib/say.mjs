/** A failure that is nobody's bug: its message says what happened and what to do, so no stack is shown. */
export class Problem extends Error {
	/**
	 * @param {string} message What happened.
	 * @param {string} advice What to do about it.
	 */
	constructor(message, advice) {
		super(`${message}\n${advice}`);
	}
}

const KNOWN_CAUSES = [
	{
		pattern: /ENOSPC|no space left/i,
		message: 'There is no space left on this disk.',
		advice: 'Free about 5 GB (n8n alone takes 3 GB) and start again; what is complete is kept.',
	},
	{
		pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
		message: 'The npm registry cannot be reached.',
		advice: 'Check the network and the proxy settings of npm, then start again.',
	},
	{
		pattern: /EACCES|EPERM|EROFS/,
		message: 'A file cannot be written here.',
		advice: 'Check who owns this folder and its node_modules, then start again.',
	},
];

/**
 * Turns what a failing command or the file system said into a sentence for a person.
 * @param {string} output What was printed, or the message of an error.
 * @returns {Problem | undefined} Nothing when the cause is not one of the usual ones.
 */
export function explain(output) {
	const cause = KNOWN_CAUSES.find(({ pattern }) => pattern.test(output));
	return cause && new Problem(cause.message, cause.advice);
}

/** Every step so far: its name and how long it took, in milliseconds. */
export const steps = /** @type {{ name: string, milliseconds: number }[]} */ ([]);

/** @param {number} milliseconds @returns {string} Such as `0.4 s`, `38 s` or `3 min 12 s`. */
export function duration(milliseconds) {
	if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

let silent = false;
/** @param {string} text */
const write = (text) => silent || process.stdout.write(text);

/** Prints one line to the person at the terminal. */
export const say = (text = '') => write(`${text}\n`);

/** From here on nothing is printed: what still happens is only the end. */
export const fallSilent = () => {
	silent = true;
};

const PROGRESS_EVERY_MS = process.stdout.isTTY ? 500 : 15_000;

/**
 * Runs one named part of the work, prints how long it took and keeps it for the summary.
 * While it runs, a line tells that it is still alive: rewritten on a terminal, every 15 s in a log.
 * @template T
 * @param {string} name
 * @param {(progress: (state: string) => void) => Promise<T>} work Is handed a way to say how far it is.
 * @param {{ ticking?: boolean }} [options] `ticking: false` for work that prints its own output.
 * @returns {Promise<T>}
 */
export async function step(name, work, { ticking = true } = {}) {
	const begin = Date.now();
	let state = '';
	const tick = () => {
		const line = `  ... ${[state, duration(Date.now() - begin)].filter(Boolean).join(', ')}`;
		write(process.stdout.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
	};
	say(`> ${name}`);
	const timer = ticking ? setInterval(tick, PROGRESS_EVERY_MS) : undefined;
	try {
		return await work((text) => (state = text));
	} finally {
		clearInterval(timer);
		const milliseconds = Date.now() - begin;
		steps.push({ name, milliseconds });
		say(`${process.stdout.isTTY && ticking ? '\r\x1b[K' : ''}  ${duration(milliseconds)}`);
	}
}

/**
 * How many minutes an option asks for.
 * @param {string} given
 * @throws {Problem} When it is no number above 0.
 */
export function minutesOf(given) {
	const minutes = Number(given);
	if (minutes > 0) return minutes;
	throw new Problem(`'${given}' is no number of minutes.`, 'Give one above 0, such as 0.5 or 20.');
}
