import { isDeepStrictEqual } from 'node:util';
import { SWITCH_VALUES } from '../questions/switches.mjs';
import { Answer, NoAnswer } from './api.mjs';
import { Undecided } from './side.mjs';

/**
 * @import { Finding, Question } from '../questions/question.mjs'
 * @import { Side } from './side.mjs'
 */

/**
 * What follows from a difference: a switch to turn, or what no switch can express, on both sides.
 * @typedef {{ switch: string, to: unknown } | { switch?: undefined, landbot: string, simulator: string }} Change
 *
 * A question that was asked.
 * @typedef {object} Result
 * @property {string} question
 * @property {string} [switch]
 * @property {string[]} asked The requests, in a form that may be printed.
 * @property {string} came The form of what came back.
 * @property {'as assumed' | 'differs' | 'not decided'} verdict
 * @property {string} [why] It is not decided.
 * @property {Change} [change] With `differs`.
 * @property {string} [then] What it changes in the node, once it is decided.
 */

/**
 * Asks one side. An answer that a question does not understand leaves it open, as does a mistake.
 * @param {Question} question
 * @param {Side} side
 * @param {(error: unknown) => void} onMistake
 * @returns {Promise<Finding & { asked: string[] }>}
 */
async function answerOf(question, side, onMistake) {
	/** @type {string[]} */
	let asked = [];
	try {
		const evidence = await question.ask(side);
		const answers = Object.values(evidence)
			.flat()
			.filter((one) => one instanceof Answer);
		asked = [...new Set(answers.map((answer) => answer.asked))];
		return { asked, ...question.read(evidence) };
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

/**
 * Whether a switch can be turned to a value.
 * @param {Question['switch']} name
 * @param {unknown} value
 * @returns {name is keyof typeof SWITCH_VALUES}
 */
function canSay(name, value) {
	if (name === undefined) return false;
	/** @type {unknown[] | ((value: unknown) => boolean)} */
	const values = SWITCH_VALUES[name];
	return typeof values === 'function' ? values(value) : values.includes(value);
}

/**
 * Asks the real Landbot and the simulator the same, and compares.
 * @param {Question} question
 * @param {Side} live
 * @param {Side} simulated
 * @param {(error: unknown) => void} onMistake Is told what keeps a question from being answered.
 * @returns {Promise<Result>}
 */
export async function compare(question, live, simulated, onMistake) {
	const { asked, came, value, why } = await answerOf(question, live, onMistake);
	const assumed = question.assumed ?? (await answerOf(question, simulated, onMistake));
	const result = { question: question.question, switch: question.switch, asked, came };
	if (value === undefined) return { ...result, verdict: 'not decided', why };
	const { then } = question;
	if ((question.fits ?? isDeepStrictEqual)(value, assumed.value))
		return { ...result, verdict: 'as assumed', then };
	const change = canSay(question.switch, value)
		? { switch: question.switch, to: value }
		: { landbot: came, simulator: assumed.came };
	return { ...result, verdict: 'differs', change, then };
}

/**
 * What to change in the simulator, each once, with the questions that say so.
 * @param {Result[]} results
 * @param {import('../questions/objects.mjs').Compared[]} objects
 */
export function recommendations(results, objects) {
	/** @type {Map<string, string[]>} */
	const found = new Map();
	for (const { question, change } of results) {
		if (!change) continue;
		const words =
			change.switch !== undefined
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
