import type { IDataObject } from 'n8n-workflow';
import { Landbot } from '../../nodes/Landbot/Landbot.node';
import { openForm, searchList } from '../support/n8n';
import { locator, withLandbot } from '../support/landbot';
import type { Switches } from '../../simulator/index.ts';
import { INVOICE, ORDER_SHIPPED, SECOND_WHATSAPP, WEB, WELCOME, WHATSAPP } from '../support/people';

const { simulator, account } = withLandbot();

type List = Parameters<typeof searchList>[1];
const listed = async (list: List, form: IDataObject, filter = '') =>
	(await searchList(account(), list, filter, undefined, form)).results;
const valuesOf = async (...args: Parameters<typeof listed>) =>
	(await listed(...args)).map(({ value }) => value);

const addHooks = (count: number, channel = WEB) => {
	for (let id = 1; id <= count; id++) {
		simulator.state.hooks.push({
			id: channel + id,
			url: `https://example.com/${id}`,
			token: null,
			name: id === 1 ? null : `Hook ${id}`,
			channel_id: channel,
			created_at: 1,
			updated_at: 1,
		});
	}
};

describe('the list of message hooks', () => {
	const messageHook = (channel: unknown, mode = 'list'): IDataObject => ({
		resource: 'messageHook',
		operation: 'get',
		channel: locator(mode, channel),
	});

	it('has those of the chosen channel, by name and address', async () => {
		addHooks(2);
		addHooks(1, WHATSAPP);

		expect(await listed('searchMessageHooks', messageHook(WEB))).toEqual([
			{ name: 'Unnamed - https://example.com/1', value: WEB + 1 },
			{ name: 'Hook 2 - https://example.com/2', value: WEB + 2 },
		]);
		expect(await valuesOf('searchMessageHooks', messageHook(WEB), 'COM/2')).toEqual([WEB + 2]);
	});

	it.each([
		['', 'list'],
		['={{ $json.channel }}', 'id'],
	])('asks for a channel first when it is %p', async (value, mode) => {
		const listing = listed('searchMessageHooks', messageHook(value, mode));

		await expect(listing).rejects.toThrow("Choose a 'Channel' first");
		expect(simulator.log).toEqual([]);
	});

	it('says that the channel is unknown', async () => {
		await expect(listed('searchMessageHooks', messageHook('2955999', 'id'))).rejects.toThrow(
			'Landbot does not know channel 2955999',
		);
	});

	it.each([true, false])('has those beyond the first page, paged: %p', async (hooksPaged) => {
		simulator.setSwitches({ hooksPaged });
		addHooks(130);

		expect(await valuesOf('searchMessageHooks', messageHook(WEB))).toHaveLength(130);
	});
});

it('lists only the channels of WhatsApp, however Landbot calls them', async () => {
	simulator.state.channels[1].type = 'whatsapp' as never;

	expect(await valuesOf('searchWhatsAppChannels', {})).toEqual([WHATSAPP, SECOND_WHATSAPP]);
	expect(await valuesOf('searchWhatsAppChannels', {}, 'bookings')).toEqual([SECOND_WHATSAPP]);
});

const send = (
	template: unknown = '',
	language: unknown = '',
	channel: unknown = '',
): IDataObject => ({
	resource: 'message',
	operation: 'sendTemplate',
	channel: locator('list', channel),
	template: locator('list', template),
	language: locator('list', language),
});

