import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain, fallSilent, Problem, say } from './say.mjs';

const WINDOWS = process.platform === 'win32';
const KEPT_LINES = 400;
const READY_WITHIN_MS = 180_000;
/** @type {Set<Running>} */
const running = new Set();
let interrupted = false;
let watching = false;
let handedOver = false;

/**
 * A process that `start` has started.
 * @typedef {import('node:child_process').ChildProcess & {
 *   lines: string[],
 *   graceMs: number,
 *   ended: Promise<number | NodeJS.Signals | null>,
 * }} Running `lines` are the last that it printed, `ended` is a promise of its exit code.
 */

/**
 * Signals a process and everything that it has started.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
	// it never started
	if (child.pid === undefined) return;
	try {
		// every child leads its own group, see `start`
		if (WINDOWS) child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

/**
 * Starts a process that is stopped together with this one, whatever ends this one.
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {Record<string, string | undefined>} [options.environment] On top of this process's own.
 * @param {boolean} [options.visible] It prints to the terminal itself, and nothing is kept.
 * @param {(line: string) => void} [options.onLine] Is told every line that it prints.
 * @param {number} [options.graceMs] How long it may take to stop before it is killed, in milliseconds.
 * @returns {Running}
 */
export function start(command, args, { cwd, environment, visible, onLine, graceMs = 10_000 } = {}) {
	const spawned = spawn(command, args, {
		cwd,
		env: { ...process.env, ...environment },
		stdio: visible ? 'inherit' : ['ignore', 'pipe', 'pipe'],
		// its own group, so that one signal reaches it with all its children, in the order that we choose
		detached: !WINDOWS,
		// npm and npx are .cmd files there, which only a shell can run
		shell: WINDOWS && ['npm', 'npx'].includes(command),
	});
	/** @type {string[]} */
	const lines = [];
	for (const stream of [spawned.stdout, spawned.stderr]) {
		let rest = '';
		stream?.setEncoding('utf8').on('data', (text) => {
			const complete = (rest + text).split('\n');
			rest = complete.pop() ?? '';
			lines.push(...complete);
			lines.splice(0, lines.length - KEPT_LINES);
			if (onLine) complete.forEach((line) => onLine(line));
		});
	}
	/** @type {Running['ended']} */
	const ended = new Promise((resolve, reject) => {
		spawned.once('error', reject);
		spawned.once('close', (code, signal) => resolve(code ?? signal));
	});
	const child = Object.assign(spawned, {
		lines,
		graceMs,
		ended: ended.finally(() => running.delete(child)),
	});
	running.add(child);
	// somebody may look at it only later; until then a failed start is not an unhandled rejection
	child.ended.catch(() => {});
	return child;
}

/**
 * Stops a process with its children: politely first, by force when its time is up.
 * @param {Running} child What `start` returned.
 */
export async function stop(child) {
	if (!running.has(child)) return;
	signalGroup(child, 'SIGTERM');
	const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), child.graceMs);
	await child.ended.catch(() => {});
	clearTimeout(timer);
	signalGroup(child, 'SIGKILL');
}

/**
 * Ends a process with its children as `kill -9` does, with no time to put anything in order.
 * @param {Running} child What `start` returned.
 */
export async function kill(child) {
	signalGroup(child, 'SIGKILL');
	await child.ended.catch(() => {});
}

/** Stops everything that is still running, the youngest first. */
export async function stopAll() {
	for (const child of [...running].reverse()) await stop(child);
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof start>[2]} [options]
 * @returns {Promise<string>} What it printed (nothing when `visible`).
 * @throws {Problem} When it fails: with the usual cause if there is one, else with its last lines.
 */
export async function run(command, args, options) {
	const child = start(command, args, options);
	const code = await child.ended;
	if (code === 0) return child.lines.join('\n');
	// npm says what is wrong first, and ends with a page about its own usage
	const errors = child.lines.filter((line) => line.startsWith('npm error'));
	const told = (errors.length > 0 ? errors.slice(0, 12) : child.lines.slice(-25)).join('\n');
	throw (
		// a test may print the same codes of the network, and means something else
		explain(errors.join('\n')) ??
		new Problem(
			`\`${[command, ...args].join(' ')}\` failed (${code}).`,
			told || 'See its output above.',
		)
	);
}

/**
 * Waits until a server that was started answers a GET with success.
 * @param {Running} child What `start` returned.
 * @param {string} address
 * @param {string} name What it is, for the person who waits.
 * @param {string} [advice] What may help when it does not start.
 * @throws {Problem} With its last words when it ends instead, or takes more than three minutes.
 */
export async function untilReady(child, address, name, advice) {
	const late = AbortSignal.timeout(READY_WITHIN_MS);
	const ended = child.ended.then(() => true);
	while (!late.aborted) {
		const signal = AbortSignal.timeout(5000);
		const answer = await fetch(address, { signal }).catch(() => undefined);
		if (answer?.ok) return;
		if (await Promise.race([ended, sleep(200, false)])) break;
	}
	await stop(child);
	// without the stack, which is about the insides of the program
	const words = child.lines.filter((line) => line.trim() && !/^\s*(at|-->) /.test(line));
	throw new Problem(
		`${name} ${late.aborted ? 'did not answer within three minutes' : 'ended while it was starting'}.`,
		[advice, 'Its last words:', ...words.slice(-8)].filter(Boolean).join('\n'),
	);
}

/**
 * Lets another process do the work of this one, and ends with it.
 * @param {string} command
 * @param {string[]} args
 */
export async function handOver(command, args) {
	handedOver = true;
	// it has children of its own to stop
	process.exit((await start(command, args, { visible: true, graceMs: 60_000 }).ended) ?? undefined);
}

/**
 * Has something done when this process is told to end, or the npm that has started it is gone.
 * @param {() => void} leave May be called several times.
 */
export function onStop(leave) {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, leave);
	// npm runs a script in a shell, which dies of a SIGTERM without passing it on
	const parent = process.ppid;
	const orphaned = () => process.env.npm_lifecycle_event && process.ppid !== parent;
	setInterval(() => orphaned() && leave(), 500).unref();
}

/** From here on, whatever ends this process stops everything that it has started; a second call does nothing. */
export function stopOnSignals() {
	if (watching) return;
	watching = true;
	const leave = async () => {
		if (interrupted) return;
		interrupted = true;
		if (!handedOver) say('\nStopping ...');
		fallSilent();
		await stopAll();
		process.exit(130);
	};
	onStop(leave);
	process.on('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')));
}

/**
 * Runs a whole script and ends this process with it. A `Problem` is told in its own sentence, anything
 * else is a bug and shows its stack.
 * @param {() => Promise<void>} script
 */
export async function main(script) {
	stopOnSignals();
	const failure = await script().then(
		() => undefined,
		(error) => error,
	);
	// what breaks because it is being stopped is no news
	if (interrupted) return;
	// what ends because of the failure has nothing to say about it
	if (failure) fallSilent();
	await stopAll();
	if (failure) {
		const problem = failure instanceof Problem ? failure : explain(String(failure.code));
		process.stderr.write(`\n${problem ? problem.message : failure.stack}\n`);
	}
	process.exit(failure ? 1 : 0);
}
