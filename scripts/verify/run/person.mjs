import { createInterface } from 'node:readline';

/** What begins with these letters. @type {Record<string, boolean>} */
const ANSWERS = { y: true, n: false };

/**
 * Makes what asks the person at the terminal whether an address shows the customer's conversation. The address names the
 * customer, so it goes to the terminal only and into no report.
 * @param {NodeJS.ReadableStream} input
 * @param {NodeJS.WritableStream} output
 * @param {AbortSignal} signal Ends the waiting.
 */
export const personAt =
	(input, output, signal) =>
	/** @param {string} address @returns {Promise<boolean | undefined>} Nothing for neither yes nor no. */
	async (address) => {
		output.write(
			`\nOpen this address in a browser that is logged in to Landbot:\n    ${address}\nDoes it show the conversation of the customer? (y/n) `,
		);
		const lines = createInterface({ input, signal });
		try {
			for await (const line of lines) return ANSWERS[line.trim().charAt(0).toLowerCase()];
			return undefined;
		} finally {
			// a terminal that is still read would keep the process alive
			lines.close();
		}
	};
