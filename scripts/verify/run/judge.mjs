import { isDeepStrictEqual } from 'node:util';
import { Answer, NoAnswer } from './api.mjs';
import { Undecided } from './side.mjs';

/**
 * One open question about Landbot.
 * @typedef {object} Check
 * @property {string} question
 * @property {string} [switch] The simulator's switch for it, in simulator/switches.ts.
 * @property {unknown[] | ((value: unknown) => boolean)} [values] What the switch can say.
 * @property {boolean} [writes] Only with --write.
 * @property {(side: import('./side.mjs').Side) => Promise<object>} ask Makes the requests.
 * @property {(evidence: object) => { came: string, value?: unknown, why?: string }} read
 *   The form of what came back, and the answer to the question; `why` there may be none.
 * @property {(real: unknown, simulated: unknown) => boolean} [fits] Equality, unless said otherwise.
 * @property {{ came: string, value: unknown }} [assumed] In place of asking the simulator.
 */

/** Asks one side. An answer that a check does not understand leaves the question open, as does a mistake. */
async function answerOf(check, side, onMistake) {
	let asked = [];
	try {
		const evidence = await check.ask(side);
		const answers = Object.values(evidence)
			.flat()
			.filter((one) => one instanceof Answer);
		asked = [...new Set(answers.map((answer) => answer.asked))];
		return { asked, ...check.read(evidence) };
	} catch (error) {
		if (error instanceof Undecided)
			return { asked, came: 'nothing to look at', why: error.message };
		if (error instanceof NoAnswer)
			return { asked: [error.asked], came: error.message, why: 'the request failed' };
		if (error instanceof TypeError)
			// its message might quote the answer
			return { asked, came: 'an answer of another form', why: 'the answer is not understood' };
		onMistake(error);
		return { asked, came: 'not looked at', why: 'this check has made a mistake' };
	}
}

const canSay = ({ values = [] }, value) =>
	typeof values === 'function' ? values(value) : values.includes(value);

/**
 * Asks the real Landbot and the simulator the same, and compares.
 * @param {Check} check
 * @param {(error: Error) => void} onMistake Is told what keeps a question from being answered.
 */
export async function judge(check, live, simulated, onMistake) {
	const { asked, came, value, why } = await answerOf(check, live, onMistake);
	const assumed = check.assumed ?? (await answerOf(check, simulated, onMistake));
	const result = { question: check.question, switch: check.switch, asked, came };
	if (value === undefined) return { ...result, verdict: 'not decided', why };
	if ((check.fits ?? isDeepStrictEqual)(value, assumed.value))
		return { ...result, verdict: 'as assumed' };
	const change = canSay(check, value)
		? { switch: check.switch, to: value }
		: { landbot: came, simulator: assumed.came };
	return { ...result, verdict: 'differs', change };
}

/** What to change, each once, with the questions that say so. */
export function recommendations(results, objects) {
	const found = new Map();
	for (const { question, change } of results.filter(({ verdict }) => verdict === 'differs')) {
		const words = change.switch
			? `switch ${change.switch} to ${JSON.stringify(change.to)}`
			: `no switch says it: Landbot ${change.landbot} | simulator ${change.simulator}`;
		found.set(words, [...(found.get(words) ?? []), question]);
	}
	return [
		...[...found].map(([change, because]) => ({ change, because })),
		...objects.flatMap(({ object, changes }) =>
			changes.map((change) => ({ change: `${object}: ${change}`, because: [] })),
		),
	];
}
