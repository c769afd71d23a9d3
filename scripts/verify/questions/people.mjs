import { fieldNamesOf, keysOfCustomer, spoken } from '../privacy/keys.mjs';
import { isObject, outline } from '../privacy/shape.mjs';
import { MOST } from '../run/side.mjs';
import { KEYS } from '../privacy/words.mjs';

/** What the vendor's own document names. */
const CORE =
	'id name channel_id archived agent_id unread last_message register_date custom_fields'.split(' ');

/** The phone, wherever it is. */
const phoneOf = ({ phone, custom_fields: fields }) => phone || fields?.phone?.value;

const isPhone = (text) => typeof text === 'string' && digitsOf(text).length > 7;

const digitsOf = (phone) => String(phone).replace(/\D/g, '');

/** A phone in the forms in which people type it, first Landbot's own. */
function formsOf(stored) {
	const digits = digitsOf(stored);
	const blocks = digits.match(/\d{1,3}/g).join(' ');
	const typed = {
		'digits only': digits,
		'with +': `+${digits}`,
		'with + and blanks': `+${blocks}`,
	};
	const [like = 'otherwise'] = Object.keys(typed).filter((form) => typed[form] === stored);
	const { [like]: _same, ...others } = typed;
	return { [`as stored, ${like}`]: stored, ...others };
}

/** Whether a search by phone has found the customer, and nobody with another phone. */
function found({ ok, status, rows }, customer) {
	if (!ok) return String(status);
	const digits = digitsOf(phoneOf(customer));
	if (!rows.every((row) => digitsOf(phoneOf(row)).includes(digits))) return 'others, too';
	return rows.some(({ id }) => id === customer.id) ? 'found' : 'nobody';
}

/** Customers: their keys, and finding them by phone. */
export const peopleChecks = [
	{
		question: 'Do customers have more keys than the documented ones?',
		switch: 'customerKeys',
		values: ['all', 'documented'],
		ask: async (side) => ({ answer: await side.customers(), naming: await side.naming() }),
		read({ answer: { rows }, naming }) {
			if (rows.length === 0) return { came: 'no rows', why: 'there are no customers' };
			// where the phone is has a question of its own
			const more = [...new Set(rows.flatMap(keysOfCustomer))].filter(
				(key) => key !== 'phone' && !CORE.includes(key),
			);
			const mayPrint = naming.mayPrint('customer');
			// a key that is a field of somebody may have come from there
			const proving = more.filter((key) => mayPrint(key) && !naming.fields.has(key));
			return {
				came: `besides the documented: ${spoken(more, mayPrint)}`,
				value: proving.length > 0 ? 'all' : more.length === 0 ? 'documented' : undefined,
				why: 'the keys may all be fields of somebody',
			};
		},
	},
	{
		question: 'Do customers carry their phone at top level?',
		switch: 'phoneAtTopLevel',
		values: [true, false],
		ask: async (side) => ({ answer: await side.customers() }),
		read({ answer: { rows } }) {
			const top = rows.filter(({ phone }) => isPhone(phone)).length;
			const within = rows.filter(({ custom_fields: fields }) =>
				isPhone(fields?.phone?.value),
			).length;
			const came = `of ${rows.length} customers ${top} at top level, ${within} in custom_fields`;
			return { came, value: top + within ? top > 0 : undefined, why: 'no customer shows a phone' };
		},
	},
	{
		question: 'Is a phone found however it is typed?',
		switch: 'phoneSearch',
		values: ['exact', 'digits'],
		async ask(side) {
			const [row] = await side.customersWith(
				(customer) => isPhone(phoneOf(customer)),
				'no customer shows a phone',
			);
			const forms = formsOf(phoneOf(row));
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
			const allOthers = (outcome) => others.every((one) => one === outcome);
			if (stored === 'found' && allOthers('found')) return { came, value: 'digits' };
			if (stored === 'found' && allOthers('nobody')) return { came, value: 'exact' };
			const lost = stored === 'nobody' && allOthers('nobody');
			return { came, value: lost ? undefined : came, why: 'not even found as stored' };
		},
	},
	{
		question: 'Has a customer on its own the keys that it has in the list?',
		async ask(side) {
			const [row] = await side.customersWith(() => true, 'there are no customers');
			const answer = await side.get(`/customers/${row.id}/`);
			return { row, answer, naming: await side.naming() };
		},
		read({ row, answer, naming }) {
			const { customer } = answer.body ?? {};
			if (!isObject(customer))
				return { came: String(answer.status), why: 'the customer cannot be read' };
			const fields = [row, customer].flatMap(fieldNamesOf);
			const onlyIn = (one, other) =>
				Object.keys(one)
					.filter((key) => !Object.hasOwn(other, key))
					.filter((key) => KEYS.customer.includes(key) || !fields.includes(key))
					.sort();
			const value = [onlyIn(customer, row), onlyIn(row, customer)];
			const [alone, listed] = value.map((keys) => spoken(keys, naming.mayPrint('customer')));
			return { came: `only alone: ${alone}; only in the list: ${listed}`, value };
		},
	},
	{
		question: 'What does a GET of a field that a customer does not have get?',
		async ask(side) {
			const [{ id }] = await side.customersWith(() => true, 'there are no customers');
			return { answer: await side.get(`/customers/${id}/fields/n8n_verify_missing/`) };
		},
		read: ({ answer }) => ({ came: outline(answer), value: answer.status }),
	},
];
