/**
 * What came back of a question: its form in words that may be printed, and the answer as a value to compare, which is
 * never printed unless a switch can be turned to it. Without a value the question stays open; `why` says the reason.
 * @typedef {{ came: string, value?: unknown, why?: string }} Finding
 */

/**
 * One open question about Landbot.
 * @template {object} [Evidence=any]
 * @typedef {object} Question
 * @property {string} question
 * @property {keyof typeof import('./switches.mjs').SWITCH_VALUES} [switch] The simulator's switch for it.
 * @property {boolean} [writes] Asked only with --write.
 * @property {boolean} [sends] Asked only with --send: it writes to a person.
 * @property {boolean} [asksPerson] Asked only with --ask: the person at the terminal answers it.
 * @property {(side: import('../run/side.mjs').Side) => Promise<Evidence>} ask Makes the requests.
 * @property {(evidence: Evidence) => Finding} read Reads what they were answered.
 * @property {(real: any, simulated: any) => boolean} [fits] Whether the value is as assumed, in place of equality.
 * @property {Finding} [assumed] In place of asking the simulator.
 * @property {string} [then] What to change in the node when the answer is known, where that is more than a switch.
 */

/**
 * Makes a question. It only ties the types of `ask` and `read` together.
 * @template {object} Evidence
 * @param {Question<Evidence>} one
 * @returns {Question}
 */
export const question = (one) => one;
