'use strict';

/** What only the machine can give: time and files. The strict lint keeps both out of the .ts files. */

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout: after } = require('node:timers/promises');

/**
 * Waits `ms` milliseconds.
 *
 * @param {number} ms
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} true after the time, false as soon as `signal` fires
 */
exports.wait = async (ms, signal) => {
	try {
		await after(ms, undefined, { signal });
		return true;
	} catch {
		return false;
	}
};

/**
 * The page a person looks at, as HTML.
 *
 * @returns {string}
 */
exports.readPage = () => readFileSync(join(__dirname, 'page.html'), 'utf8');
