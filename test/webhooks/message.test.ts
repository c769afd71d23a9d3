import type { IDataObject } from 'n8n-workflow';
import { call, until } from '../../simulator/test/client.ts';
import { message, outputs, post, publish, simulator, workflow, written } from '../support/trigger';
import { ANA, ANA_ON_WHATSAPP, GRETA, WEB, WHATSAPP } from '../support/people';

describe('a message of a customer', () => {
	it('starts one execution on a web channel', async () => {
		await publish();
		const { json } = await written(ANA, { text: 'Where is my order?' });
		expect(json).toEqual({
			event: 'customer_message',
			message_type: 'text',
			text: 'Where is my order?',
			button_payload: null,
			buttons: null,
			media_url: null,
			media_urls: null,
			caption: null,
			file_name: null,
			latitude: null,
			longitude: null,
			address: null,
			time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			sequence: null,
			customer_id: ANA,
			customer_name: 'Ana Ruiz',
			customer_phone: null,
			customer_country: 'Spain',
			customer_archived: false,
			page_url: expect.stringContaining('landbot.site'),
			page_is_external: false,
			custom_fields: { plan: 'pro', visits: 3 },
			agent_id: null,
			channel_id: WEB,
			channel_name: 'Support bot',
			channel_type: 'landbot',
			sender_type: 'customer',
			sender_id: ANA,
			sender_name: 'Ana Ruiz',
			delivery_id: simulator.deliveries[0].trace,
			media: null,
			data: { body: 'Where is my order?' },
		});
	});

	it('brings the phone on WhatsApp, and a time of whole seconds', async () => {
		await publish();
		const { json } = await written(ANA_ON_WHATSAPP, { text: 'Hi' });
		expect(json).toMatchObject({
			customer_phone: '34600000021',
			channel_id: WHATSAPP,
			channel_type: 'whatsapp',
			time: expect.stringMatching(/:\d\d\.000Z$/),
			page_url: null,
			page_is_external: null,
		});
	});

	it('keeps custom fields apart, as Landbot sends them', async () => {
		await publish();
		const { json } = await written(GRETA, { text: 'Hi' });
		expect(json.customer_name).toBe('Greta Holm');
		expect(json.custom_fields).toMatchObject({
			city: 'Malmö',
			orders: 7,
			basket: "['tea', 'cups']",
		});
	});

	it('brings the raw message on request', async () => {
		await publish({ options: { rawMessage: true } });
		const { json } = await written(ANA, { text: 'Hi' });
		const { body } = simulator.deliveries[0];
		expect(json.raw).toEqual((body as { messages: IDataObject[] }).messages[0]);
	});

	it('is tried again by Landbot after n8n was away, and starts one execution', async () => {
		await publish();
		const { hooks } = simulator.state;
		hooks[0].url = hooks[0].url.replace('/webhook/', '/elsewhere/');
		await simulator.writeAs(ANA, { text: 'Hi' });
		await until(() => simulator.deliveries.some(({ status }) => status === 404));
		hooks[0].url = workflow.url;
		await until(() => simulator.deliveries.some(({ status }) => status === 200));
		expect(outputs()).toHaveLength(1);
	});

	it('starts an execution while other channels are still being set up', async () => {
		await publish({ channels: [WEB] });
		await workflow.unpublish();
		await workflow.publishAndDie();
		expect(workflow.stored).toMatchObject({ 'node:Landbot Trigger': { hooks: [] } });
		expect(await post()).toBe(200);
		expect(outputs()).toHaveLength(1);
	});
});

describe('Trigger On', () => {
	const EVENTS: Array<[string, () => Promise<unknown>]> = [
		['customer_message', async () => await simulator.writeAs(ANA, { text: 'Hi' })],
		[
			'agent_message',
			async () => await call(simulator, 'POST', `/customers/${ANA}/send_text/`, { message: 'Hi' }),
		],
		[
			'bot_message',
			async () => await call(simulator, 'PUT', `/customers/${ANA}/assign_bot/1010178/`),
		],
		[
			'conversation_assigned',
			async () => await call(simulator, 'PUT', `/customers/${ANA}/assign/`),
		],
		[
			'conversation_unassigned',
			async () => await call(simulator, 'PUT', `/customers/${ANA}/unassign/`),
		],
		[
			'system_event',
			async () =>
				await post({
					messages: [message({ type: 'text', sender: { id: 0, name: 'Landbot', type: 'sys' } })],
				}),
		],
	];
	/** Lets everything happen, and gives what started an execution. */
	async function everything() {
		for (const [, happen] of EVENTS) {
			const before = simulator.deliveries.length;
			await happen();
			if (happen !== EVENTS[5][1]) await until(() => simulator.deliveries.length > before);
			await until(() => simulator.deliveries.every(({ status }) => status === 200));
		}
		return outputs().map((output) => output.event);
	}

	it('starts on customer messages only, unless something else is chosen', async () => {
		await publish({ channels: [WEB] });
		expect(await everything()).toEqual(['customer_message']);
	});

	it.each(EVENTS.map(([name]) => name))('starts on %s alone', async (name) => {
		await publish({ channels: [WEB], events: [name] });
		expect(await everything()).toEqual([name]);
	});

	it('starts on all of them', async () => {
		await publish({ channels: [WEB], events: EVENTS.map(([name]) => name) });
		expect(await everything()).toEqual(EVENTS.map(([name]) => name));
	});

	it.each([
		[[], ['text', 'image', 'sticker', 'button']],
		[['text'], ['text']],
		[
			['image', 'button'],
			['image', 'button'],
		],
		[['other'], ['sticker']],
	])('lets the message types %j pass', async (messageTypes, passed) => {
		await publish({ messageTypes, events: ['customer_message', 'conversation_assigned'] });
		for (const type of ['text', 'image', 'sticker', 'button']) {
			expect(await post({ messages: [message({ type })] })).toBe(200);
		}
		await post({ messages: [message({ type: 'event', action: 'assign' })] });
		expect(outputs().map((output) => output.message_type)).toEqual([...passed, 'event']);
	});

	const types = ['audio', 'button', 'dialog', 'document', 'image', 'location', 'text', 'video'];
	it.each(types)('lets the message type %s pass, and no other', async (type) => {
		await publish({ messageTypes: [type] });
		for (const sent of types) await post({ messages: [message({ type: sent })] });
		expect(outputs().map((output) => output.message_type)).toEqual([type]);
	});

	it('answers 200 to what is filtered, and goes on listening', async () => {
		await publish({ events: ['agent_message'] });
		await workflow.listen();
		expect(await post()).toBe(200);
		const testHook = simulator.state.hooks.find(({ url }) => url === workflow.testUrl);
		const headers = { Authorization: `Token ${testHook?.token}` };
		expect(await post(undefined, headers, workflow.testUrl)).toBe(200);
		expect(outputs()).toEqual([]);
	});
});
