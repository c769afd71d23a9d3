import { hiddenKeys } from '../privacy/keys.mjs';

/** @import { Result } from './compare.mjs' */

/** @type {Record<Result['verdict'], string>} */
const SIGNS = { 'as assumed': '=', differs: '≠', 'not decided': '?' };

/** What follows from a verdict, in words. @param {Result} result */
function consequence({ verdict, change, why }) {
	if (verdict === 'not decided') return `not decided: ${why}`;
	if (!change) return verdict;
	return change.switch !== undefined
		? `differs: change switch ${change.switch} to ${JSON.stringify(change.to)}`
		: `differs: the simulator answers ${change.simulator}`;
}

/** One question as text, as soon as it is answered. @param {Result} result */
export const blockOf = (result) =>
	[
		`\n${SIGNS[result.verdict]} ${result.question}`,
		`    asked    ${result.asked.join('\n             ') || 'nothing'}`,
		`    came     ${result.came}`,
		`    verdict  ${consequence(result)}`,
		...(result.then ? [`    then     ${result.then}`] : []),
	].join('\n');

/** The keys of one kind of object. @param {import('../questions/objects.mjs').Compared} compared */
function tableOf({ object, seen, leftOut, unnamed, keys, neverSeen }) {
	const width = Math.max(0, ...Object.keys(keys).map((key) => key.length)) + 2;
	const rows = Object.entries(keys).map(
		([key, { types, seen: having }]) =>
			`    ${key.padEnd(width)}${types.join(' or ')}${having < seen ? `  (in ${having})` : ''}`,
	);
	return [
		`\nKeys, ${object}: ${seen} seen${leftOut > 0 ? `, ${leftOut} left out that have another form` : ''}`,
		...rows,
		...(unnamed > 0 ? [`    and ${hiddenKeys(unnamed)}`] : []),
		...(neverSeen.length > 0
			? [`    not seen, though the simulator has it: ${neverSeen.join(', ')}`]
			: []),
	].join('\n');
}

/** What comes after the questions, as text. @param {import('./verify.mjs').Report} report */
export function closingOf(report) {
	const { questions, objects, recommended, left, interrupted, failures, wrote } = report;
	const count = (/** @type {Result['verdict']} */ verdict) =>
		questions.filter((one) => one.verdict === verdict).length;
	const changes = recommended.map(
		({ change, because }) =>
			`  - ${change}${because.length > 0 ? `\n      (${because.join(' ')})` : ''}`,
	);
	return [
		...objects.map(tableOf),
		`\n${count('as assumed')} as assumed, ${count('differs')} differ, ${count('not decided')} not decided.`,
		...(interrupted ? ['Stopped before the end.'] : []),
		...(failures.length > 0
			? ['Not everything could be looked at: see the mistakes of this check.']
			: []),
		`\nRecommended changes of the simulator: ${changes.length === 0 ? 'none' : ''}`,
		...changes,
		...(wrote && left.length === 0 ? ['\nEverything that was written is taken back.'] : []),
		...(left.length > 0 ? ['\nLEFT BEHIND, please look yourself:'] : []),
		...left.map((what) => `  - ${what}`),
	].join('\n');
}
