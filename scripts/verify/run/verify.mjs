import { isDeepStrictEqual } from 'node:util';
import { startSimulator } from '../../../simulator/index.ts';
import { Problem } from '../../lib/say.mjs';
import { SIMULATOR_TOKEN } from '../../lib/simulator.mjs';
import { keysOfCustomer, spoken } from '../privacy/keys.mjs';
import { isObject } from '../privacy/shape.mjs';
import { questionsFor } from '../questions/index.mjs';
import { compareObjects } from '../questions/objects.mjs';
import { createApi, createPace, NoAnswer } from './api.mjs';
import { compare, recommendations } from './compare.mjs';
import { customerPath } from './landbot.mjs';
import { Side } from './side.mjs';
import { refuseTaken } from './testFields.mjs';
import { insist } from './undo.mjs';

/**
 * @import { Result } from './compare.mjs'
 * @import { Options } from './options.mjs'
 */

/** Somebody of the simulator about whom nothing is special. */
const SIMULATED = { customerId: '473500009', mayWrite: true };

/** @type {Record<number, [message: string, advice: string]>} */
const REFUSALS = {
	401: ['Landbot does not know this token.', 'Check LANDBOT_TOKEN.'],
	402: ['Landbot asks for payment.', 'API access needs a paid plan.'],
	403: ['This token may not list channels.', 'Use the token of an agent who sees the workspace.'],
};

/**
 * The whole report; nothing in it is a value or a name of the workspace. `left` could not be taken back, `failures` are
 * mistakes of this script, which have kept it from looking at something.
 * @typedef {object} Report
 * @property {string} host
 * @property {boolean} wrote
 * @property {boolean} interrupted
 * @property {Result[]} questions
 * @property {import('../questions/objects.mjs').Compared[]} objects
 * @property {ReturnType<typeof recommendations>} recommended
 * @property {string[]} left
 * @property {unknown[]} failures
 */

/**
 * Looks whether there is a Landbot behind the address that lets us in.
 * @param {Side} side
 * @param {Options} options
 * @returns {Promise<Record<string, any> | undefined>} The chosen customer as they are before anything is written.
 * @throws {Problem} When there is not, or the customer cannot be written on.
 */
async function knock(side, { host, customerId, write }) {
	try {
		const answer = await side.get('/channels/', { limit: 1 });
		const refusal = REFUSALS[answer.status] ?? [
			`${host} does not answer like Landbot (${answer.status}).`,
			'Check LANDBOT_BASE_URL, or try again later.',
		];
		if (!answer.ok || answer.kind !== 'json') throw new Problem(...refusal);
		if (!customerId) return undefined;
		const { status, body } = await side.get(customerPath(customerId));
		if (!isObject(body?.customer))
			throw new Problem(`The customer cannot be read (${status}).`, 'Check --customer.');
		if (write) await refuseTaken(side);
		return body.customer;
	} catch (error) {
		if (!(error instanceof NoAnswer)) throw error;
		throw new Problem(`${host} cannot be reached: ${error.message}.`, 'Check the network.');
	}
}

/** Times and counts that change by themselves. @param {string} key */
const isMoving = (key) => /^(last_|unread)|updated/.test(key);

/**
 * Takes everything back, and looks whether the customer is as before.
 * @param {Side} live
 * @param {Record<string, any>} before
 * @param {import('./api.mjs').Api} api
 * @param {number} pauseMs
 * @returns {Promise<string[]>} What could not be taken back.
 */
async function restore(live, before, api, pauseMs) {
	const left = await live.undo.all(api, pauseMs);
	const { customerId } = live;
	const after = await insist(() => new Side(api, { customerId }).customer(), pauseMs);
	if (!after) return [...left, `customer ${customerId} cannot be read any more`];
	const keys = new Set([before, after].flatMap((customer) => keysOfCustomer(customer)));
	const changed = [...keys].filter(
		(key) => !isMoving(key) && !isDeepStrictEqual(before[key], after[key]),
	);
	if (left.length > 0 || changed.length === 0) return left;
	const words = spoken(changed, 'customer');
	return [`customer ${customerId} is not as before, perhaps by somebody else: ${words}`];
}

/**
 * Asks everything that the options allow.
 * @param {Options} options
 * @param {AbortSignal} signal Ends the questions; what was written is taken back all the same.
 * @param {(result: Result) => void} onResult Is told every question as soon as it is answered.
 * @param {import('./side.mjs').AskPerson} askPerson
 * @returns {Promise<Report>}
 * @throws {Problem} When nothing can be asked.
 */
export async function verify(options, signal, onResult, askPerson) {
	const { token, baseUrl, host, customerId, write, pauseMs } = options;
	const pace = createPace(pauseMs);
	const live = new Side(createApi({ baseUrl, token, pace, signal }), {
		customerId,
		mayWrite: write,
		askPerson,
	});
	const before = await knock(live, options);
	const simulator = await startSimulator({ limit: false });
	const simulated = new Side(
		createApi({ baseUrl: simulator.baseUrl, token: SIMULATOR_TOKEN, pace: createPace(0) }),
		SIMULATED,
	);

	/** @type {Result[]} */
	const questions = [];
	/** @type {unknown[]} */
	const failures = [];
	const onMistake = (/** @type {unknown} */ error) => {
		signal.throwIfAborted();
		failures.push(error);
	};
	/** @type {Report['objects']} */
	let objects = [];
	try {
		for (const question of questionsFor(options)) {
			const result = await compare(question, live, simulated, onMistake);
			questions.push(result);
			onResult(result);
		}
		objects = await compareObjects(live, simulated, onMistake);
	} catch (error) {
		if (!signal.aborted) failures.push(error);
	}
	// without the signal: stopping must not stop this
	const undoing = createApi({ baseUrl, token, pace });
	const left = write && before ? await restore(live, before, undoing, pauseMs) : [];
	await simulator.close();
	return {
		host,
		wrote: write,
		interrupted: signal.aborted,
		questions,
		objects,
		recommended: recommendations(questions, objects),
		left,
		failures,
	};
}
