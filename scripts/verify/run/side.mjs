import { randomBytes } from 'node:crypto';
import { createNaming } from '../privacy/keys.mjs';
import { isObject } from '../privacy/shape.mjs';
import { createUndo } from './undo.mjs';

/** A question cannot be answered here; the message says why. */
export class Undecided extends Error {}

/** How many rows Landbot gives at most at once. */
export const MOST = 100;
const TRANSCRIPTS_TRIED = 5;
/** Entries that show an order. */
const ENOUGH_ENTRIES = 3;
const CHANNELS_TRIED = 5;

/** What one and the same check is asked on: the real Landbot, or the simulator that shall be like it. */
export class Side {
	#known = new Map();

	/**
	 * @param {ReturnType<typeof import('./api.mjs').createApi>} api
	 * @param {{ customerId?: string, mayWrite?: boolean }} [chosen] A customer to read first, and whether to write there.
	 */
	constructor(api, { customerId, mayWrite = false } = {}) {
		this.api = api;
		this.customerId = customerId;
		this.mayWrite = mayWrite;
		this.undo = createUndo();
		/** In every message hook that this run makes, and in nothing else. */
		this.mark = `n8n_verify_${randomBytes(5).toString('hex')}`;
		/** Message hooks that may have been made without their ID being told. */
		this.untoldHooks = 0;
	}

	/** Asks only the first time; whoever comes later gets the same answer, or the same failure. */
	once(name, ask) {
		if (!this.#known.has(name)) this.#known.set(name, ask());
		return this.#known.get(name);
	}

	get(path, query, options) {
		return this.api.get(path, query, options);
	}

	/** A list that other checks start from. */
	#list = (path, query) =>
		this.once(path, async () => {
			const answer = await this.get(path, query);
			if (answer.ok && answer.kind === 'json') return answer;
			throw new Undecided(`${answer.asked} is answered ${answer.status}`);
		});

	channels = () => this.#list('/channels/', { limit: MOST });
	customers = () => this.#list('/customers/', { limit: MOST });
	templates = () => this.#list('/channels/whatsapp/templates/');

	/** Which keys may be printed. */
	naming = () =>
		this.once('naming', async () => {
			const { rows } = await this.customers().catch(() => ({ rows: [] }));
			return createNaming(rows);
		});

	/** The first customers of the list that fulfil the condition. */
	async customersWith(condition, missing) {
		const { rows } = await this.customers();
		const found = rows.filter(condition);
		if (found.length === 0) throw new Undecided(missing);
		return found;
	}

	/** The longest conversation of some customers: the answer, and when their last message was. */
	transcript = () =>
		this.once('transcript', async () => {
			const { rows } = await this.customers();
			const latest = rows.toSorted((a, b) => (b.last_message ?? 0) - (a.last_message ?? 0));
			const chosen = this.customerId ? [await this.customer()] : [];
			let longest;
			for (const { id, last_message } of [...chosen, ...latest].slice(0, TRANSCRIPTS_TRIED)) {
				const answer = await this.get(`/customers/${id}/messages/`);
				if (answer.rows.length > (longest?.answer.rows.length ?? 0))
					longest = { answer, lastMessage: last_message };
				if (answer.rows.length >= ENOUGH_ENTRIES) break;
			}
			if (longest) return longest;
			throw new Undecided(`none of ${TRANSCRIPTS_TRIED} customers has a conversation`);
		});

	/** The hooks of some channels, asked for one at a time, with the answers. */
	hookLists = () =>
		this.once('hooks', async () => {
			const answers = [];
			for (const { id } of (await this.channels()).rows.slice(0, CHANNELS_TRIED)) {
				answers.push(await this.get(`/channels/${id}/message_hooks/`, { limit: 1 }));
			}
			return answers.filter(({ ok }) => ok);
		});

	/** The customer that was chosen, as Landbot has them now. */
	async customer() {
		const answer = await this.get(`/customers/${this.customerId}/`);
		if (isObject(answer.body?.customer)) return answer.body.customer;
		throw new Undecided(`the customer cannot be read (${answer.status})`);
	}

	/** Writes, after noting how to take it back. */
	async write(method, path, { body, undo: [what, takeBack] }) {
		if (!this.mayWrite) throw new Error('Nothing may be written here.');
		this.undo.note(what, takeBack);
		return await this.api.send(method, path, { body });
	}
}
