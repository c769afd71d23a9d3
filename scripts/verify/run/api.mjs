import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../privacy/shape.mjs';

const TIMEOUT_MS = 30_000;
const TRIES = 5;
/** Wait after a 429 without Retry-After, in milliseconds: Landbot counts over one second. */
const FULL_WAIT_MS = 1200;
/** Query parameters whose values say nothing about anybody. */
const TELLING = ['limit', 'offset', 'archived', 'search_by', 'type'];

/** What Landbot answered, with the request in a form that may be printed. */
export class Answer {
	constructor(asked, status, headers, text) {
		this.asked = asked;
		this.status = status;
		this.headers = headers;
		this.kind = text === '' ? 'empty' : 'text';
		this.body = text;
		try {
			this.body = JSON.parse(text);
			this.kind = 'json';
		} catch {
			if (/<html|<!doctype/i.test(text)) this.kind = 'html';
		}
	}

	get ok() {
		return this.status >= 200 && this.status < 300;
	}

	/** The list that was asked for, also under another name when there is only one; empty when there is none. */
	get list() {
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

/** The connection failed: no status to look at. `code` is the system's word for it. */
export class NoAnswer extends Error {
	constructor(asked, cause) {
		const code = cause.cause?.code ?? cause.code;
		super(`no answer (${typeof code === 'string' ? code : cause.name})`);
		this.asked = asked;
	}
}

/** A request without its IDs, names and values. */
function printable(method, path, query, body) {
	const place = path.replace(/\/\d{2,}/g, '/{id}').replace(/fields\/[^/]+/, 'fields/{name}');
	const parts = Object.entries(query).map(
		([key, value]) => `${key}=${TELLING.includes(key) ? value : '…'}`,
	);
	const keys = body && ` {${Object.keys(body).join(', ')}}`;
	return `${method} ${place}${parts.length > 0 ? `?${parts.join('&')}` : ''}${keys ?? ''}`;
}

/**
 * Lets one request leave after the other.
 * @param {number} pauseMs From the start of one to the start of the next, at least.
 */
export function createPace(pauseMs) {
	let next = 0;
	return {
		pauseMs,
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
 * A client that is easy on Landbot: paced, patient at the limit, and never following a redirect.
 * @param {object} options
 * @param {string} options.baseUrl Without a final slash.
 * @param {string} options.token
 * @param {ReturnType<typeof createPace>} options.pace
 * @param {AbortSignal} [options.signal] Ends waiting and reading; a write under way is waited for.
 */
export function createApi({ baseUrl, token, pace, signal }) {
	const headerNames = new Set();

	async function once(method, path, { query, body, word = 'Token', authorization }, asked) {
		const headers = { 'Content-Type': 'application/json' };
		if (authorization !== '') headers.Authorization = authorization ?? `${word} ${token}`;
		const late = AbortSignal.timeout(TIMEOUT_MS);
		const search = new URLSearchParams(query).toString();
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

	const api = {
		/** Names of the headers that any answer so far had. */
		headerNames,
		/**
		 * @param {string} method
		 * @param {string} path Under the base URL, with its final slash.
		 * @param {{ query?: object, body?: object, word?: string, authorization?: string, atOnce?: boolean }} [options]
		 *   `word` before the token; `authorization` in place of both, '' for none; `atOnce` without pace and patience.
		 * @returns {Promise<Answer>}
		 */
		async send(method, path, { query = {}, ...options } = {}) {
			const asked = printable(method, path, query, options.body);
			for (let tried = 1; ; tried++) {
				if (!options.atOnce) await pace.turn(signal);
				const answer = await once(method, path, { query, ...options }, asked);
				const again =
					answer.status === 429 || (method === 'GET' && [502, 503, 504].includes(answer.status));
				if (!again || options.atOnce || tried === TRIES) return answer;
				const seconds = Math.min(Number(answer.headers.get('retry-after')) || 0, 30);
				await sleep(Math.max(FULL_WAIT_MS, seconds * 1000), undefined, { signal });
			}
		},
		get: (path, query, options) => api.send('GET', path, { query, ...options }),
	};
	return api;
}
