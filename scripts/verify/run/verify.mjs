import { isDeepStrictEqual } from 'node:util';
import { startSimulator } from '../../../simulator/index.ts';
import { Problem } from '../../lib/say.mjs';
import { accessChecks, burstCheck, headerCheck } from '../questions/access.mjs';
import { createApi, createPace, NoAnswer } from './api.mjs';
import { contentChecks } from '../questions/contents.mjs';
import { fieldChecks } from '../questions/fields.mjs';
import { hookChecks } from '../questions/hooks.mjs';
import { judge, recommendations } from './judge.mjs';
import { keysOfCustomer, spoken } from '../privacy/keys.mjs';
import { listChecks } from '../questions/lists.mjs';
import { compareObjects } from '../questions/objects.mjs';
import { refuseTaken } from './ownFields.mjs';
import { peopleChecks } from '../questions/people.mjs';
import { isObject } from '../privacy/shape.mjs';
import { Side } from './side.mjs';
import { stateChecks } from '../questions/states.mjs';
import { insist } from './undo.mjs';
import { valueChecks } from '../questions/fieldTypes.mjs';
import { KEYS } from '../privacy/words.mjs';

/** Somebody of the simulator about whom nothing is special. */
const SIMULATED = { customerId: '473500009', mayWrite: true };

const CHECKS = [
	...accessChecks,
	...listChecks,
	...peopleChecks,
	...contentChecks,
	...fieldChecks,
	...valueChecks,
	...hookChecks,
	...stateChecks,
	headerCheck,
];

const REFUSALS = {
	401: ['Landbot does not know this token.', 'Check LANDBOT_TOKEN.'],
	402: ['Landbot asks for payment.', 'API access needs a paid plan.'],
	403: ['This token may not list channels.', 'Use the token of an agent who sees the workspace.'],
};

/**
 * Fails when there is no Landbot behind the address, or it does not let us in.
 * @returns The customer as they are before anything is written, when one was chosen.
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
		const { status, body } = await side.get(`/customers/${customerId}/`);
		if (!isObject(body?.customer))
			throw new Problem(`The customer cannot be read (${status}).`, 'Check --customer.');
		if (write) await refuseTaken(side);
		return body.customer;
	} catch (error) {
		if (!(error instanceof NoAnswer)) throw error;
		throw new Problem(`${host} cannot be reached: ${error.message}.`, 'Check the network.');
	}
}

/** Times and counts that change by themselves. */
const isMoving = (key) => /^(last_|unread)|updated/.test(key);

/** Takes everything back, and looks whether the customer is as before. */
async function restore(live, before, api, pauseMs) {
	const left = await live.undo.all(api, pauseMs);
	const after = await insist(() => new Side(api, live).customer(), pauseMs);
	if (!after) return [...left, `customer ${live.customerId} cannot be read any more`];
	const keys = new Set([before, after].flatMap(keysOfCustomer));
	const changed = [...keys].filter(
		(key) => !isMoving(key) && !isDeepStrictEqual(before[key], after[key]),
	);
	if (left.length > 0 || changed.length === 0) return left;
	const mayPrint = (key) => KEYS.customer.includes(key) || key.startsWith('n8n_verify_');
	const words = spoken(changed, mayPrint);
	return [`customer ${live.customerId} is not as before, perhaps by somebody else: ${words}`];
}

/**
 * Asks everything that the options allow.
 * @param {ReturnType<typeof import('./options.mjs').readOptions>} options
 * @param {AbortSignal} signal Ends the questions; what was written is taken back all the same.
 * @param {(result: object) => void} onResult Is told every question as soon as it is answered.
 * @returns The whole report. `failures` are mistakes of this script, which have kept it from looking at something.
 */
export async function verify(options, signal, onResult) {
	const { token, baseUrl, host, customerId, write, pauseMs } = options;
	const pace = createPace(pauseMs);
	const live = new Side(createApi({ baseUrl, token, pace, signal }), {
		customerId,
		mayWrite: write,
	});
	const before = await knock(live, options);
	const simulator = await startSimulator({ limit: false });
	const simulated = new Side(
		createApi({ ...simulator, token: 'simulator-token', pace: createPace(0) }),
		SIMULATED,
	);

	const questions = [];
	const failures = [];
	const onMistake = (error) => {
		signal.throwIfAborted();
		failures.push(error);
	};
	let objects = [];
	try {
		const checks = CHECKS.filter(({ writes }) => write || !writes);
		if (options.rateLimit) checks.push(burstCheck);
		for (const check of checks) {
			questions.push(await judge(check, live, simulated, onMistake));
			onResult(questions.at(-1));
		}
		objects = await compareObjects(live, simulated, onMistake);
	} catch (error) {
		if (!signal.aborted) failures.push(error);
	}
	// without the signal: stopping must not stop this
	const undoing = createApi({ baseUrl, token, pace });
	const left = write ? await restore(live, before, undoing, pauseMs) : [];
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