describe('the list of templates', () => {
	it('has those that may be sent, with the beginning of their text', async () => {
		expect(await listed('searchTemplates', send())).toEqual([
			{ name: 'order_shipped - Hi {{1}}, your order {{2}} is on its way.', value: ORDER_SHIPPED },
			{ name: 'welcome - Welcome to our shop!', value: WELCOME },
			{ name: 'invoice - Dear {{1}}, here is your invoice.', value: INVOICE },
			{
				name: 'booking_confirmed - Hola {{1}}, te esperamos el {{2}} a las {{3}}.',
				value: 12180,
			},
		]);
	});

	it('has those of the chosen channel', async () => {
		expect(await valuesOf('searchTemplates', send('', '', SECOND_WHATSAPP))).toEqual([12180]);
		expect(simulator.log[0].query).toEqual({ channel_id: String(SECOND_WHATSAPP) });
	});

	it('is searched by any part of the label', async () => {
		expect(await valuesOf('searchTemplates', send(), 'SHOP')).toEqual([WELCOME]);
	});

	it('leaves out what has no ID', async () => {
		const templates = [{ name: 'draft' }, { id: WELCOME, name: 'welcome' }];
		simulator.addFault({ path: 'templates/$', status: 200, body: { success: true, templates } });
		expect(await valuesOf('searchTemplates', send())).toEqual([WELCOME]);
	});
});

const PLACES: Array<[Switches['templateLanguageKey'], unknown[]]> = [
	['language', ['en', 'es_MX']],
	['languages', ['en', 'es_MX']],
	['translations', ['en', 'es_MX']],
];
describe('the list of languages', () => {
	it.each(PLACES)('has those of the template from %s', async (templateLanguageKey, languages) => {
		simulator.setSwitches({ templateLanguageKey });

		expect(await valuesOf('searchTemplateLanguages', send(ORDER_SHIPPED))).toEqual(languages);
	});

	it('has the usual ones where Landbot does not say them, or no template is chosen', async () => {
		simulator.setSwitches({ templateLanguageKey: 'none' });

		const usual = await valuesOf('searchTemplateLanguages', send(ORDER_SHIPPED));

		expect(usual).toEqual(expect.arrayContaining(['en', 'es', 'pt_BR']));
		expect(await valuesOf('searchTemplateLanguages', send())).toEqual(usual);
		expect(await valuesOf('searchTemplateLanguages', send(ORDER_SHIPPED), 'pt')).toEqual([
			'pt_BR',
			'pt_PT',
		]);
	});
});

describe('the inputs for the placeholders', () => {
	const inputs = async (form: IDataObject) =>
		await new Landbot().methods.resourceMapping.templateFields.call(openForm(account(), form));

	it.each<Switches['templateLanguageKey']>(['language', 'translations'])(
		'are those of the template, below its text in the chosen language from %s',
		async (templateLanguageKey) => {
			simulator.setSwitches({ templateLanguageKey });

			const { fields } = await inputs(send(ORDER_SHIPPED, 'es_MX'));

			expect(fields.map(({ id, required, readOnly }) => [id, required, readOnly ?? false])).toEqual(
				[
					['preview', false, true],
					['1', true, false],
					['2', true, false],
				],
			);
			expect(fields[0].defaultValue).toBe('Hola {{1}}, tu pedido {{2}} va en camino.');
			expect(fields[1].displayName).toContain('{{1}}');
		},
	);

	it('are none without a placeholder, and the text is shown', async () => {
		const { fields, emptyFieldsNotice } = await inputs(send(WELCOME, 'en'));

		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toContain('It reads: Welcome to our shop!');
	});

	it.each([
		['', '', 0],
		['', 'en', 0],
		[ORDER_SHIPPED, '', 0],
		[99999, 'en', 1],
	])('wait for a template and its language: %p %p', async (template, language, requests) => {
		const { fields, emptyFieldsNotice } = await inputs(send(template, language));

		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toBe("Choose a 'Template' and its 'Language' first");
		expect(simulator.log).toHaveLength(requests);
	});

	it('say what is wrong with the token', async () => {
		const form = openForm({ ...account(), apiToken: 'nobody' }, send(ORDER_SHIPPED, 'en'));

		await expect(new Landbot().methods.resourceMapping.templateFields.call(form)).rejects.toThrow(
			'Landbot does not accept the API token',
		);
	});
});
