import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../privacy/shape.mjs';

const TIMEOUT_MS = 30_000;
const TRIES = 5;
/** Wait after a 429 without Retry-After, in milliseconds: Landbot counts over one second. */
const FULL_WAIT_MS = 1200;
const LONGEST_WAIT_S = 30;
/** Query parameters whose values say nothing about anybody. */
const PRINTED_PARAMETERS = ['limit', 'offset', 'archived', 'search_by', 'type'];

/**
 * Parameters of the URL.
 * @typedef {Record<string, string | number | boolean>} Query
 *
 * What a request has besides its method and path.
 * @typedef {object} RequestOptions
 * @property {Query} [query]
 * @property {object} [body]
 * @property {string} [word] Stands before the token, in place of `Token`.
 * @property {string} [authorization] In place of word and token; empty for no header.
 * @property {boolean} [atOnce] Leaves without pause, and once only.
 *
 * @typedef {ReturnType<typeof createPace>} Pace
 * @typedef {ReturnType<typeof createApi>} Api
 */

/** What Landbot answered, with the request in a form that may be printed. */
export class Answer {
	/** @param {string} asked @param {number} status @param {Headers} headers @param {string} text */
	constructor(asked, status, headers, text) {
		this.asked = asked;
		this.status = status;
		this.headers = headers;
		/** @type {'json' | 'html' | 'text' | 'empty'} */
		this.kind = text === '' ? 'empty' : 'text';
		/** @type {any} JSON of whatever form. A question that reads it as another one stays open, see `compare.mjs`. */
		this.body = text;
		try {
			this.body = JSON.parse(text);
			this.kind = 'json';
		} catch {
			if (/^\s*<|<html|<!doctype/i.test(text)) this.kind = 'html';
		}
	}

	/** Whether the status says success. */
	get ok() {
		return this.status >= 200 && this.status < 300;
	}

	/** The list that was asked for, also under another name when there is only one; empty when there is none. */
	get list() {
		/** @type {[string, unknown[]][]} */
		const lists = Object.entries(this.ok && isObject(this.body) ? this.body : {}).filter(
			([, value]) => Array.isArray(value),
		);
		const [path] = this.asked.split('?');
		const named = lists.filter(([key]) => path.endsWith(`${key}/`));
		const [found] = named.length > 0 || lists.length > 1 ? named : lists;
		return found?.[1] ?? [];
	}

	/** The objects of the list. */
	get rows() {
		return this.list.filter(isObject);
	}
}

/** The connection failed: no status to look at. The message holds the system's code, such as `ECONNRESET`. */
export class NoAnswer extends Error {
	/** @param {string} asked @param {any} cause What `fetch` has thrown. */
	constructor(asked, cause) {
		const code = cause.cause?.code ?? cause.code;
		super(`no answer (${typeof code === 'string' ? code : cause.name})`);
		this.asked = asked;
	}
}

/**
 * A request without its IDs, names and values.
 * @param {string} method @param {string} path @param {Query} query @param {object} [body]
 */
function printable(method, path, query, body) {
	const place = path
		.replace(/^\/\.\./, '')
		.replace(/bots\/[^/]+/, 'bots/{uuid}')
		.replace(/\/\d{2,}/g, '/{id}')
		.replace(/fields\/[^/]+/, 'fields/{name}');
	const parts = Object.entries(query).map(
		([key, value]) => `${key}=${PRINTED_PARAMETERS.includes(key) ? value : '…'}`,
	);
	const keys = body ? ` {${Object.keys(body).join(', ')}}` : '';
	return `${method} ${place}${parts.length > 0 ? `?${parts.join('&')}` : ''}${keys}`;
}

/** Parameters as they stand in a URL, without the question mark. @param {Query} query */
export function queryString(query) {
	const search = new URLSearchParams();
	for (const [key, value] of Object.entries(query)) search.set(key, String(value));
	return String(search);
}

/**
 * Lets one request leave after the other.
 * @param {number} pauseMs From the start of one to the start of the next, at least.
 */
export function createPace(pauseMs) {
	let next = 0;
	return {
		/** Resolves when a request may leave. @param {AbortSignal} [signal] Makes it throw instead. */
		async turn(signal) {
			const now = performance.now();
			const at = Math.max(now, next);
			next = at + pauseMs;
			if (at > now) await sleep(at - now, undefined, { signal });
			signal?.throwIfAborted();
		},
	};
}

/**
 * A client that spares Landbot: paced, patient at the limit, and never following a redirect.
 * @param {object} options
 * @param {string} options.baseUrl Without a final slash.
 * @param {string} options.token
 * @param {Pace} options.pace
 * @param {AbortSignal} [options.signal] Ends waiting and reading; a write under way is waited for.
 */
export function createApi({ baseUrl, token, pace, signal }) {
	/** @type {Set<string>} */
	const headerNames = new Set();

	/** @param {string} method @param {string} path @param {RequestOptions} options @param {string} asked */
	async function once(method, path, { query = {}, body, word = 'Token', authorization }, asked) {
		/** @type {Record<string, string>} */
		const headers = { 'Content-Type': 'application/json' };
		if (authorization !== '') headers.Authorization = authorization ?? `${word} ${token}`;
		const late = AbortSignal.timeout(TIMEOUT_MS);
		const search = queryString(query);
		try {
			const response = await fetch(`${baseUrl}${path}${search && `?${search}`}`, {
				method,
				headers,
				redirect: 'manual',
				body: body && JSON.stringify(body),
				signal: method === 'GET' && signal ? AbortSignal.any([late, signal]) : late,
			});
			for (const name of response.headers.keys()) headerNames.add(name);
			return new Answer(asked, response.status, response.headers, await response.text());
		} catch (error) {
			signal?.throwIfAborted();
			throw new NoAnswer(asked, error);
		}
	}

	/**
	 * Sends a request, and again after a 429; a GET also after 502, 503 and 504.
	 * @param {string} method
	 * @param {string} path Under the base URL, with its final slash; one that begins with `/../v2` is of another version.
	 * @param {RequestOptions} [options]
	 * @returns {Promise<Answer>}
	 * @throws {NoAnswer} When the connection fails.
	 */
	async function send(method, path, options = {}) {
		const asked = printable(method, path, options.query ?? {}, options.body);
		for (let tried = 1; ; tried++) {
			if (!options.atOnce) await pace.turn(signal);
			const answer = await once(method, path, options, asked);
			const again =
				answer.status === 429 || (method === 'GET' && [502, 503, 504].includes(answer.status));
			if (!again || options.atOnce || tried === TRIES) return answer;
			const seconds = Math.min(Number(answer.headers.get('retry-after')) || 0, LONGEST_WAIT_S);
			await sleep(Math.max(FULL_WAIT_MS, seconds * 1000), undefined, { signal });
		}
	}

	return {
		/** Names of the headers that any answer so far had. */
		headerNames,
		send,
		/** @param {string} path @param {Query} [query] @param {RequestOptions} [options] */
		get: async (path, query, options) => await send('GET', path, { query, ...options }),
	};
}
