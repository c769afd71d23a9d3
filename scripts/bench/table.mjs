/** Landbot's limit in requests per second. */
export const LIMIT = 10;

/**
 * Travel times. `api` is what recorded calls of Landbot's `send_text` took.
 * @satisfies {Record<string, Travel>}
 */
export const TRAVEL = {
	quiet: { medianMs: 20, sigma: 0.1 },
	usual: { medianMs: 150, sigma: 0.35 },
	// recorded traffic: a small part of the time is the way to Landbot, which counts arrivals
	api: { medianMs: 1100, sigma: 0.15, beforeShare: 0.1 },
};

/** @param {number} value @returns {string} Rounded, such as `10,000`. */
export const whole = (value) => Math.round(value).toLocaleString('en');
/** @param {number} value @param {number} [places] Behind the point. */
export const digits = (value, places = 1) => value.toFixed(places);
/** @param {number} share From 0 to 1. */
export const percent = (share) => `${(share * 100).toFixed(1)} %`;
/** @param {string} state How an execution ended. */
export const isSuccess = (state) => state === 'success';

/**
 * How long a request travels: median in milliseconds, log-normal; half of it before arrival unless `beforeShare` says
 * otherwise.
 * @typedef {{ medianMs: number, sigma: number, beforeShare?: number }} Travel
 *
 * A sentence about the Landbot node, and whether it holds.
 * @typedef {[sentence: string, holds: boolean]} Demand
 *
 * One table of the report: a title, the heads of the columns and the rows, all text.
 * @typedef {{ title: string, heads: string[], rows: string[][], demands: Demand[] }} Table
 *
 * What a file of measurements/ exports under its own name. Gets the path of the packed package, and whether a quick
 * look is enough.
 * @typedef {(tarball: string, short: boolean) => Promise<Table>} Measurement
 */

/**
 * Puts a table together.
 * @param {string} title @param {string[]} heads @param {string[][]} rows @param {Demand[]} demands
 * @returns {Table}
 */
export const table = (title, heads, rows, demands) => ({ title, heads, rows, demands });
