import { newCustomer } from '../../test/simulator/seed.ts';
import { outline, safeKey } from './shape.mjs';

const DOCUMENTED =
	'id name channel_id archived agent_id unread last_message register_date custom_fields'.split(' ');

/** Keys that belong to Landbot, also where a customer has a field of the same name. */
const BUILT_IN = Object.keys(newCustomer(1, 1));

/** A customer's keys without the fields that people have made: Landbot shows those at top level once more. */
export const keysOfCustomer = (customer) =>
	Object.keys(customer).filter(
		(key) => BUILT_IN.includes(key) || !Object.hasOwn(customer.custom_fields ?? {}, key),
	);

/** The phone, wherever it is. */
const phoneOf = ({ phone, custom_fields: fields }) => phone || fields?.phone?.value;

const isPhone = (text) => typeof text === 'string' && text.replace(/\D/g, '').length > 7;

/** A phone in the forms in which people type it; `stored` is Landbot's own. */
function formsOf(stored) {
	const digits = stored.replace(/\D/g, '');
	const blocks = digits.match(/\d{1,3}/g).join(' ');
	return { stored, digits, 'with +': `+${digits}`, 'with + and blanks': `+${blocks}` };
}

/** Customers: their keys, and finding them by phone. */
export const peopleChecks = [
	{
		question: 'Do customers have more keys than the documented ones?',
		switch: 'customerKeys',
		values: ['all', 'documented'],
		ask: async (side) => ({ answer: await side.customers() }),
		read({ answer: { rows } }) {
			if (rows.length === 0) return { came: 'no rows', why: 'there are no customers' };
			const keys = new Set(rows.flatMap(keysOfCustomer));
			// where the phone is has a question of its own
			const more = [...keys].filter((key) => key !== 'phone' && !DOCUMENTED.includes(key));
			return {
				came: `${keys.size - more.length} documented, ${more.length} more: ${more.map(safeKey).join(', ')}`,
				value: more.length > 0 ? 'all' : 'documented',
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
				answers.push(await side.get('/customers/', { search_by: 'phone', search, limit: 1 }));
			}
			return { forms, answers };
		},
		read({ forms, answers }) {
			const found = Object.keys(forms).filter((_, index) => answers[index].rows.length > 0);
			const stored = Object.keys(forms).filter((form) => forms[form] === forms.stored);
			const came = `as stored is ${stored.slice(1).join(', ') || 'none of the other forms'}; found: ${found.join(', ') || 'nothing'}`;
			if (found.length === answers.length) return { came, value: 'digits' };
			if (found.length === 0) return { came, why: 'not even found as stored' };
			const exactly =
				stored.length === found.length && stored.every((form) => found.includes(form));
			return { came, value: exactly ? 'exact' : `found ${found.join(', ')}` };
		},
	},
	{
		question: 'Has a customer on its own the keys that it has in the list?',
		async ask(side) {
			const [row] = await side.customersWith(() => true, 'there are no customers');
			return { row, answer: await side.get(`/customers/${row.id}/`) };
		},
		read({ row, answer }) {
			const { customer } = answer.body ?? {};
			if (!customer) return { came: String(answer.status), why: 'the customer cannot be read' };
			const alone = keysOfCustomer(customer).filter((key) => !(key in row));
			const listed = keysOfCustomer(row).filter((key) => !(key in customer));
			const came = `only alone: ${alone.map(safeKey).join(', ') || 'none'}; only in the list: ${listed.map(safeKey).join(', ') || 'none'}`;
			return { came, value: [alone.sort(), listed.sort()] };
		},
	},
	{
		question: 'What does a GET of a field that a customer does not have get?',
		async ask(side) {
			const [{ id }] = await side.customersWith(() => true, 'there are no customers');
			return { answer: await side.get(`/customers/${id}/fields/${side.mark}/`) };
		},
		read: ({ answer }) => ({ came: outline(answer), value: answer.status }),
	},
];
