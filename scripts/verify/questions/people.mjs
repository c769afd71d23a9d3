import { fieldNamesOf, keysOfCustomer, spoken } from '../privacy/keys.mjs';
import { isObject, outline } from '../privacy/shape.mjs';
import { isKeyOf } from '../privacy/words.mjs';
import { customerPath, fieldPath, MOST, PREFIX } from '../run/landbot.mjs';
import { question } from './question.mjs';

/** @import { Customer } from '../privacy/keys.mjs' */

const NO_CUSTOMERS = 'there are no customers';
/** What the vendor's own document names. */
const CORE =
	'id name channel_id archived agent_id unread last_message register_date custom_fields'.split(' ');

/** Fields that Landbot has for everybody, by what was recorded: they are shown at top level as every field is. */
const OWN_FIELDS = ['email', 'avatar'];

/** The phone, wherever it is. @param {Customer} customer @returns {unknown} */
const phoneOf = ({ phone, custom_fields: fields }) => phone || fields?.phone?.value;

/** @param {unknown} phone */
const digitsOf = (phone) => String(phone).replace(/\D/g, '');

/** @param {unknown} text @returns {text is string} */
const isPhone = (text) => typeof text === 'string' && digitsOf(text).length > 7;

/** A phone in the forms in which people type it, first Landbot's own. @param {string} stored @returns {Record<string, string>} */
function formsOf(stored) {
	const digits = digitsOf(stored);
	const blocks = digits.replace(/\d{3}(?=\d)/g, '$& ');
	/** @type {Record<string, string>} */
	const typed = {
		'digits only': digits,
		'with +': `+${digits}`,
		'with + and blanks': `+${blocks}`,
	};
	const [like = 'otherwise'] = Object.keys(typed).filter((form) => typed[form] === stored);
	const { [like]: _same, ...others } = typed;
	return { [`as stored, ${like}`]: stored, ...others };
}

/**
 * Whether a search by phone has found the customer, and nobody with another phone.
 * @param {import('../run/api.mjs').Answer} answer @param {Customer} customer
 */
function found({ ok, status, rows }, customer) {
	if (!ok) return String(status);
	const digits = digitsOf(phoneOf(customer));
	if (!rows.every((row) => digitsOf(phoneOf(row)).includes(digits))) return 'others, too';
	return rows.some(({ id }) => id === customer.id) ? 'found' : 'nobody';
}

/** Customers: their keys, and finding them by phone. */
export const peopleQuestions = [
	question({
		question: 'Do customers have more keys than the documented ones?',
		switch: 'customerKeys',
		ask: async (side) => ({ answer: await side.customers() }),
		read({ answer: { rows } }) {
			if (rows.length === 0) return { came: 'no rows', why: NO_CUSTOMERS };
			const fields = new Set(rows.flatMap(fieldNamesOf));
			const isOwnField = (/** @type {string} */ key) => OWN_FIELDS.includes(key) && fields.has(key);
			// where the phone is has a question of its own
			const more = [...new Set(rows.flatMap((row) => keysOfCustomer(row)))].filter(
				(key) => key !== 'phone' && !CORE.includes(key) && !isOwnField(key),
			);
			// a key that is a field of somebody may have come from there
			const proving = more.filter((key) => isKeyOf('customer', key) && !fields.has(key));
			return {
				came: `besides the documented: ${spoken(more, 'customer')}`,
				value: proving.length > 0 ? 'all' : more.length === 0 ? 'documented' : undefined,
				why: 'the keys may all be fields of somebody',
			};
		},
	}),
	question({
		question: 'Do customers carry their phone at top level?',
		switch: 'phoneAtTopLevel',
		ask: async (side) => ({ answer: await side.customers() }),
		read({ answer: { rows } }) {
			const top = rows.filter(({ phone }) => isPhone(phone)).length;
			const within = rows.filter(({ custom_fields: fields }) =>
				isPhone(fields?.phone?.value),
			).length;
			const came = `of ${rows.length} customers ${top} at top level, ${within} in custom_fields`;
			return { came, value: top + within ? top > 0 : undefined, why: 'no customer shows a phone' };
		},
	}),
	question({
		question: 'Is a phone found however it is typed?',
		switch: 'phoneSearch',
		async ask(side) {
			const row = await side.customerWith(
				(customer) => isPhone(phoneOf(customer)),
				'no customer shows a phone',
			);
			const forms = formsOf(String(phoneOf(row)));
			const answers = [];
			for (const search of Object.values(forms)) {
				answers.push(await side.get('/customers/', { search_by: 'phone', search, limit: MOST }));
			}
			return { row, forms, answers };
		},
		read({ row, forms, answers }) {
			const [stored, ...others] = answers.map((answer) => found(answer, row));
			const came = Object.keys(forms)
				.map((form, index) => `${form}: ${[stored, ...others][index]}`)
				.join('; ');
			const allOthers = (/** @type {string} */ outcome) => others.every((one) => one === outcome);
			if (stored === 'found' && allOthers('found')) return { came, value: 'digits' };
			if (stored === 'found' && allOthers('nobody')) return { came, value: 'exact' };
			const lost = stored === 'nobody' && allOthers('nobody');
			return { came, value: lost ? undefined : came, why: 'not even found as stored' };
		},
	}),
	question({
		question: 'Has a customer on its own the keys that it has in the list?',
		async ask(side) {
			const row = await side.customerWith(() => true, NO_CUSTOMERS);
			return { row, answer: await side.get(customerPath(row.id)) };
		},
		read({ row, answer }) {
			const { customer } = answer.body ?? {};
			if (!isObject(customer))
				return { came: String(answer.status), why: 'the customer cannot be read' };
			/** @param {Customer} one @param {Customer} other */
			const onlyIn = (one, other) =>
				keysOfCustomer(one, [row, customer])
					.filter((key) => !Object.hasOwn(other, key))
					.sort();
			const value = [onlyIn(customer, row), onlyIn(row, customer)];
			const [alone, listed] = value.map((keys) => spoken(keys, 'customer'));
			return { came: `only alone: ${alone}; only in the list: ${listed}`, value };
		},
	}),
	question({
		question: 'Is the name of a customer one of their fields?',
		switch: 'builtInFields',
		async ask(side) {
			const row = await side.customerWith(({ name }) => Boolean(name), 'no customer has a name');
			return { row, answer: await side.get(fieldPath(row.id, 'name')) };
		},
		read({ row, answer }) {
			const isSame = answer.ok && answer.body.field.value === row.name;
			return {
				came: `${outline(answer)}${isSame ? ', the name of the customer' : ''}`,
				value: isSame || (answer.status === 404 ? false : undefined),
				why: 'neither the name nor unknown',
			};
		},
		then: 'true: its description says that Customer Field > Update of `name` renames the customer',
	}),
	question({
		question: 'What does a GET of a field that a customer does not have get?',
		async ask(side) {
			const { id } = await side.customerWith(() => true, NO_CUSTOMERS);
			return { answer: await side.get(fieldPath(id, `${PREFIX}missing`)) };
		},
		read: ({ answer }) => ({ came: outline(answer), value: answer.status }),
	}),
];
