import { randomBytes } from 'node:crypto';
import { isObject } from '../privacy/shape.mjs';
import { customerPath, hooksPath, MOST, PREFIX } from './landbot.mjs';
import { createUndo } from './undo.mjs';

/**
 * @import { Answer, Query, RequestOptions } from './api.mjs'
 *
 * Asks the person who runs this whether an address shows the conversation of the customer. Nothing is neither yes nor no.
 * @typedef {(address: string) => Promise<boolean | undefined>} AskPerson
 */

/** A question cannot be answered here; the message says why. */
export class Undecided extends Error {}

const TRANSCRIPTS_TRIED = 5;
/** Entries that show an order. */
const ENOUGH_ENTRIES = 3;
const CHANNELS_TRIED = 5;

/** What one and the same question is asked on: the real Landbot, or the simulator that shall be like it. */
export class Side {
	/** @type {Map<string, Promise<any>>} Of any type, because each name has one of its own. */
	#known = new Map();
	#customerId;

	/**
	 * @param {import('./api.mjs').Api} api
	 * @param {object} [chosen]
	 * @param {string} [chosen.customerId] A customer to read first.
	 * @param {boolean} [chosen.mayWrite] Whether to write there.
	 * @param {AskPerson} [chosen.askPerson]
	 */
	constructor(api, { customerId, mayWrite = false, askPerson = async () => undefined } = {}) {
		this.api = api;
		this.askPerson = askPerson;
		this.#customerId = customerId;
		this.mayWrite = mayWrite;
		this.undo = createUndo();
		/** In every message hook that this run makes, and in nothing else. */
		this.mark = `${PREFIX}${randomBytes(5).toString('hex')}`;
		/** How many message hooks may have been made without their ID being told. */
		this.untoldHooks = 0;
	}

	/** The customer that was chosen. @throws {Undecided} When none was. */
	get customerId() {
		if (this.#customerId) return this.#customerId;
		throw new Undecided('no customer was chosen');
	}

	/**
	 * Asks only the first time; whoever comes later gets the same answer, or the same failure.
	 * @template T
	 * @param {string} name
	 * @param {() => Promise<T>} ask
	 * @returns {Promise<T>}
	 */
	once(name, ask) {
		const known = this.#known.get(name) ?? ask();
		this.#known.set(name, known);
		return known;
	}

	/** @param {string} path @param {Query} [query] @param {RequestOptions} [options] */
	get(path, query, options) {
		return this.api.get(path, query, options);
	}

	/** A list that several questions start from. @param {string} path @param {Query} [query] */
	#list(path, query) {
		return this.once(path, async () => {
			const answer = await this.get(path, query);
			if (answer.ok && answer.kind === 'json') return answer;
			throw new Undecided(`${answer.asked} is answered ${answer.status}`);
		});
	}

	/** The channels, those of the first page. */
	channels() {
		return this.#list('/channels/', { limit: MOST });
	}

	/** The customers, those of the first page. */
	customers() {
		return this.#list('/customers/', { limit: MOST });
	}

	/** The WhatsApp templates. */
	templates() {
		return this.#list('/channels/whatsapp/templates/');
	}

	/**
	 * The first customer of the list who fulfils a condition.
	 * @param {(customer: Record<string, any>) => boolean} condition
	 * @param {string} missing Why the question stays open when there is none.
	 * @throws {Undecided}
	 */
	async customerWith(condition, missing) {
		const { rows } = await this.customers();
		const found = rows.find(condition);
		if (found) return found;
		throw new Undecided(missing);
	}

	/** The longest conversation of some customers: the answer, and when their last message was, in seconds. */
	transcript() {
		return this.once('transcript', async () => {
			const { rows } = await this.customers();
			const latest = rows.toSorted((a, b) => (b.last_message ?? 0) - (a.last_message ?? 0));
			const chosen = this.#customerId ? [await this.customer()] : [];
			/** @type {{ answer: Answer, lastMessage: any } | undefined} */
			let longest;
			for (const { id, last_message } of [...chosen, ...latest].slice(0, TRANSCRIPTS_TRIED)) {
				const answer = await this.get(`${customerPath(id)}messages/`);
				if (answer.rows.length > (longest?.answer.rows.length ?? 0))
					longest = { answer, lastMessage: last_message };
				if (answer.rows.length >= ENOUGH_ENTRIES) break;
			}
			if (longest) return longest;
			throw new Undecided(`none of ${TRANSCRIPTS_TRIED} customers has a conversation`);
		});
	}

	/** The answers to a request for one hook of each of some channels, where hooks can be listed. */
	hookLists() {
		return this.once('hooks', async () => {
			const answers = [];
			for (const { id } of (await this.channels()).rows.slice(0, CHANNELS_TRIED)) {
				answers.push(await this.get(hooksPath(id), { limit: 1 }));
			}
			return answers.filter(({ ok }) => ok);
		});
	}

	/** The customer that was chosen, as Landbot has them now. @throws {Undecided} When they cannot be read. */
	async customer() {
		const answer = await this.get(customerPath(this.customerId));
		if (isObject(answer.body?.customer)) return answer.body.customer;
		throw new Undecided(`the customer cannot be read (${answer.status})`);
	}

	/**
	 * Writes, after noting how to take it back.
	 * @param {string} method
	 * @param {string} path
	 * @param {{ body?: object, undo: import('./undo.mjs').Note }} options
	 * @throws {Error} When nothing may be written on this side.
	 */
	async write(method, path, { body, undo }) {
		if (!this.mayWrite) throw new Error('Nothing may be written here.');
		this.undo.note(...undo);
		return await this.api.send(method, path, { body });
	}
}
