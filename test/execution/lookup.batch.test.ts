import type { IDataObject } from 'n8n-workflow';
import { knowsDetails } from '../../nodes/Landbot/api/errors/n8nVersion';
import { runLandbot } from '../support/n8n';
import { byId, locator, withLandbot } from '../support/landbot';
import { ANA, ANA_ON_WHATSAPP, TARA, UMAR, WEB, WHATSAPP } from '../support/people';
import { errorItem } from '../support/versions';

const { simulator, account, run } = withLandbot();

const textBy = (mode: 'phone' | 'email', channel?: unknown) =>
	({
		resource: 'message',
		operation: 'sendText',
		customer: locator(mode, '={{ $json.who }}'),
		...(channel !== undefined && { channel: byId(channel) }),
		text: '={{ $json.text ?? "Hello" }}',
	}) as IDataObject;

const onError = { onError: 'continueRegularOutput' } as const;
const textsTo = (customer: number) => simulator.messagesOf(customer).map(({ data }) => data.body);
const searches = () => simulator.log.filter(({ method }) => method === 'GET');
const sent = () => simulator.log.filter(({ method }) => method !== 'GET');

it('looks a phone up once for all items, however they write it, and keeps their order', async () => {
	const who = ['+34 600000009', '0034600000009', 34600000009, '(34) 600 000 009', '34600000009'];
	const items = who.map((one, index) => ({ who: one, text: `Text ${index}` }));

	const { output } = await run(textBy('phone'), items);

	expect(searches()).toHaveLength(1);
	expect(textsTo(TARA)).toEqual(['Text 0', 'Text 1', 'Text 2', 'Text 3', 'Text 4']);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
});

it('keeps the order of each customer when several are looked up', async () => {
	simulator.addFault({ path: 'customers/$', kind: 'slow', delayMs: 60, times: 1 });
	const items = ['34600000009', '34600000010', '34600000009', '34600000010'].map((who, index) => ({
		who,
		text: `Text ${index}`,
	}));

	await run(textBy('phone'), items);

	expect(searches()).toHaveLength(2);
	expect(textsTo(TARA)).toEqual(['Text 0', 'Text 2']);
	expect(textsTo(UMAR)).toEqual(['Text 1', 'Text 3']);
});

it('asks again for the same phone on another channel', async () => {
	const items = [WEB, WHATSAPP].map((channel) => ({ who: '34600000021', channel }));

	const { output } = await run(textBy('phone', '={{ $json.channel }}'), items);

	expect(output.map(({ json }) => json.customer_id)).toEqual([ANA, ANA_ON_WHATSAPP]);
});

it('asks again for the next item when a search only failed', async () => {
	simulator.addFault({ path: 'customers/$', status: 503, times: 5 });
	const items = ['First', 'Second'].map((text) => ({ who: '34600000009', text }));

	const { output } = await run(textBy('phone'), items, onError);

	expect(output[0].json).toHaveProperty('error');
	expect(output[1].json).toEqual({ success: true, customer_id: TARA });
	expect(textsTo(TARA)).toEqual(['Second']);
});

it('tells for every item what was entered where the node continues', async () => {
	const items = [{ who: '+34 999 999 999' }, { who: '+34 600 000 009' }, { who: 'n/a' }];

	const { output } = await run(textBy('phone'), items, onError);

	expect(output.map(({ json }) => json)).toEqual([
		errorItem('No customer has the phone 34999999999', {
			description: 'Landbot knows only people who have written or were imported',
			customer_id: null,
			customer_phone: '+34 999 999 999',
		}),
		{ success: true, customer_id: TARA },
		errorItem("'n/a' is not a phone number", {
			description: 'Enter only the number, with the country code, such as +34 600 000 000',
			customer_id: null,
			customer_phone: 'n/a',
		}),
	]);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

it('tells the email that was entered, and gives each item its own place', async () => {
	const items = [{ who: 'nobody@example.org' }, { who: 'Nobody@Example.org' }];

	const { output } = await run(textBy('email'), items, onError);

	expect(searches()).toHaveLength(1);
	expect(output).toHaveLength(2);
	if (!knowsDetails) return;
	expect(output.map(({ json }) => (json.details as IDataObject).customer_email)).toEqual([
		'nobody@example.org',
		'Nobody@Example.org',
	]);
});

describe('before anything is sent', () => {
	it.each([
		['+34', "'+34' is not a phone number"],
		['12345', "'12345' is not a phone number"],
		['1234567890123456', "'1234567890123456' is not a phone number"],
		['3.46E+10', "'3.46E+10' is not a phone number"],
		['ana@example.org', "'ana@example.org' is not a phone number"],
		['call 34600000009', "'call 34600000009' is not a phone number"],
		[true, "'true' is not a phone number"],
		['', "'Customer' is empty"],
		[null, "'Customer' is empty"],
	])('refuses %p as a phone', async (who, message) => {
		const { error } = await run(textBy('phone'), [{ who }]);

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(simulator.log).toEqual([]);
	});

	it.each([
		['ana', "'ana' is not an email"],
		['ana@', "'ana@' is not an email"],
		['ana ruiz@example.org', "'ana ruiz@example.org' is not an email"],
		['ana@x.org,bo@x.org', "'ana@x.org,bo@x.org' is not an email"],
		['  ', "'Customer' is empty"],
	])('refuses %p as an email', async (who, message) => {
		const { error } = await run(textBy('email'), [{ who }]);

		expect(error).toMatchObject({ message, context: { itemIndex: 0 } });
		expect(simulator.log).toEqual([]);
	});

	it('refuses a channel that is no number', async () => {
		const { error } = await run(textBy('phone', '={{ "Web" }}'), [{ who: '34600000009' }]);

		expect(error?.message).toBe("'Web' is not the ID of a channel");
		expect(simulator.log).toEqual([]);
	});

	it('sends nothing to anybody when Landbot refuses the search', async () => {
		simulator.addFault({ path: 'customers/$', status: 403, body: { detail: 'Not yours.' } });

		const { error } = await run(textBy('phone'), [{ who: '34600000009' }, { who: '34600000010' }]);

		expect(error?.message).toBe('The agent who owns the token may not do this');
		expect(error?.description).toContain('Landbot says: Not yours');
		expect(sent()).toEqual([]);
	});
});

it('shows neither the token nor other people in what it gives', async () => {
	const user = account();
	const items = [{ who: '34600000009' }, { who: '3460000000' }];
	const { run: whole, output } = await runLandbot(user, items, textBy('phone'), onError);

	expect(output).toHaveLength(2);
	expect(JSON.stringify(whole)).not.toContain(user.apiToken);
	expect(JSON.stringify(output)).not.toMatch(/Tara|Umar|example\.org/);
});
