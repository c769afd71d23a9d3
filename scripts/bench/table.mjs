/** Landbot's limit in requests per second. */
export const LIMIT = 10;

/** Travel times, log-normal: median in milliseconds. `api` is what recorded calls of Landbot's `send_text` took. */
export const TRAVEL = {
	quiet: { medianMs: 20, sigma: 0.1 },
	usual: { medianMs: 150, sigma: 0.35 },
	// recorded traffic: a small part of the time is the way to Landbot, which counts arrivals
	api: { medianMs: 1100, sigma: 0.15, beforeShare: 0.1 },
};

export const whole = (value) => Math.round(value).toLocaleString('en');
export const digits = (value, places = 1) => value.toFixed(places);
export const percent = (share) => `${(share * 100).toFixed(1)} %`;
export const isSuccess = (state) => state === 'success';

/**
 * One table of the report: a title, the heads of the columns and the rows, all text. `demands` are sentences about the
 * Landbot node with whether they hold.
 */
export const table = (title, heads, rows, demands) => ({ title, heads, rows, demands });
